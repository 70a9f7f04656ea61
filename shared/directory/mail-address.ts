/** An address as people have them: no display name, no list, no route. */
const shape = /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\.]+(?:\.[^\s@<>()[\],;:"\\.]+)+$/u;

/** RFC 5321 allows 254. */
export const MAX_MAIL_ADDRESS = 254;

export const isMailAddress = (text: string): boolean => text.length <= MAX_MAIL_ADDRESS && shape.test(text);

/** Two addresses that reach the same box in practice: case and width tell none apart. */
export const foldMailAddress = (address: string): string => address.normalize('NFKC').trim().toLowerCase();
