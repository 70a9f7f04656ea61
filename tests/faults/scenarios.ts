/** All scenarios, those that take longest first so that the processes end together. */
import { blobDamage, blobErrors, blobKills } from './blob-faults.ts';
import { deskOnFullDisk } from './desk-on-full-disk.ts';
import { diskFull } from './disk-full.ts';
import { everyByteFlipped, everyLengthCut } from './every-byte.ts';
import { injectedErrors, littleAtATime } from './injected-errors.ts';
import { keyFiles } from './key-files.ts';
import { killedImports } from './killed-imports.ts';
import { killsAtCalls } from './kills-at-calls.ts';
import { killsAtRandom } from './kills-at-random.ts';
import { powerCut } from './power-cut.ts';
import { slowDisk } from './slow-disk.ts';
import { logEngine } from './logs/engine.ts';
import { hungDrive, hungSearch } from './logs/hung-drive.ts';
import { logChanges } from './logs/other-changes.ts';
import { logRotations } from './logs/rotations.ts';
import { manyRecords } from './many-records.ts';
import { overtaken } from './overtaken.ts';
import { openingRaces, stoppedOwner } from './races.ts';
import type { Scenario } from './scenario.ts';
import { settingAside } from './setting-aside.ts';
import { structure } from './structure.ts';
import { jumpingClock, otherSchemas, wrongKeys } from './times-and-schemas.ts';
import { unsealedFlipped } from './unsealed.ts';

export const scenarios: readonly Scenario[] = [
  killsAtRandom,
  killsAtCalls,
  everyByteFlipped,
  everyLengthCut,
  unsealedFlipped,
  powerCut,
  injectedErrors,
  settingAside,
  keyFiles,
  killedImports,
  blobKills,
  blobErrors,
  blobDamage,
  hungDrive,
  hungSearch,
  ...logEngine,
  ...logRotations,
  ...logChanges,
  structure,
  diskFull,
  deskOnFullDisk,
  manyRecords,
  openingRaces,
  stoppedOwner,
  overtaken,
  slowDisk,
  littleAtATime,
  jumpingClock,
  otherSchemas,
  wrongKeys,
];
