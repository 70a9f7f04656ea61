import { withSigns } from '#renderer/ui/with-signs.ts';
import type { LogLine } from '#shared/logs/line.ts';

type Whose = Pick<LogLine, 'sourceId' | 'file'>;

/** Beside a line: its file, where its source has several. */
export const shortSourceOf = (names: ReadonlyMap<string, string>, { sourceId, file }: Whose): string =>
  file === undefined ? (names.get(sourceId) ?? '') : withSigns(file);

/** The source of a line, and its file where that has several. */
export const sourceOf = (names: ReadonlyMap<string, string>, { sourceId, file }: Whose): string => {
  const name = names.get(sourceId) ?? '';
  return file === undefined ? name : `${name} · ${withSigns(file)}`;
};
