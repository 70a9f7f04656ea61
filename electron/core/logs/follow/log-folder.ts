/** The folder of one log: which files of the log are in it, and whether that may be another answer by now. */
import { folderChangedAt } from './log-file.ts';
import type { FollowOptions } from './segment.ts';
import { takeSnapshot } from './snapshot.ts';

/** A folder may change again within so long without another time: that of FAT moves in such steps. */
const STEP_MS = 2000;

type Options = Pick<FollowOptions, 'path' | 'isForbidden' | 'isOthers'>;

export class LogFolder {
  readonly #options: Options;
  #listing: string | null = null;
  #changedAt: bigint | null = null;
  /** That time was long past when its files were looked at: whatever comes after changes it. */
  #isSettled = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** `isKnown`: whether the file of that key is held open already. */
  files(isKnown: (key: string) => boolean): ReturnType<typeof takeSnapshot> {
    this.#noteTime();
    this.#listing = this.#listingNow();
    return this.#snapshot(isKnown);
  }

  /** What was decided by its files is good only if nothing was rotated meanwhile. */
  stillStands(): boolean {
    return this.#listing !== null && this.#listingNow() === this.#listing;
  }

  /** Whether a file may have come to it, or left, since its files were looked at. */
  hasChanged(): boolean {
    if (folderChangedAt(this.#options.path) !== this.#changedAt) return true;
    if (this.#isSettled) return false;
    this.#noteTime();
    return !this.stillStands();
  }

  /** Before its files are looked at. */
  #noteTime(): void {
    const changedAt = folderChangedAt(this.#options.path);
    this.#changedAt = changedAt;
    this.#isSettled = changedAt !== null && Date.now() - Number(changedAt / 1_000_000n) > STEP_MS;
  }

  #snapshot(isKnown: (key: string) => boolean): ReturnType<typeof takeSnapshot> {
    const { path, isForbidden = () => false, isOthers = () => false } = this.#options;
    return takeSnapshot({ path, isKnown, isForbidden, isOthers });
  }

  /** Which files there are, those included that cannot be read; null if the path leads to none. */
  #listingNow(): string | null {
    const files = this.#snapshot(() => true);
    return typeof files === 'string' ? null : files.map(({ name, key }) => `${name}:${key}`).join('/');
  }
}
