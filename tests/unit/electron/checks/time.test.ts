/** SNTP: the sums of RFC 4330, and servers that are wrong, rude, lost or not there. */
import { describe, expect, it, afterEach } from 'vitest';
import fc from 'fast-check';
import { askForTime, readAnswer, timeAt } from '#core/checks/sntp.ts';
import { factOf, measureOf, run } from './probing.ts';
import { Started } from './servers.ts';

const started = new Started();
afterEach(() => started.end());

const EPOCH_SECONDS = 2_208_988_800;
const put = (packet: Buffer, place: number, at: number): void => {
  const seconds = Math.floor(at / 1000);
  packet.writeUInt32BE((seconds + EPOCH_SECONDS) % 4_294_967_296, place);
  packet.writeUInt32BE(Math.floor(((at - seconds * 1000) / 1000) * 4_294_967_296), place + 4);
};

interface Said {
  readonly stratum?: number;
  readonly leap?: number;
  readonly code?: string;
  readonly received: number;
  readonly sent: number;
}
const answerTo = (question: Buffer, { stratum = 2, leap = 0, code = 'LOCL', received, sent }: Said): Buffer => {
  const packet = Buffer.alloc(48);
  packet[0] = (leap << 6) | (4 << 3) | 4;
  packet[1] = stratum;
  packet.write(code, 12, 'latin1');
  question.copy(packet, 24, 40, 48);
  put(packet, 32, received);
  put(packet, 40, sent);
  return packet;
};

describe('the sums', () => {
  const nonce = Buffer.from('12345678');
  const question = askForTime(nonce);

  it('find the offset and the way there and back, wherever the clock stands', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000_000_000_000 }),
        fc.integer({ min: -86_400_000, max: 86_400_000 }),
        fc.integer({ min: 0, max: 5_000 }),
        fc.integer({ min: 0, max: 1_000 }),
        (now, offset, way, work) => {
          const received = now + way + offset;
          const answer = answerTo(question, { received, sent: received + work });
          const read = readAnswer(answer, nonce, now, now + 2 * way + work);
          if (read.kind !== 'time') throw new Error(read.kind);
          expect(read.offsetMs).toBeCloseTo(offset, 1);
          expect(read.roundTripMs).toBeCloseTo(2 * way, 1);
        },
      ),
    );
  });

  it('take a time of the next era for one of 2036, and of this one for one of 2026', () => {
    const packet = Buffer.alloc(8);
    packet.writeUInt32BE(1, 0);
    expect(new Date(timeAt(packet, 0, Date.UTC(2036, 1, 7))).toISOString()).toBe('2036-02-07T06:28:17.000Z');
    packet.writeUInt32BE(0xee_00_00_00, 0);
    expect(new Date(timeAt(packet, 0, Date.UTC(2026, 6, 1))).getUTCFullYear()).toBe(2026);
  });

  it('take no answer to another question', () => {
    const at = Date.UTC(2026, 0, 1);
    const answer = answerTo(askForTime(Buffer.from('87654321')), { received: at, sent: at });
    expect(readAnswer(answer, nonce, at, at)).toEqual({ kind: 'other' });
    expect(readAnswer(Buffer.alloc(20), nonce, at, at)).toEqual({ kind: 'other' });
  });
});

const server = (say: (now: number) => Omit<Said, 'received' | 'sent'> & { readonly off?: number }): Promise<string> =>
  started
    .udp((packet, from, socket) => {
      const now = Date.now();
      const { off = 0, ...rest } = say(now);
      const strange = Buffer.from(packet);
      strange.fill(0xaa, 40, 48);
      // What somebody else makes up comes first and is not taken.
      socket.send(answerTo(strange, { received: now + 9e6, sent: now + 9e6 }), from.port, from.address);
      socket.send(answerTo(packet, { ...rest, received: now + off, sent: now + off }), from.port, from.address);
    })
    .then((port) => `127.0.0.1:${port}`);
const ask = (...servers: readonly string[]) => run({ kind: 'time', servers: [...servers] }, { timeoutMs: 500 });

it('a clock that is right is right, by the middle of what several say', async () => {
  const finding = await ask(
    await server(() => ({})),
    await server(() => ({ off: 400 })),
    await server(() => ({ off: 90 })),
  );
  expect(finding).toMatchObject({ outcome: 'ok', meaning: 'timeFine' });
  expect(Math.round((measureOf(finding, 'offset') ?? 0) / 50)).toBe(2);
  expect(finding.facts.filter(({ key }) => key === 'timeServer')).toHaveLength(3);
});

it('a clock that is minutes off is a failure, whichever way', async () => {
  expect(await ask(await server(() => ({ off: 400_000 })))).toMatchObject({ outcome: 'failed', meaning: 'timeBehind' });
  const ahead = await ask(await server(() => ({ off: -90_000 })));
  expect(ahead).toMatchObject({ outcome: 'warning', meaning: 'timeAhead' });
  expect(factOf(ahead, 'timeServer')).toMatch(/: −0:01:30, stratum/);
});

it('servers that do not agree are a warning', async () => {
  expect(await ask(await server(() => ({})), await server(() => ({ off: 30_000 })))).toMatchObject({
    outcome: 'warning',
    meaning: 'timeDisagree',
  });
});

it('one of two servers that lies by hours says nothing of the clock, and one of three does not carry it along', async () => {
  const [right, alsoRight, liar] = [
    await server(() => ({})),
    await server(() => ({ off: 20 })),
    await server(() => ({ off: 14_400_000 })),
  ];
  const two = await ask(right, liar);
  expect(two).toMatchObject({ outcome: 'warning', meaning: 'timeDisagree' });
  expect(measureOf(two, 'offset')).toBeUndefined();
  const three = await ask(liar, right, alsoRight);
  expect(three).toMatchObject({ outcome: 'warning', meaning: 'timeDisagree' });
  expect(Math.abs(measureOf(three, 'offset') ?? Infinity)).toBeLessThan(1_000);
  // Where most agree that it is off, it is.
  expect(await ask(liar, await server(() => ({ off: 14_400_300 })), right)).toMatchObject({
    outcome: 'failed',
    meaning: 'timeBehind',
  });
});

it('a kiss of death, a server that is lost itself and none at all are told apart', async () => {
  const kiss = await ask(await server(() => ({ stratum: 0, code: 'RATE' })));
  expect(kiss).toMatchObject({ outcome: 'unknown', meaning: 'timeKiss' });
  expect(factOf(kiss, 'kiss')).toBe('RATE');
  expect(await ask(await server(() => ({ leap: 3 })))).toMatchObject({
    outcome: 'unknown',
    meaning: 'timeUnsynchronised',
  });
  const silent = await started.udp(() => undefined);
  expect(await ask(`127.0.0.1:${silent}`)).toMatchObject({ outcome: 'failed', meaning: 'timeNoAnswer' });
});

describe('a server that cannot even be asked', () => {
  it.runIf(process.platform === 'linux')('is one that does not answer, and nothing is thrown at nobody', async () => {
    const thrown: unknown[] = [];
    const take = (error: unknown): void => void thrown.push(error);
    process.on('uncaughtException', take);
    try {
      // Without a zone the kernel does not know which way a link-local address is.
      expect(await ask('[fe80::1]:123')).toMatchObject({ outcome: 'failed', meaning: 'timeNoAnswer' });
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      process.off('uncaughtException', take);
    }
    expect(thrown).toEqual([]);
  });

  it('by one of its addresses is asked by the other', async () => {
    const port = Number((await server(() => ({}))).split(':')[1]);
    expect(await ask(`localhost:${port}`)).toMatchObject({ outcome: 'ok', meaning: 'timeFine' });
  });
});
