import { withSigns } from '#renderer/ui/with-signs.ts';
import type { LogLine } from '#shared/logs/line.ts';
import type { SourceRow } from '#shared/logs/source.ts';

type Whose = Pick<LogLine, 'sourceId' | 'file'>;

/** Beside a line: its file, where its source has several. */
export const shortSourceOf = (names: ReadonlyMap<string, string>, { sourceId, file }: Whose): string =>
  file === undefined ? (names.get(sourceId) ?? '') : withSigns(file);

/** The source of a line, and its file where that has several. */
export const sourceOf = (names: ReadonlyMap<string, string>, { sourceId, file }: Whose): string => {
  const name = names.get(sourceId) ?? '';
  return file === undefined ? name : `${name} · ${withSigns(file)}`;
};

/** Stands for a log where there is no room for its name beside each line. */
export interface SourceMark {
  readonly key: string;
  readonly mark: string;
  readonly name: string;
}

const keyOf = ({ sourceId, file }: Whose): string => (file === undefined ? sourceId : `${sourceId} ${file}`);

/** Numbers of the logs that are viewed, in the order of their list; letters would be read as levels. */
export const sourceMarks = (
  sources: readonly Pick<SourceRow, 'id' | 'files'>[],
  names: ReadonlyMap<string, string>,
): readonly SourceMark[] => {
  const nameOf = sources.length > 1 ? sourceOf : shortSourceOf;
  return sources
    .flatMap(({ id: sourceId, files }): readonly Whose[] =>
      files === null ? [{ sourceId }] : files.map(({ name: file }) => ({ sourceId, file })),
    )
    .map((whose, index) => ({ key: keyOf(whose), mark: String(index + 1), name: nameOf(names, whose) }));
};

export const markOfSource = (marks: readonly SourceMark[], line: Whose): string | undefined => {
  const key = keyOf(line);
  return marks.find((each) => each.key === key)?.mark;
};
