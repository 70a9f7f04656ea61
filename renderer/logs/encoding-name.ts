import type { Encoding } from '#shared/logs/source.ts';

/** As people write it: “GB18030”, “Windows-1252”. */
export const encodingName = (encoding: Encoding): string => encoding.toUpperCase().replace('WINDOWS', 'Windows');
