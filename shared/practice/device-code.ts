/** Device codes that begin so are given to training desks, and to no other. */
const RESERVED = 'TR';

/** Of a training desk, and so is every number that has it: `INC-TR4K-000012`. */
export const isTrainingCode = (code: string): boolean => code.startsWith(RESERVED);

/** The code as drawn, moved into what is reserved for training desks or out of it. */
export const codeFor = (drawn: string, isTraining: boolean): string => {
  if (isTraining) return RESERVED + drawn.slice(RESERVED.length);
  return isTrainingCode(drawn) ? [...RESERVED].toReversed().join('') + drawn.slice(RESERVED.length) : drawn;
};
