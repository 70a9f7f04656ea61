import { describe, expect, it } from 'vitest';
import type { Client } from '#renderer/api/client.ts';
import { createAuditStore, noFilter } from '#renderer/audit/store.ts';
import type { AuditEntryView, AuditPage } from '#shared/audit/operations.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Notice } from '#shared/contract/notice.ts';

const entryAt = (seq: number, result: 'ok' | 'denied'): AuditEntryView => ({
  hash: `hash ${seq}`,
  actorName: 'Lin Yue',
  objectName: null,
  known: {},
  entry: {
    action: `step.${seq}`,
    actor: 'user:1',
    after: null,
    appVersion: '0.1.0',
    at: '2026-10-10T07:12:19.402Z',
    before: null,
    correlation: null,
    device: 'device:1',
    host: 'loopback',
    mono: seq,
    object: null,
    prev: `hash ${seq - 1}`,
    reason: null,
    result,
    role: null,
    seq,
    session: null,
    v: 1,
  },
});

interface PageInput {
  readonly device?: string;
  readonly before: number | null;
  readonly after?: number;
  readonly count: number;
  readonly result: string | null;
}

/** Entries of the chain that this laptop wrote under its former code. */
const FORMER = 5;

/** A core whose chain can grow and fail; every tenth entry was denied. Answers wait until `settle`. */
const chain = (length: number) => {
  let head = length;
  let failing = false;
  let notify: (notice: Notice) => void = () => undefined;
  const asked: PageInput[] = [];
  const waiting: (() => void)[] = [];
  const page = (input: PageInput): Result<AuditPage> => {
    const devices = [
      { id: 'device:1', code: '7K3Q', entries: length, lastSeq: length },
      { id: 'device:0', code: '9M2P', entries: FORMER, lastSeq: FORMER },
    ];
    if (input.device !== undefined) {
      const entries = input.before === null ? down(FORMER, 1).map((seq) => entryAt(seq, 'ok')) : [];
      return succeed({ devices, head: FORMER, entries, next: 0, checkpoint: null });
    }
    if (failing) return refuse('connection.lost', 'lost');
    const entries: AuditEntryView[] = [];
    const from = Math.min(input.before ?? head + 1, head + 1) - 1;
    const end = (input.after ?? 0) + 1;
    let seq = from;
    for (; seq >= end && entries.length < input.count; seq--) {
      const entry = entryAt(seq, seq % 10 === 0 ? 'denied' : 'ok');
      if (input.result === null || input.result === entry.entry.result) entries.push(entry);
    }
    return succeed({ devices, head, entries, next: seq >= end ? seq + 1 : 0, checkpoint: null });
  };
  const verdict = ({ device = 'device:1' }: PageInput) => succeed({ device, intact: true });
  const client = {
    call: (name: string, input: PageInput) => {
      asked.push(input);
      return new Promise((resolve) =>
        waiting.push(() => resolve(name === 'audit.verify' ? verdict(input) : page(input))),
      );
    },
    onNotice: (listener: (notice: Notice) => void) => {
      notify = listener;
      return () => {
        notify = () => undefined;
      };
    },
    onStatus: () => () => undefined,
  } as unknown as Client;
  const settle = async (): Promise<void> => {
    while (waiting.length > 0) {
      for (const answer of waiting.splice(0)) answer();
      for (let turn = 0; turn < 8; turn++) await Promise.resolve();
    }
  };
  return {
    client,
    asked,
    settle,
    append: (count: number) => {
      head += count;
      notify({ name: 'audit.appended', seq: head });
    },
    fail: (next: boolean) => {
      failing = next;
    },
  };
};

const seqs = (entries: readonly AuditEntryView[] | undefined): readonly number[] =>
  entries?.map(({ entry }) => entry.seq) ?? [];
const down = (from: number, to: number): readonly number[] =>
  Array.from({ length: from - to + 1 }, (_, index) => from - index);

describe('the audit list', () => {
  it('loads the newest entries, and older ones when asked, without gap or overlap', async () => {
    const core = chain(450);
    const store = createAuditStore(core.client);
    store.getState().connect();
    await core.settle();
    expect(seqs(store.getState().entries)).toEqual(down(450, 251));
    expect(store.getState()).toMatchObject({ head: 450, focusSeq: 450 });
    store.getState().more();
    store.getState().more();
    await core.settle();
    store.getState().more();
    await core.settle();
    expect(seqs(store.getState().entries)).toEqual(down(450, 1));
    expect(store.getState().next).toBe(0);
    const before = core.asked.length;
    store.getState().more();
    await core.settle();
    expect(core.asked.length).toBe(before);
  });

  it('shows entries as they happen, asking only for what is new', async () => {
    const core = chain(30);
    const store = createAuditStore(core.client);
    store.getState().connect();
    await core.settle();
    core.append(2);
    core.append(1);
    await core.settle();
    expect(seqs(store.getState().entries)).toEqual(down(33, 1));
    expect(core.asked.slice(1).every(({ after }) => after !== undefined && after >= 30)).toBe(true);
    // Nobody picked a row, so the newest is it.
    expect(store.getState().focusSeq).toBe(33);
  });

  it('keeps the picked entry when others arrive', async () => {
    const core = chain(30);
    const store = createAuditStore(core.client);
    store.getState().connect();
    await core.settle();
    store.getState().move(3);
    core.append(5);
    await core.settle();
    expect(store.getState().focusSeq).toBe(27);
    store.getState().move(-1);
    expect(store.getState().focusSeq).toBe(28);
    store.getState().move(-Infinity);
    expect(store.getState().focusSeq).toBe(35);
  });

  it('asks once, and comes to an end, when it is shown again with nothing new', async () => {
    const core = chain(30);
    const store = createAuditStore(core.client);
    const disconnect = store.getState().connect();
    await core.settle();
    disconnect();
    core.append(4);
    store.getState().connect();
    await core.settle();
    expect(seqs(store.getState().entries)).toEqual(down(34, 1));
    expect(core.asked).toHaveLength(2);
  });

  it('drops answers to a filter that is no longer wanted', async () => {
    const core = chain(95);
    const store = createAuditStore(core.client);
    store.getState().connect();
    store.getState().setFilter({ result: 'denied' });
    await core.settle();
    expect(seqs(store.getState().entries)).toEqual([90, 80, 70, 60, 50, 40, 30, 20, 10]);
    core.append(6);
    await core.settle();
    expect(seqs(store.getState().entries).slice(0, 3)).toEqual([100, 90, 80]);
    store.getState().setFilter(noFilter);
    await core.settle();
    expect(seqs(store.getState().entries)[0]).toBe(101);
  });

  it('says what failed, keeps what is shown, and goes on when asked again', async () => {
    const core = chain(450);
    const store = createAuditStore(core.client);
    store.getState().connect();
    await core.settle();
    core.fail(true);
    store.getState().more();
    await core.settle();
    expect(store.getState().failure?.code).toBe('connection.lost');
    expect(store.getState().entries).toHaveLength(200);
    core.fail(false);
    store.getState().retry();
    store.getState().more();
    await core.settle();
    expect(store.getState()).toMatchObject({ failure: undefined });
    expect(store.getState().entries).toHaveLength(400);
  });

  it('shows and verifies a former chain, which does not grow, and goes back to the one that does', async () => {
    const core = chain(30);
    const store = createAuditStore(core.client);
    store.getState().connect();
    store.getState().setFilter({ text: 'step' });
    await core.settle();
    store.getState().setDevice('device:0');
    core.append(1);
    await core.settle();
    expect(seqs(store.getState().entries)).toEqual(down(FORMER, 1));
    expect(store.getState()).toMatchObject({
      device: 'device:0',
      head: FORMER,
      filter: noFilter,
      verdict: { device: 'device:0' },
    });
    store.getState().setDevice('device:1');
    await core.settle();
    expect(store.getState()).toMatchObject({ device: null, head: 31, verdict: { device: 'device:1' } });
    expect(seqs(store.getState().entries)[0]).toBe(31);
    core.append(1);
    await core.settle();
    expect(seqs(store.getState().entries)[0]).toBe(32);
  });

  it('keeps no verdict of a chain that was left while it was checked', async () => {
    const core = chain(30);
    const store = createAuditStore(core.client);
    store.getState().connect();
    await core.settle();
    void store.getState().verify();
    store.getState().setDevice('device:0');
    await core.settle();
    expect(store.getState()).toMatchObject({ verdict: { device: 'device:0' }, isVerifying: false });
  });

  it('reads an entry’s neighbours again when one comes to hang on it', async () => {
    const core = chain(30);
    const store = createAuditStore(core.client);
    store.getState().connect();
    await core.settle();
    void store.getState().look(30);
    await core.settle();
    expect(seqs(store.getState().neighbourhood?.entries)).toEqual([30, 29, 28]);
    core.append(1);
    await core.settle();
    expect(seqs(store.getState().neighbourhood?.entries)).toEqual([31, 30, 29]);
  });
});
