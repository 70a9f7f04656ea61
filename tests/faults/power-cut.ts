/** The power fails after every single file call: images of what the disk may hold then are opened and must be whole. */
import path from 'node:path';
import { seededRandom } from '../bench/random.ts';
import { checkAfterCrash, checkUnborn } from './check-store.ts';
import { Disk, fingerprint, mercies, Recorder, writeImage } from './disk-history.ts';
import type { DiskImage } from './disk-history.ts';
import { hostOf } from './host.ts';
import { dropFolder, scratchFolder } from './scenario.ts';
import type { Scenario, Tally } from './scenario.ts';
import { makeSessions } from './sessions.ts';
import type { Session } from './sessions.ts';

/** Images with fates drawn by lot, besides the four plain ones, for each moment. */
const DRAWN = 8;

const checkImage = async (session: Session, image: DiskImage, acknowledged: number): Promise<readonly string[]> => {
  const parent = scratchFolder('memory');
  const folder = path.join(parent, 'store');
  writeImage(folder, image);
  try {
    if (acknowledged < 0) return await checkUnborn(hostOf(folder));
    const host = hostOf(folder, { schema: session.schema });
    const model = session.model.copy();
    const first = await checkAfterCrash(host, model, acknowledged);
    if (first.problems.length > 0) return first.problems;
    const second = await checkAfterCrash(host, model, first.serial);
    return second.problems.map((problem) => `opened a second time: ${problem}`);
  } catch (error) {
    return [`threw ${error instanceof Error ? error.stack : String(error)}`];
  } finally {
    dropFolder(parent);
  }
};

const cutPower = async (
  session: Session,
  share: { index: number; of: number; seed: number },
  tally: Tally,
): Promise<void> => {
  const parent = scratchFolder('memory');
  const folder = path.join(parent, 'store');
  if (session.start.size > 0) writeImage(folder, session.start);
  const recorder = new Recorder(folder, session.start);
  await session.run(hostOf(folder, { schema: session.schema, files: recorder.files }), (serial) =>
    recorder.acknowledged(serial),
  );
  dropFolder(parent);

  const disk = new Disk(session.start, session.acknowledged);
  const random = seededRandom(share.seed, session.name.length);
  const seen = new Set<string>();
  let number = 0;
  for (const [moment, event] of recorder.events.entries()) {
    disk.apply(event);
    if (share.index === 0) tally.add('moments');
    const images = [...mercies, ...Array.from({ length: DRAWN }, () => 'any' as const)].map((mercy) => ({
      mercy,
      image: disk.cut(mercy, random),
    }));
    for (const { mercy, image } of images) {
      const key = `${disk.acknowledged} ${fingerprint(image)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      if (number++ % share.of !== share.index) continue;
      tally.add(`images of ${session.name}`);
      const problems = await checkImage(session, image, disk.acknowledged);
      tally.check(`${session.name}, after call ${moment} (${event.kind}), ${mercy} kept`, problems);
    }
  }
};

export const powerCut: Scenario = {
  name: 'power-cut',
  title: 'power cut after every file call',
  shares: 2,
  run: async (share, tally) => {
    for (const session of await makeSessions()) await cutPower(session, share, tally);
  },
};
