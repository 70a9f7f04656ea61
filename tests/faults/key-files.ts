/** The two copies of the key slots: every byte flipped, every length, in one copy and in both; killed while they are replaced. */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { KEY_COPIES, loadKeys, saveKeys } from '#core/accounts/key-store.ts';
import { encodeKeyFile, type KeyFile } from '#core/accounts/key-file.ts';
import { makeRecoverySlot, makeSlot, openSlot } from '#core/accounts/key-slots.ts';
import { nodeProfileFiles } from '#core/accounts/profile-files.ts';
import { generateX25519Identity } from 'age-encryption';
import { seededRandom } from '../bench/random.ts';
import { cheapCost } from './key-cost.ts';
import { scratchFolder } from './scenario.ts';
import type { Scenario, Tally } from './scenario.ts';

const PASSPHRASE = 'correct horse battery 电池';
const PROFILE = 'profile:01HKZ5B3C4D5E6F7G8H9JAKBMC';
const USER = 'user:01HKZ5B3C4D5E6F7G8H9JAKBMD';
/** Of all kills wanted, these many in a hundred hit the key files. */
const KILL_PERCENT = 8;

const makeKeys = async (masterKey: Uint8Array): Promise<KeyFile> => ({
  format: 'deskside-keys',
  version: 2,
  counter: 1,
  profile: PROFILE,
  complete: true,
  desk: '服务台 West',
  device: { id: 'device:01HKZ5B3C4D5E6F7G8H9JAKBME', code: '7K3Q' },
  deviceSecrets: [],
  slots: [
    await makeSlot(masterKey, {
      profile: PROFILE,
      userId: USER,
      name: 'mara',
      displayName: 'Mara Keller',
      passphrase: PASSPHRASE,
      cost: cheapCost,
      device: null,
      randomBytes: (length) => seededRandom(3, length).bytes(length),
    }),
  ],
  recovery: await makeRecoverySlot(masterKey, PROFILE, await generateX25519Identity()),
});

interface Copies {
  readonly folder: string;
  readonly files: ReturnType<typeof nodeProfileFiles>;
  readonly saved: KeyFile;
  readonly contents: readonly Buffer[];
}

/** Puts both copies there, opens them, and says what is not as it must be. */
const tryCopies = async (
  copies: Copies,
  changed: readonly (Buffer | null)[],
  tally: Tally,
  what: string,
): Promise<void> => {
  for (const [index, name] of KEY_COPIES.entries()) {
    const content = changed[index];
    if (content) writeFileSync(path.join(copies.folder, name), content, { mode: 0o600 });
    else rmSync(path.join(copies.folder, name), { force: true });
  }
  const hurt = KEY_COPIES.filter((_, index) => {
    const content = changed[index];
    return !content || !content.equals(copies.contents[index] ?? Buffer.alloc(0));
  });
  const problems: string[] = [];
  const found = await loadKeys(copies.files, cheapCost);
  tally.add(
    `${hurt.length === 2 ? 'both copies' : 'one copy'}: ${found.state === 'whole' ? 'named and mended' : found.state}`,
  );
  if (hurt.length === 2) {
    if (found.state !== 'damaged') problems.push(`both copies are hurt and it is ${found.state}`);
  } else if (found.state !== 'whole') {
    problems.push(`one copy is whole and it is ${found.state}`);
  } else {
    const written = Buffer.from(encodeKeyFile(found.keys));
    if (!written.equals(encodeKeyFile(copies.saved))) problems.push('silently different');
    if (found.findings.map(({ file }) => file).join() !== hurt.join()) problems.push('the hurt copy is not named');
    for (const [index, name] of KEY_COPIES.entries()) {
      if (!readFileSync(path.join(copies.folder, name)).equals(copies.contents[index] ?? Buffer.alloc(0))) {
        problems.push(`${name} was not mended`);
      }
    }
  }
  tally.check(what, problems);
};

const tamper = async (copies: Copies, tally: Tally, seed: number): Promise<void> => {
  const random = seededRandom(seed, 8);
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = copies.contents;
  for (let offset = 0; offset < first.length; offset++) {
    const flip = (content: Buffer): Buffer => {
      const changed = Buffer.from(content);
      changed[offset] = (content[offset] ?? 0) ^ (1 << random.below(8));
      return changed;
    };
    const cut = (content: Buffer): Buffer => Buffer.from(content.subarray(0, offset));
    await tryCopies(copies, [flip(first), second], tally, `byte ${offset} of the first copy flipped`);
    await tryCopies(copies, [first, flip(second)], tally, `byte ${offset} of the second copy flipped`);
    await tryCopies(copies, [flip(first), flip(second)], tally, `byte ${offset} of both copies flipped`);
    await tryCopies(copies, [cut(first), second], tally, `the first copy cut to ${offset} bytes`);
    await tryCopies(copies, [first, cut(second)], tally, `the second copy cut to ${offset} bytes`);
    await tryCopies(copies, [cut(first), cut(second)], tally, `both copies cut to ${offset} bytes`);
  }
  await tryCopies(copies, [null, second], tally, 'the first copy gone');
  await tryCopies(copies, [first, null], tally, 'the second copy gone');
};

/** A child that replaces the keys again and again, killed at a moment that a few of its acknowledgements decide. */
const killWhileSaving = (folder: string, afterMessages: number, afterTurns: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const script = fileURLToPath(new URL('key-child.mjs', import.meta.url));
    const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'ignore', 'inherit', 'pipe'] });
    let acknowledged = 0;
    let rest = '';
    (child.stdio[3] as Readable).setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      const before = acknowledged;
      for (const line of lines) acknowledged = Number(line);
      if (before < afterMessages && acknowledged >= afterMessages) {
        let left = afterTurns;
        const wait = (): void => void (left-- > 0 ? setImmediate(wait) : child.kill('SIGKILL'));
        wait();
      }
    });
    child.on('error', reject);
    child.on('close', () => resolve(acknowledged));
  });

const killAndLoad = async (
  kills: number,
  seed: number,
  keys: KeyFile,
  masterKey: Buffer,
  tally: Tally,
): Promise<void> => {
  const folder = scratchFolder('disk');
  const files = nodeProfileFiles(folder);
  let counter = (await saveKeys(files, keys)).counter;
  const random = seededRandom(seed, 88);
  for (let done = 0; done < kills; done++) {
    const acknowledged = await killWhileSaving(folder, counter + 1 + random.below(12), random.below(40));
    const found = await loadKeys(files, cheapCost);
    const problems: string[] = [];
    if (found.state !== 'whole') problems.push(`they are ${found.state}`);
    else {
      if (found.keys.counter < acknowledged)
        problems.push(`${acknowledged} was acknowledged and ${found.keys.counter} is there`);
      if (found.keys.counter < counter) problems.push(`${counter} was there and now ${found.keys.counter} is`);
      counter = found.keys.counter;
      const [slot] = found.keys.slots;
      const opened = slot && (await openSlot(slot, PROFILE, PASSPHRASE, null));
      if (!opened?.equals(masterKey)) problems.push('the passphrase no longer opens them');
    }
    tally.add('kills');
    tally.check(`kill ${done} while the keys were replaced`, problems);
  }
};

export const keyFiles: Scenario = {
  name: 'keys',
  title: 'key slot files flipped, cut, lost, and killed while they are replaced',
  shares: 1,
  run: async (share, tally) => {
    const masterKey = Buffer.from(seededRandom(share.seed, 32).bytes(32));
    const folder = scratchFolder('memory');
    const files = nodeProfileFiles(folder);
    const keys = await makeKeys(masterKey);
    const saved = await saveKeys(files, keys);
    const contents = KEY_COPIES.map((name) => readFileSync(path.join(folder, name)));
    await tamper({ folder, files, saved, contents }, tally, share.seed);
    await killAndLoad(Math.ceil((share.kills * KILL_PERCENT) / 100), share.seed, keys, masterKey, tally);
  },
};
