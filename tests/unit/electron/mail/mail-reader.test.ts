import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openMailReader, type MailReader } from '#core/mail/mail-reader.ts';
import type { ThreadLimits } from '#core/thread-work.ts';
import { buildWorker } from '../../../support/build-worker.ts';
import { gbkMail } from '../../../support/mails.ts';
import { parseMail } from '#core/mail/parse-mail.ts';

const mailOf = (content: Buffer): Buffer =>
  gbkMail({
    from: '林悦',
    subject: '打印机',
    text: '没有响应',
    messageId: '<a@x>',
    files: [{ name: '日志.bin', content }],
  });
const load = (bytes: Buffer | string) => () => Promise.resolve(Uint8Array.from(Buffer.from(bytes)));
const tooHard = { failure: { code: 'mail.unreadable', details: { problem: 'too-hard' } } };

const readers = new Set<MailReader>();
let said: string[] = [];
const open = (worker: string, limits: Partial<ThreadLimits> = {}): MailReader => {
  const reader = openMailReader({
    worker,
    log: (line) => said.push(line),
    limits: { timeMs: 60_000, heapMb: 64, idleMs: 60_000, ...limits },
  });
  readers.add(reader);
  return reader;
};
afterEach(() => {
  for (const reader of readers) reader.close();
  readers.clear();
  said = [];
});

describe('the thread of the product', () => {
  let worker: Awaited<ReturnType<typeof buildWorker>>;
  beforeAll(async () => {
    worker = await buildWorker(new URL('../../../../electron/core/mail-worker.ts', import.meta.url));
  });
  afterAll(() => worker.remove());

  it('reads mails in the order in which they are asked for, files and all', async () => {
    const contents = [1, 200_000, 0].map((length) => Buffer.alloc(length, 7));
    const reader = open(worker.script);
    const mails = await Promise.all(contents.map((content) => reader.read(load(mailOf(content)))));
    mails.forEach((mail, place) => {
      expect(mail).toMatchObject({ ok: true, value: { from: '林悦', subject: '打印机', text: '没有响应' } });
      const part = mail.ok ? mail.value.parts[0] : undefined;
      expect(part?.name).toBe('日志.bin');
      expect(contents[place]?.equals(part?.content ?? Buffer.from('none'))).toBe(true);
    });
    expect(said).toEqual([]);
  });

  it('refuses what is no mail as parseMail does, rejects as load does, and reads the next one', async () => {
    const reader = open(worker.script);
    const [none, gone, next] = await Promise.allSettled([
      reader.read(load('just words')),
      reader.read(() => Promise.reject(new Error('no such blob'))),
      reader.read(load(mailOf(Buffer.from('x')))),
    ]);
    expect(none).toMatchObject({ value: { failure: { code: 'mail.unreadable', details: { problem: 'not-mail' } } } });
    expect(gone).toMatchObject({ reason: new Error('no such blob') });
    expect(next).toMatchObject({ value: { ok: true } });
  });

  it('leaves this thread to others while a large mail is read, and needs little memory for its files', async () => {
    const mail = mailOf(Buffer.alloc(16 * 1024 * 1024, 'log line of a device that fails\n'));
    // How many others had a turn meanwhile.
    const turnsDuring = async (reader: MailReader): Promise<number> => {
      const news = { isRead: false };
      const reading = reader.read(load(mail)).then((result) => {
        news.isRead = true;
        return result.ok;
      });
      let turns = 0;
      for (; !news.isRead; turns++) await nextTurn();
      expect(await reading).toBe(true);
      return turns;
    };
    expect(await turnsDuring(openMailReader({ worker: parseMail, log: () => undefined }))).toBeLessThan(20);
    expect(await turnsDuring(open(worker.script, { heapMb: 128 }))).toBeGreaterThan(100);
  });

  it('starts anew after it was idle, and after a closed desk reads nothing', async () => {
    const reader = open(worker.script, { idleMs: 1 });
    for (let time = 0; time < 3; time++) {
      expect(await reader.read(load(mailOf(Buffer.from('x'))))).toMatchObject({ ok: true });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    reader.close();
    expect(await reader.read(load(mailOf(Buffer.from('x'))))).toMatchObject(tooHard);
  });
});

describe('a mail that the thread does not survive', () => {
  let folder: string;
  let script: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'deskside-mail-thread-'));
    script = join(folder, 'thread.cjs');
    // Does what the bytes say.
    writeFileSync(
      script,
      `const { parentPort } = require('node:worker_threads');
       const acts = {
         hang: () => { for (;;); },
         exit: () => process.exit(3),
         throw: () => { throw new Error('a bug of the thread'); },
         memory: () => { const all = []; for (;;) all.push(Array.from({ length: 1e5 }, () => ({}))); },
         bug: () => parentPort.postMessage({ bug: 'Error: a bug of the parser' }),
         read: () => parentPort.postMessage({ value: { ok: true, value: { subject: 'read', parts: [] } } }),
       };
       parentPort.on('message', (bytes) => acts[Buffer.from(bytes).toString()]());`,
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(['hang', 'exit', 'throw', 'memory'])(
    'is refused: %s; the next is read',
    async (act) => {
      // Long enough for a busy machine to start the thread that reads the next one.
      const reader = open(script, act === 'hang' ? { timeMs: 4_000 } : {});
      const [hard, next] = await Promise.all([reader.read(load(act)), reader.read(load('read'))]);
      expect(hard).toMatchObject(tooHard);
      expect(next).toMatchObject({ ok: true, value: { subject: 'read' } });
      expect(said).toHaveLength(1);
    },
    60_000,
  );

  it('is a bug where the parser throws, and the thread goes on', async () => {
    const reader = open(script);
    await expect(reader.read(load('bug'))).rejects.toThrow('a bug of the parser');
    expect(await reader.read(load('read'))).toMatchObject({ ok: true });
    expect(said).toEqual([]);
  });

  it('keeps nobody waiting when the desk closes', async () => {
    const reader = open(script);
    const waiting = reader.read(load('hang'));
    const after = reader.read(load('read'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    reader.close();
    expect(await waiting).toMatchObject(tooHard);
    expect(await after).toMatchObject(tooHard);
    expect(said).toEqual([]);
  });
});
