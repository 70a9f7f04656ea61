import { refuse, succeed, type Result } from '../base/result.ts';
import type { PracticeFlag } from './sync.ts';
import { TRAINING_MARK } from './mark.ts';

/** How files of a training desk say what they are, each in the part of it that programs read. */
export const trainingEnvelope = {
  /** The head of a column of a list, whose every cell says it as well. */
  csvColumn: TRAINING_MARK,
  /** A property of a contact card, in lower case. */
  cardProperty: 'x-deskside-training',
  /** A header field of a mail, in lower case. */
  mailHeader: 'x-deskside-training',
  /** A field before the text of an article, and in the head of a page of them. */
  articleField: 'deskside-training',
} as const;

/** Whether a list was exported by a training desk, by its head. Spreadsheets may have changed the case of it, never the words. */
export const isTrainingHeader = (header: readonly string[]): boolean =>
  header.some((label) => label.trim().toUpperCase() === trainingEnvelope.csvColumn.toUpperCase());

/** Whether a training desk exported one of the contact cards of a file. */
export const isTrainingCards = (text: string): boolean =>
  new RegExp(`^${trainingEnvelope.cardProperty}[;:]`, 'im').test(text);

/** What a training desk exported is read by training desks alone: invented people must not get among real ones. */
export const admitFile = ({ isPractice }: PracticeFlag, isTrainingFile: boolean): Result<null> =>
  isTrainingFile && !isPractice
    ? refuse('practice.training-file', 'this file was exported by a training desk')
    : succeed(null);
