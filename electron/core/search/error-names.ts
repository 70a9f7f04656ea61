import type { CodeNames } from '#shared/search/error-codes.ts';
import { fold } from '#shared/search/fold.ts';
import names from '../../../resources/search/error-names.json' with { type: 'json' };

/** Names of stop codes, of the status codes of Windows and of its errors that desks meet, with their numbers. */
export const errorNames: CodeNames = new Map(Object.entries(names).map(([name, code]) => [fold(name), code]));
