import { refuse, type Result } from './result.ts';

/** `record.not-found` { type, id }. */
export const notFound = (type: string, id: string): Result<never> =>
  refuse('record.not-found', `there is no ${type} ${id}`, { type, id });
