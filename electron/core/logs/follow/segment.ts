/** What the log engine sees of the files behind one log: an append-only list of segments, and steps that say what came to them. */
import type { PieceScan } from '../files/piece-scan.ts';
import type { Encoding } from '../text/encoding.ts';
import type { LogFile } from './log-file.ts';

/**
 * A part of the stream that lies in one file. The stream of a log is its segments in order; only what was delivered in a `read` step
 * belongs to it. A line never reaches from one segment into the next: what stands after the last line end of a sealed segment is its last line.
 */
export interface Segment {
  /** The same after a restart from a checkpoint, so an index kept for it stays good; never used twice for one log. */
  readonly id: number;
  /** Name of its file now, without the folder. */
  readonly name: string;
  /** Counts from 1. Segments with one generation are parts of one file: their lines are numbered on. */
  readonly generation: number;
  /** Lines of its generation before it, where segments that are not there held them; absent: those of the segments before it. */
  readonly linesBefore?: number;
  /** While all bytes so far are ASCII this is `utf-8`; an `encoding` step says when it becomes another, which ends lines in the same places. */
  readonly encoding: Encoding;
  /** Offset in the file of its first byte of text: after a byte order mark and a run of NUL. All offsets are offsets in the (unpacked) file. */
  readonly start: number;
  /** Offset after what was delivered. */
  readonly end: number;
  /** Up to here a checkpoint says it was delivered before the restart: no `read` step comes for it, `read()` gives it. */
  readonly readBefore: number;
  /** Nothing comes to it any more. */
  readonly isSealed: boolean;
  /** Its bytes are in no file any more: `read()` gives nothing. */
  readonly isGone: boolean;
  /**
   * Copies the bytes from offset `at` into the buffer; answers how many. Never past `end`, and only bytes of this segment: 0 as well if the file
   * was truncated or rewritten meanwhile, which the next wake finds.
   */
  read(buffer: Uint8Array, at: number): number;
  /** These bytes, at most a piece of a file, will be read soon; `scan`: what is looked for in them then. */
  expect?(at: number, length: number, scan?: PieceScan): void;
  /** As `read` gives them, if they were expected and are there by now; null: they are to be read. In memory that the next call, of any segment, uses again. */
  expected?(at: number, length: number): Buffer | null;
}

/** Why a segment begins. `late`: lines that came to a file after the next one had begun; `resumed`: its file goes on after such lines. */
export type Beginning = 'first' | 'rotated' | 'truncated' | 'rewritten' | 'late' | 'resumed';

export type Step =
  | { readonly kind: 'began'; readonly segment: Segment; readonly why: Beginning }
  /** The next bytes of a segment, from offset `at`. The bytes are a view of memory that the next wake of any follower uses again. */
  | { readonly kind: 'read'; readonly segment: Segment; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'encoding'; readonly segment: Segment }
  | { readonly kind: 'sealed'; readonly segment: Segment }
  /** A run of NUL bytes before the text was skipped: a writer kept its place in a file that was truncated. */
  | { readonly kind: 'nul-run'; readonly segment: Segment; readonly bytes: number }
  /** Delivered lines of this segment are in no file any more. */
  | { readonly kind: 'gone'; readonly segment: Segment }
  | { readonly kind: 'state'; readonly state: FollowState };

/** Of the place itself. `waiting`: it is not there, and is taken up when it is; `refused`: it may not be read now; `unreadable`: it is no file, or reading fails. */
export type FollowState = 'following' | 'waiting' | 'refused' | 'unreadable';

/** SHA-256 of the at most 1,024 bytes before offset `at`. */
export interface Anchor {
  readonly at: number;
  readonly hash: string;
}

/** What is known of a file by its content alone: hashes and numbers, no text. */
export interface FileMark {
  readonly name: string;
  /** A hint only: numbers of files are used again. */
  readonly file: string;
  readonly generation: number;
  readonly encoding: Encoding;
  /** Nothing but ASCII so far: another encoding may still be found. */
  readonly isAscii: boolean;
  /** What was delivered last ended a line. */
  readonly isAtLineEnd: boolean;
  readonly end: number;
  /** Its beginning: `at` bytes, at most 1,024. */
  readonly head: Anchor;
  /** Ascending; the copy that a rotation made may end before what was read, so there are several. */
  readonly anchors: readonly Anchor[];
  /** CRC-32 of all bytes before `end`, as a .gz has it of its content; null if they were not all read. */
  readonly crc: number | null;
  readonly segments: readonly {
    readonly id: number;
    readonly start: number;
    readonly end: number;
    readonly isSealed: boolean;
  }[];
}

/** Where a follower was: values that JSON carries. */
export interface FollowCheckpoint {
  readonly version: 1;
  /** Wall clock, milliseconds. */
  readonly takenAt: number;
  readonly nextId: number;
  readonly nextGeneration: number;
  /** Oldest first. */
  readonly marks: readonly FileMark[];
}

export interface FollowOptions {
  /** Absolute path of the file that is written; its folder without links. It may be a link itself, rotated files are not followed if they are. */
  readonly path: string;
  /** Where a link at the path, or its folder, may not lead, since either may become another: asked at each look with what it is without links. */
  readonly isForbidden?: (target: string) => boolean;
  /** Whether another log reads a file that was found at the path: then nothing is there for this one. */
  readonly isOthers?: (file: LogFile) => boolean;
  readonly encoding: Encoding | 'auto';
  /** Language of the person, for a text whose bytes do not tell: `zh…` prefers GB18030. */
  readonly locale: string;
  /** Whether rotated files that were there before are part of the stream. Files rotated while it is followed always are. */
  readonly siblings: boolean;
  readonly checkpoint?: FollowCheckpoint;
  /** Files that are met from now on are at least of this generation; 1 unless told. */
  readonly firstGeneration?: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** How long a rotated file is still waited for after its last growth before the next one begins; 3,000 unless told. */
  readonly drainMs?: number;
  /** An existing private folder where compressed files are unpacked, into files without a name. */
  readonly spoolFolder: string;
  /** Bytes of content that are unpacked at one look for rotated files; as much as there is room unless told. */
  readonly mostUnpacked?: number;
  /**
   * Bytes of content of files that were rotated before, which are read when the log is met, and unpacked again after a restart: the newest ones.
   * What was rotated since the checkpoint is read whatever it is. All of them unless told.
   */
  readonly mostReadBack?: number;
}

/** How far it is, in bytes of content. */
export interface Ahead {
  /** Known to be there, and not delivered. */
  readonly bytes: number;
  /** Unpacked by now, delivered or not. */
  readonly unpacked: number;
}

/** What the engine uses of `Follower` (follower.ts). */
export interface Following {
  /** Absent where it is not known. */
  readonly ahead?: Ahead | undefined;
  readonly state: FollowState;
  /** Rotated files that are older than what is read, as they were when it was met. */
  readonly leftOut?: number | undefined;
  /** What was told of its lines may not be so any more: a file was written over, or is being looked through for that. */
  readonly isInDoubt?: boolean;
  /** Oldest first. Only the last may still grow; it is appended to, and segments that are gone leave it only after a restart. */
  segments(): readonly Segment[];
  /**
   * One bounded step: reads at most `budget` bytes, or unpacks so many and at most 4 MiB beyond, and answers what came, in order. `hasMore` says
   * that another call now would bring more. Faults are states, never throws.
   */
  wake(budget: number): { readonly steps: readonly Step[]; readonly hasMore: boolean };
  /** Of all that was delivered so far: taken when the steps of a wake were dealt with, nothing is lost or doubled after a restart. */
  checkpoint(): FollowCheckpoint;
  close(): void;
}
