import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import { LogFile } from '#core/logs/follow/log-file.ts';
import { Unpacking } from '#core/logs/follow/unpacking.ts';
import { FollowedLog } from './followed-log.ts';

const MIB = 1024 * 1024;
const ROOM = 10_000;

describe('a compressed log', () => {
  let log: FollowedLog;

  beforeEach(() => {
    log = new FollowedLog({ mostUnpacked: ROOM });
  });
  afterEach(() => log.close());

  it('is unpacked in steps that are bounded, however small it was made', () => {
    writeFileSync(log.place('zeros.gz'), gzipSync(Buffer.alloc(32 * MIB)));
    const packed = LogFile.open(log.place('zeros.gz'), 'zeros.gz');
    if (typeof packed === 'string') throw new Error(packed);
    const unpacking = new Unpacking(packed, log.folder, 64 * MIB);
    for (let before = 0, isDone = false; !isDone; before = unpacking.written) {
      isDone = unpacking.step(MIB);
      expect(unpacking.written - before).toBeLessThanOrEqual(5 * MIB + 32 * 1024);
    }
    expect(unpacking.written).toBe(32 * MIB);
    unpacking.close();
  });

  it('takes no more room than there is, whatever it says of its length, and none that a newer one needs', () => {
    // The length at the end is that of the last part alone.
    const lying = (letter: string): Buffer =>
      Buffer.concat([gzipSync(`${letter.repeat(5999)}\n`), gzipSync(`${letter}\n`)]);
    for (const [index, letter] of ['d', 'c', 'b', 'a'].entries())
      writeFileSync(log.place(`app.log.${index + 2}.gz`), lying(letter));
    const newest = `${'e'.repeat(2999)}\n`;
    writeFileSync(log.place('app.log.1.gz'), gzipSync(newest));
    writeFileSync(log.path, 'now\n');
    log.read();
    expect(log.text.endsWith(`|${newest}|now\n`)).toBe(true);
    expect(log.text.replaceAll('|', '').length).toBeLessThanOrEqual(ROOM + 'now\n'.length);
    expect(log.text.length).toBeGreaterThan(9000);
  });
});
