/**
 * What every transport keeps, run over each of them: in-process, WebSocket, and the bridge of the desktop host. A case gets a
 * connection of its own and knows nothing of what carries it.
 */
import assert from 'node:assert/strict';
import type { Failure, Result } from '#shared/base/result.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { Transport } from '#shared/contract/transport.ts';
import { MAX_REQUEST_LENGTH } from '#shared/contract/wire.ts';

export const contractPerson = {
  desk: 'Contract desk',
  name: 'ada',
  displayName: 'Ada Marsh',
  passphrase: 'quiet harbour lantern 42',
} as const;

export interface ContractCase {
  readonly title: string;
  /** Whether the case wants Ada signed in; the runner set the desk up before. */
  readonly signedIn: boolean;
  readonly run: (transport: Transport) => Promise<void>;
}

type DraftText = Pick<OutputOf<'drafts.list'>[number], 'key' | 'fields'>;
type NewTicket = OutputOf<'tickets.create'>;

const failureOf = (result: Result<unknown>): Failure => {
  assert.equal(result.ok, false, `refused, not ${JSON.stringify(result).slice(0, 200)}`);
  return (result as { readonly failure: Failure }).failure;
};

const valueOf = (result: Result<unknown>): unknown => {
  assert.equal(result.ok, true, JSON.stringify(result).slice(0, 400));
  return (result as { readonly value: unknown }).value;
};

/** Ends each case: whatever was thrown at it, the console answers. */
const livesOn = async (transport: Transport): Promise<void> => {
  const status = valueOf(await transport.request('app.status', {})) as { readonly state: string };
  assert.match(status.state, /^(locked|open)$/);
};

/** JSON as it arrives: `__proto__` is a member like any other. */
const parsed = (text: string): unknown => JSON.parse(text);

const newTicket = (title: string) => ({
  kind: 'incident',
  channel: 'phone',
  title,
  description: '',
  impact: 2,
  urgency: 2,
  category: null,
  requester: null,
  draftId: null,
});

const unknownNames = [
  'nope',
  '',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'app.status ',
  'APP.STATUS',
];

const hostileInputs: readonly unknown[] = [
  null,
  true,
  7,
  'text',
  [],
  [{}],
  { unknown: 1 },
  parsed('{"__proto__":{"polluted":true}}'),
  parsed('{"constructor":{"prototype":{"polluted":true}}}'),
  { toString: 'x' },
];

const hostileSignIns: readonly unknown[] = [
  {},
  { userId: 'user:1' },
  { userId: 7, passphrase: 'x' },
  { userId: ['user:1'], passphrase: 'x' },
  { userId: { $ne: null }, passphrase: { $ne: null } },
  { userId: 'u'.repeat(65), passphrase: 'x' },
  { userId: 'user:1', passphrase: '' },
  { userId: 'user:1', passphrase: 'x'.repeat(1025) },
  { userId: 'user:1', passphrase: 'x', roles: ['administrator'] },
];

export const contractCases: readonly ContractCase[] = [
  {
    title: 'unknown operations and names of Object’s own are refused by code',
    signedIn: false,
    run: async (transport) => {
      for (const name of unknownNames)
        assert.equal(failureOf(await transport.request(name, {})).code, 'request.unknown-operation', name);
      await livesOn(transport);
    },
  },
  {
    title: 'input of a wrong shape is refused, prototype keys among it, and nothing is polluted',
    signedIn: false,
    run: async (transport) => {
      for (const input of hostileInputs)
        assert.equal(
          failureOf(await transport.request('app.status', input)).code,
          'request.invalid',
          JSON.stringify(input),
        );
      for (const input of hostileSignIns) {
        const failure = failureOf(await transport.request('accounts.signIn', input));
        assert.equal(failure.code, 'request.invalid', JSON.stringify(input));
        assert.equal(failure.details?.['operation'], 'accounts.signIn');
      }
      assert.equal(Reflect.get({}, 'polluted'), undefined);
      await livesOn(transport);
    },
  },
  {
    title: 'a request over the limit is refused, one just below it is read',
    signedIn: false,
    run: async (transport) => {
      const over = failureOf(await transport.request('app.status', { x: 'x'.repeat(MAX_REQUEST_LENGTH) }));
      assert.equal(over.code, 'request.too-large');
      assert.equal(over.details?.['limit'], MAX_REQUEST_LENGTH);
      const below = failureOf(await transport.request('app.status', { x: 'x'.repeat(MAX_REQUEST_LENGTH - 100) }));
      assert.equal(below.code, 'request.invalid');
      await livesOn(transport);
    },
  },
  {
    title: 'without a session nothing is read or changed',
    signedIn: false,
    run: async (transport) => {
      const asked = [
        ['drafts.list', {}],
        ['drafts.save', { key: 'new-ticket:1', fields: {} }],
        ['accounts.users', {}],
        ['accounts.lock', {}],
        ['settings.preferences', {}],
      ] as const;
      for (const [name, input] of asked)
        assert.equal(failureOf(await transport.request(name, input)).code, 'auth.signed-out', name);
      await livesOn(transport);
    },
  },
  {
    title: 'two hundred requests at once are each answered with their own reply',
    signedIn: false,
    run: async (transport) => {
      const names = Array.from({ length: 200 }, (_, n) => `nothing.${n}`);
      const replies = await Promise.all(names.map((name) => transport.request(name, {})));
      assert.deepEqual(
        replies.map((reply) => failureOf(reply).details?.['operation']),
        names,
      );
      await livesOn(transport);
    },
  },
  {
    title: 'text of every kind comes back as it was',
    signedIn: true,
    run: async (transport) => {
      const fields = {
        chinese: '打印机在三楼没有反应',
        emoji: '👩🏽‍🔧 ✅',
        controls: 'a\u0000b\tc\r\nd\u2028e\u2029f',
        markup: '</script><img src=x onerror=alert(1)>',
        number: '007',
        combining: 'e\u0301 \u{1d11e}',
      };
      const saved = await transport.request('drafts.save', { key: 'new-ticket:text', fields });
      assert.deepEqual((valueOf(saved) as DraftText).fields, fields);
      const drafts = valueOf(await transport.request('drafts.list', {})) as readonly DraftText[];
      assert.deepEqual(drafts.find(({ key }) => key === 'new-ticket:text')?.fields, fields);
    },
  },
  {
    title: 'notices arrive in the order of the changes, one for each, also for changes made at once',
    signedIn: true,
    run: async (transport) => {
      const changes = 40;
      const seqs: number[] = [];
      const announced = new Set<string>();
      let finished: () => void = () => undefined;
      const all = new Promise<void>((resolve) => {
        finished = resolve;
      });
      const stop = transport.onNotice((notice: Notice) => {
        if (notice.name === 'audit.appended') seqs.push(notice.seq);
        if (notice.name !== 'tickets.changed') return;
        for (const id of notice.ids) announced.add(id);
        if (announced.size >= changes) finished();
      });
      const created = await Promise.all(
        Array.from({ length: changes }, (_, n) => transport.request('tickets.create', newTicket(`At once ${n}`))),
      );
      const numbers = created.map((reply) => (valueOf(reply) as NewTicket).number);
      assert.equal(new Set(numbers).size, changes);
      await all;
      stop();
      const ids = created.map((reply) => (valueOf(reply) as NewTicket).ticketId);
      assert.deepEqual([...announced].toSorted(), ids.toSorted());
      for (const [at, seq] of seqs.entries()) assert.equal(seq, (seqs[0] ?? 0) + at);
    },
  },
  {
    title: 'a listener that stopped hears nothing more',
    signedIn: true,
    run: async (transport) => {
      const seen: Notice[] = [];
      transport.onNotice((notice) => seen.push(notice))();
      valueOf(await transport.request('settings.setPreferences', { language: 'en', theme: 'light' }));
      await livesOn(transport);
      assert.deepEqual(seen, []);
    },
  },
];
