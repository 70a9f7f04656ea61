import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { withSigns } from '#renderer/ui/with-signs.ts';
import { MAX_FILES, MAX_NAMES } from '#shared/logs/limits.ts';
import type { SourceRow } from '#shared/logs/source.ts';
import type { SourceProblem } from '#shared/logs/source-problem.ts';
import classes from './logs.module.css';

/** What happened, and what can be done about it. */
export interface TroubleWords {
  readonly title: string;
  readonly help: string;
}

const programKinds = ['journal', 'windows-events', 'unified-log'] as const;

/** Says what stands in the way of reading a source, or one of its files; undefined: nothing. */
export const useTroubleWords = (): ((
  source: Pick<SourceRow, 'kind' | 'fileCount' | 'files' | 'bytes' | 'readBytes'>,
  problem: SourceProblem | null,
) => TroubleWords | undefined) => {
  const { t } = useTranslation('logs');
  const format = useFormat();
  return ({ kind, fileCount, files, bytes, readBytes }, problem) => {
    if (problem === null) return undefined;
    const program = programKinds.find((each) => each === kind);
    const leftOut = Math.max(0, fileCount - (files?.length ?? 0));
    return {
      title: t(`problem.${problem}`, { count: leftOut }),
      help:
        problem === 'program-missing' && program !== undefined
          ? t(`programHelp.${program}`)
          : t(`problemHelp.${problem}`, {
              files: MAX_FILES,
              names: MAX_NAMES,
              read: format.bytes(readBytes),
              bytes: format.bytes(bytes),
            }),
    };
  };
};

export const Trouble = ({ words, name }: { readonly words: TroubleWords; readonly name?: string | undefined }) => {
  const { t } = useTranslation('logs');
  return (
    <p className={classes['trouble']} role="status">
      {name !== undefined && t('ofSource', { name })}
      <b>{words.title}</b> {words.help}
    </p>
  );
};

/** Above the lines: what is not all in them, and why. */
export const SourceTroubles = ({ sources }: { readonly sources: readonly SourceRow[] }) => {
  const { t } = useTranslation('logs');
  const client = useClient();
  const wordsOf = useTroubleWords();
  const troubled = sources.flatMap((source) => {
    const words = wordsOf(source, source.problem);
    return words ? [{ source, words }] : [];
  });
  if (troubled.length === 0) return null;
  return (
    <div className={classes['troubles']}>
      {troubled.map(({ source, words }) => (
        <div key={source.id} className={classes['troubleLine']}>
          <Trouble words={words} name={sources.length > 1 ? withSigns(source.name) : undefined} />
          {source.state === 'stopped' && (
            <Button size="xs" onClick={() => void client.call('logs.continue', { sourceId: source.id })}>
              {t('continueReading')}
            </Button>
          )}
        </div>
      ))}
    </div>
  );
};
