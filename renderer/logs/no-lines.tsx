import { useTranslation } from 'react-i18next';
import { Empty } from '#renderer/ui/empty.tsx';
import type { SourceRow } from '#shared/logs/source.ts';
import { isBlocked } from './follow-state.ts';
import { useTroubleWords } from './source-trouble.tsx';

interface NoLinesProps {
  /** Those that are viewed. */
  readonly sources: readonly SourceRow[];
  /** Levels or filters hide lines. */
  readonly isNarrowed: boolean;
}

/** Nothing of it is read, and what stands in the way is no wish of the person. */
const isUnread = ({ state, problem }: SourceRow): boolean =>
  isBlocked({ state }) && state !== 'stopped' && problem !== null;

/** What stands in the way is said in place of the lines of one source that cannot be read: not above them as well. */
export const saysWhyItself = (sources: readonly SourceRow[]): boolean =>
  sources.length === 1 && sources.every(isUnread);

/** In place of lines where there are none: why. */
export const NoLines = ({ sources, isNarrowed }: NoLinesProps) => {
  const { t } = useTranslation('logs');
  const wordsOf = useTroubleWords();
  const [only] = sources;
  const words = only && saysWhyItself(sources) ? wordsOf(only, only.problem) : undefined;
  if (words)
    return (
      <Empty mark={only?.state === 'waiting' ? 'blank' : 'broken'} title={words.title.replace(/[.。]$/u, '')}>
        {words.help}
      </Empty>
    );
  if (sources.length > 1 && sources.every(isUnread))
    return (
      <Empty mark="broken" title={t('noneReadable')}>
        {t('noneReadableText')}
      </Empty>
    );
  if (isNarrowed)
    return (
      <Empty mark="search" title={t('noneLeft')}>
        {t('noneLeftText')}
      </Empty>
    );
  return (
    <Empty mark="blank" title={t('noLines')}>
      {t('noLinesText')}
    </Empty>
  );
};
