import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DraftSaver, type DraftState, type Timers } from '#renderer/drafts/draft-saver.ts';
import { draftHref, draftPlace, draftText } from '#renderer/drafts/draft-place.ts';
import { hrefOf } from '#renderer/ui/route.ts';
import { refuse, succeed } from '#shared/base/result.ts';
import type { DraftView } from '#shared/drafts/operations.ts';
import { fakeClient, type FakeClient } from '../queue/fake-client.ts';

/** A clock that stands still until it is told to go on. */
const handClock = () => {
  let now = 0;
  let due: { at: number; run: () => void }[] = [];
  const timers: Timers = {
    now: () => now,
    after: (ms, run) => {
      const entry = { at: now + ms, run };
      due.push(entry);
      return () => {
        due = due.filter((each) => each !== entry);
      };
    },
  };
  const pass = (ms: number): void => {
    const end = now + ms;
    for (;;) {
      const next = due.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
      if (!next) break;
      now = next.at;
      due = due.filter((each) => each !== next);
      next.run();
    }
    now = end;
  };
  return { timers, pass };
};

const savedAt = '2026-10-15T13:00:00.000Z';
const view = (fields: Readonly<Record<string, string>>): DraftView => ({
  id: 'draft:1',
  key: 'new-ticket:1',
  fields,
  updatedAt: savedAt,
});

const start = () => {
  const client = fakeClient();
  const clock = handClock();
  const states: DraftState[] = [];
  const saver = new DraftSaver(client, 'new-ticket:1', (state) => states.push(state), clock.timers);
  return { client, saver, states, ...clock };
};
/** `flush` awaits the save before; its request is on its way a turn later. */
const turns = async () => {
  for (let n = 0; n < 5; n++) await Promise.resolve();
};
const accept = (client: FakeClient) => client.answer('drafts.save', ({ fields }) => succeed(view(fields)));
const sent = (client: FakeClient) => client.asked.map(({ input }) => input);

describe('saving a draft', () => {
  it('waits for a pause, then saves the newest text once', async () => {
    const { client, saver, pass } = start();
    for (const text of ['P', 'Pr', 'Pri']) {
      saver.type({ text });
      pass(100);
    }
    expect(client.asked).toEqual([]);
    pass(300);
    await turns();
    expect(sent(client)).toEqual([{ key: 'new-ticket:1', fields: { text: 'Pri' } }]);
  });

  it('never lets a keystroke be unsaved for a second, however long the typing goes on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 40 }), async (gaps) => {
        const { client, saver, pass, timers } = start();
        let oldest: number | undefined;
        for (const [n, gap] of gaps.entries()) {
          saver.type({ text: `${n}` });
          oldest ??= timers.now();
          pass(gap);
          await turns();
          if (client.asked.length > 0) {
            await accept(client);
            oldest = undefined;
          } else expect(timers.now() - oldest).toBeLessThan(1000);
        }
      }),
    );
  });

  it('saves one at a time, so that an older text never lands on a newer one', async () => {
    const { client, saver, pass, states } = start();
    saver.type({ text: 'one' });
    pass(400);
    await turns();
    saver.type({ text: 'two' });
    pass(400);
    await turns();
    expect(sent(client)).toEqual([{ key: 'new-ticket:1', fields: { text: 'one' } }]);
    await accept(client);
    await turns();
    expect(states.at(-1)).toEqual({ kind: 'unsaved' });
    expect(sent(client)).toEqual([{ key: 'new-ticket:1', fields: { text: 'two' } }]);
    await accept(client);
    expect(states.at(-1)).toEqual({ kind: 'saved', at: savedAt });
  });

  it('keeps the text when saving fails, and saves it when asked again', async () => {
    const { client, saver, pass, states } = start();
    saver.type({ text: 'kept' });
    pass(400);
    await turns();
    await client.answer('drafts.save', () => refuse('storage.full', 'no space'));
    expect(states.at(-1)).toMatchObject({ kind: 'failed', failure: { code: 'storage.full' } });
    const again = saver.flush();
    await turns();
    await accept(client);
    await again;
    expect(states.at(-1)).toEqual({ kind: 'saved', at: savedAt });
  });

  it('drops what is unsaved once it was submitted, and waits for a save under way', async () => {
    const { client, saver, pass, states } = start();
    saver.type({ text: 'one' });
    pass(400);
    await turns();
    saver.type({ text: 'two' });
    let dropped = false;
    const dropping = saver.drop().then(() => {
      dropped = true;
    });
    await turns();
    expect(dropped).toBe(false);
    await accept(client);
    await dropping;
    pass(5000);
    await turns();
    expect(client.asked).toEqual([]);
    expect(states.at(-1)).toEqual({ kind: 'empty' });
  });
});

describe('where a draft belongs', () => {
  it('is read from its key', () => {
    const ticketId = 'ticket:01J0000000000000000000000A';
    expect(draftPlace('new-ticket:3')).toEqual({ kind: 'newTicket', ticketId: null });
    expect(draftPlace(`${ticketId}:comment`)).toEqual({ kind: 'comment', ticketId });
    expect(draftPlace(`${ticketId}:resolve`)).toEqual({ kind: 'resolve', ticketId });
    expect(draftPlace(`${ticketId}:problem`)).toEqual({ kind: 'newProblem', ticketId });
    expect(draftPlace('new-problem:1')).toEqual({ kind: 'newProblem', ticketId: null });
    const problemId = 'problem:01J0000000000000000000000B';
    expect(draftPlace(`${problemId}:note`)).toEqual({ kind: 'problemNote', ticketId: null });
    expect(draftPlace(`${problemId}:workaround`)).toEqual({ kind: 'workaround', ticketId: null });
    expect(draftPlace('something else')).toEqual({ kind: 'workNote', ticketId: null });
  });

  it('is where it is continued', () => {
    const ticketId = 'ticket:01J0000000000000000000000A';
    const problemId = 'problem:01J0000000000000000000000B';
    expect(draftHref('new-ticket:3')).toBe(hrefOf('queue', 'new-ticket:3'));
    expect(draftHref(`${ticketId}:problem`)).toBe(hrefOf('queue', ticketId));
    expect(draftHref('new-problem:1')).toBe(hrefOf('problems', 'new-problem:1'));
    expect(draftHref(`${problemId}:resolve`)).toBe(hrefOf('problems', problemId));
  });

  it('is recognised by title, else text', () => {
    expect(draftText({ title: ' VPN ', description: 'x' })).toBe('VPN');
    expect(draftText({ title: '', text: 'note' })).toBe('note');
    expect(draftText({})).toBe('');
  });
});
