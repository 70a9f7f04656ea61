/** What becomes of log files without any logrotate: replaced, truncated, moved away and back, refused. */
import { chmodSync, existsSync, renameSync, rmSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Scenario, Tally } from '../scenario.ts';
import { LINES, Stage } from './stage.ts';

const untilWritten = async (stage: Stage, everyMs: number, act: () => Promise<void> | void): Promise<void> => {
  while (stage.isWriting) {
    await wait(everyMs);
    if (stage.isWriting) await act();
  }
  await stage.written();
};

/** All numbers that were written, when nothing that was written may be missing. */
const all = (lines = LINES): Set<number> => new Set(Array.from({ length: lines }, (_, number) => number));

const replaced = async (title: string, tally: Tally): Promise<void> => {
  const stage = new Stage();
  await stage.write({ replacesEvery: 10_000 });
  stage.read();
  await stage.finish(title, tally);
};

/** Only what was truncated before it was read is lost, with every reader: here reading catches up before. */
const truncated = async (title: string, tally: Tally): Promise<void> => {
  const stage = new Stage();
  await stage.write();
  stage.read();
  await untilWritten(stage, 150, async () => {
    stage.signal('SIGUSR1');
    await stage.caughtUp();
    truncateSync(stage.log);
    stage.signal('SIGUSR2');
  });
  await stage.finish(title, tally, all());
};

const vanished = async (title: string, tally: Tally): Promise<void> => {
  const stage = new Stage();
  await stage.write();
  stage.read();
  const away = path.join(stage.folder, 'moved-away');
  await untilWritten(stage, 100, async () => {
    renameSync(stage.log, away);
    await wait(60);
    renameSync(away, stage.log);
  });
  await stage.finish(title, tally, all());
};

const PARTS = 6;
const IN_PART = 20_000;

/** The file is deleted while the reader is stopped, and a new one gets its number, as ext4 does nearly always. */
const reused = async (title: string, tally: Tally): Promise<void> => {
  const stage = new Stage();
  let numbersReused = 0;
  let checkpoint: string | null = null;
  for (let part = 0; part < PARTS; part++) {
    const before = existsSync(stage.log) ? statSync(stage.log).ino : null;
    rmSync(stage.log, { force: true });
    await stage.write({ from: part * IN_PART, lines: IN_PART });
    if (statSync(stage.log).ino === before) numbersReused++;
    if (checkpoint !== null) stage.reader.start(checkpoint);
    stage.read();
    await stage.written();
    await stage.caughtUp();
    await stage.pause();
    checkpoint = stage.reader.stop();
  }
  if (checkpoint !== null) stage.reader.start(checkpoint);
  tally.add('numbers of files used again', numbersReused);
  await stage.finish(title, tally, all(PARTS * IN_PART));
};

const NOBODY = 65_534;

/** Root may read all: so the reader's process is another user's while it looks. */
const refused = async (title: string, tally: Tally): Promise<void> => {
  if (process.seteuid === undefined || process.getuid?.() !== 0) {
    tally.skip('needs root, to read as somebody else');
    return;
  }
  const stage = new Stage();
  chmodSync(path.join(stage.folder, '..'), 0o755);
  stage.readAs = NOBODY;
  await stage.write();
  stage.read();
  let rotations = 0;
  let refusals = 0;
  await untilWritten(stage, 120, async () => {
    renameSync(stage.log, `${stage.log}.${999 - rotations++}`);
    stage.signal('SIGHUP');
    while (!existsSync(stage.log) && stage.isWriting) await wait(1);
    if (!existsSync(stage.log)) return;
    chmodSync(stage.log, 0o000);
    await wait(100);
    if (stage.reader.state === 'refused') refusals++;
    chmodSync(stage.log, 0o644);
  });
  tally.add('refusals', refusals);
  if (refusals === 0) tally.fail('the file was never seen to be refused');
  await stage.finish(title, tally, all());
};

const scenario = (name: string, title: string, run: (title: string, tally: Tally) => Promise<void>): Scenario => ({
  name: `log-${name}`,
  title: `log: ${title}`,
  shares: 1,
  run: (_share, tally) => run(title, tally),
});

export const logChanges: readonly Scenario[] = [
  scenario('replaced', 'replaced by a file with the same content and more', replaced),
  scenario('truncated', 'truncated in place without a copy', truncated),
  scenario('vanished', 'moved away and back', vanished),
  scenario('reused', 'deleted while the reader is stopped, and its number used again', reused),
  scenario('refused', 'rotated, and the new file refused for a while', refused),
];
