import type { SourceProblem } from '#shared/logs/source-problem.ts';
import type { OtherNames } from '../follow/other-names.ts';
import type { Following } from '../follow/segment.ts';
import type { Kept } from '../keep/keeping.ts';

/** One log that is followed, whatever it is read with. */
export interface Followed {
  readonly following: Following;
  /** No line that is there already is later, in ms since epoch. */
  readonly newest: number;
  /** Bytes of the file that grows; what was delivered where that is all that is known. */
  readonly size: (delivered: number) => number;
  /** Its lines are events of a system, as `lineOf` writes them. */
  readonly isEvents: boolean;
  /** What stands in the way, more exactly than its state says; null: nothing, or the state says it. */
  readonly problem: () => SourceProblem | null;
  /** Whether it can be woken now without waiting for a drive that does not answer; it is asked again when it can. */
  readonly isThere: () => boolean;
  /** Absent where its files are known by their paths alone. */
  readonly otherNames?: OtherNames;
  /** Whether it is to be followed in another way by now. */
  readonly isOutdated?: () => boolean;
  /** Absent where nothing is kept of it. */
  readonly kept?: Kept;
}
