/** The words that all that leaves a training desk carries. In both languages at once: whoever gets it reads one of them. */
export const TRAINING_MARK = 'TRAINING 培训';

/** A file of a training desk is known by its name too, wherever it is put. */
export const trainingFileName = (name: string): string => `TRAINING-培训-${name}`;

/** The mark before a line that is read by itself, such as the subject of a mail. */
export const trainingLine = (line: string): string => `[${TRAINING_MARK}] ${line}`.trim();
