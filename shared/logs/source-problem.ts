/**
 * What stands in the way of reading a source, or of reading all of it, for a sentence in the language of the person: what happened, and what to do.
 * `gone` no such file now · `none-found` no file fits the pattern · `no-folder` the folder that the pattern begins with is not there · `permission`
 * the system refuses it · `unreadable` the disk reports a fault · `unreachable` the drive does not answer · `left-out` there are more files than
 * are read · `too-wide` more was to be looked through than is looked through · `stopped` by a person, before all was read · `doubtful-encoding`
 * some of it fits no encoding that was tried · `undated` its times count from the start of a machine, of which the log does not say when it was · `inferred-days` its lines tell the hour alone ·
 * `program-missing` none of the programs is there that read it · `start-failed` the program could not be started · `ended` it ended by itself and
 * is started again · `journal-none` nothing is written to a journal here · `journal-group` and `journal-own-only` the person is no member of
 * `systemd-journal`, and sees nothing or their own entries only · `event-log-readers` the person is no member of “Event Log Readers” ·
 * `channel-unknown` there is no such log · `administrator` only an administrator of this computer may read it · `predicate-invalid` the system does
 * not understand the filter · `no-room` what was read cannot be kept, as the disk is full.
 */
export const sourceProblems = [
  'gone',
  'none-found',
  'no-folder',
  'permission',
  'unreadable',
  'unreachable',
  'left-out',
  'too-wide',
  'stopped',
  'doubtful-encoding',
  'undated',
  'inferred-days',
  'program-missing',
  'start-failed',
  'ended',
  'journal-none',
  'journal-group',
  'journal-own-only',
  'event-log-readers',
  'channel-unknown',
  'administrator',
  'predicate-invalid',
  'no-room',
] as const;
export type SourceProblem = (typeof sourceProblems)[number];
