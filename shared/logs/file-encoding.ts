import type { Encoding } from './source.ts';

/** What one of several files of a source is read as, because a person said so. */
export interface FileEncoding {
  /** Below the folder that the pattern begins with, as `SourceFile.name`. */
  readonly file: string;
  readonly encoding: Encoding;
}

interface Encoded {
  readonly encoding: Encoding | 'auto';
  readonly fileEncodings?: readonly FileEncoding[];
}

/** What a file is read as: what was said of it, or what was said of its source. `file` null: the source is one log. */
export const encodingOf = ({ encoding, fileEncodings = [] }: Encoded, file: string | null): Encoding | 'auto' =>
  fileEncodings.find((each) => each.file === file)?.encoding ?? encoding;

/** `encoding` null: nothing is said of that file any more. */
export const withFileEncoding = (
  known: readonly FileEncoding[],
  file: string,
  encoding: Encoding | null,
): readonly FileEncoding[] => {
  const others = known.filter((each) => each.file !== file);
  return encoding === null ? others : [...others, { file, encoding }];
};
