/** Every file call of every session fails once with each error the system may give, or goes on failing; then the disk is well again. */
import path from 'node:path';
import { StoreError } from '#core/storage/store.ts';
import { seededRandom } from '../bench/random.ts';
import { checkAfterCrash, checkUnborn, describeError, describeOpening } from './check-store.ts';
import { writeImage } from './disk-history.ts';
import { FailingFiles, filesThatReadLittle, filesThatWriteLittle } from './files-under-test.ts';
import type { Errno, InjectedFault } from './files-under-test.ts';
import { hostOf } from './host.ts';
import { dropFolder, scratchFolder } from './scenario.ts';
import type { Scenario, Tally } from './scenario.ts';
import { makeSessions, NotOpened } from './sessions.ts';
import type { Session } from './sessions.ts';

const errnos: readonly Errno[] = ['ENOSPC', 'EIO', 'EROFS', 'EACCES', 'EMFILE'];
/** Each call is tried with so many combinations of error, persistence and half-done write, taken in turn. */
const COMBINATIONS_PER_CALL = 4;
/** Long past anything a case of a few milliseconds takes: only a promise that never settles gets there. */
const HANGS_AFTER_MS = 30_000;

const combinations = errnos.flatMap((errno) =>
  [false, true].flatMap((stays) => (['nothing', 'half'] as const).map((leaves) => ({ errno, stays, leaves }))),
);

const orHang = async <Value>(work: Promise<Value>): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const hang = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('it never settled')), HANGS_AFTER_MS);
  });
  try {
    return await Promise.race([work, hang]);
  } finally {
    clearTimeout(timer);
  }
};

/** What a session that met a fault may end with: a named state of opening, or an error of the store's own. */
const complaintAbout = (error: unknown, { errno }: InjectedFault): readonly string[] => {
  if (error instanceof NotOpened) {
    const { opening } = error;
    const isNamed = opening.state === 'unreadable' && opening.errno === errno;
    return isNamed ? [] : [`a disk that said ${errno} was taken for ${describeOpening(opening)}`];
  }
  if (error instanceof StoreError) {
    const isRight =
      error.code === 'storage.read-only' ||
      error.errno === errno ||
      (error.code === 'storage.full' && errno === 'ENOSPC');
    return isRight ? [] : [`${errno} came out as ${describeError(error)}`];
  }
  return [`it threw ${describeError(error)}`];
};

const tryFault = async (session: Session, fault: InjectedFault, tally: Tally): Promise<void> => {
  const parent = scratchFolder('memory');
  const folder = path.join(parent, 'store');
  if (session.start.size > 0) writeImage(folder, session.start);
  const failing = new FailingFiles(fault);
  let acknowledged = session.acknowledged;
  let problems: readonly string[] = [];
  let outcome = 'went on';
  try {
    const running = session.run(hostOf(folder, { schema: session.schema, files: failing.files }), (serial) => {
      acknowledged = Math.max(acknowledged, serial);
    });
    await orHang(running);
  } catch (error) {
    outcome = 'refused';
    problems = complaintAbout(error, fault);
  }
  const hit = failing.hit ?? 'nothing';
  failing.mend();
  const after =
    acknowledged < 0
      ? await checkUnborn(hostOf(folder))
      : (await checkAfterCrash(hostOf(folder, { schema: session.schema }), session.model.copy(), acknowledged))
          .problems;
  tally.add(`${session.name}: ${outcome}`);
  const how = `${fault.errno}${fault.stays ? ' that stays' : ''}${fault.leaves === 'half' ? ', half written' : ''}`;
  tally.check(`${session.name}: ${how} at call ${fault.at} (${hit})`, [...problems, ...after]);
  dropFolder(parent);
};

const countCalls = async (session: Session): Promise<number> => {
  const parent = scratchFolder('memory');
  const folder = path.join(parent, 'store');
  if (session.start.size > 0) writeImage(folder, session.start);
  const counting = new FailingFiles();
  await session.run(hostOf(folder, { schema: session.schema, files: counting.files }), () => {});
  dropFolder(parent);
  return counting.calls.length;
};

export const injectedErrors: Scenario = {
  name: 'errors',
  title: 'ENOSPC, EIO, EROFS, EACCES, EMFILE at every file call',
  shares: 2,
  run: async (share, tally) => {
    let number = 0;
    const offset = seededRandom(share.seed, 5).below(combinations.length);
    for (const session of await makeSessions()) {
      const calls = await countCalls(session);
      if (share.index === 0) tally.add('calls', calls);
      for (let at = 1; at <= calls; at++) {
        for (let turn = 0; turn < COMBINATIONS_PER_CALL; turn++) {
          // 7 and 20 have no common divisor: the combinations come round evenly over calls.
          const combination = combinations[(offset + number * 7) % combinations.length];
          if (number++ % share.of !== share.index || !combination) continue;
          await tryFault(session, { at, ...combination }, tally);
        }
      }
    }
  },
};

export const littleAtATime: Scenario = {
  name: 'short',
  title: 'writes and reads of a few bytes at a time',
  shares: 1,
  run: async (_share, tally) => {
    for (const session of await makeSessions()) {
      for (const most of [1, 13, 512, 4_097]) {
        for (const [kind, files] of [
          ['write', filesThatWriteLittle(most)],
          ['read', filesThatReadLittle(most)],
        ] as const) {
          const parent = scratchFolder('memory');
          const folder = path.join(parent, 'store');
          if (session.start.size > 0) writeImage(folder, session.start);
          let acknowledged = session.acknowledged;
          const problems = await orHang(
            session.run(hostOf(folder, { schema: session.schema, files }), (serial) => {
              acknowledged = Math.max(acknowledged, serial);
            }),
          ).then(
            () => [],
            (error: unknown) => [describeError(error)],
          );
          const host = hostOf(folder, { schema: session.schema });
          const checked = await checkAfterCrash(host, session.model.copy(), acknowledged);
          tally.check(`${session.name}, at most ${most} bytes a ${kind}`, [...problems, ...checked.problems]);
          dropFolder(parent);
        }
      }
    }
  },
};
