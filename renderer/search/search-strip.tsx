import type { ReactNode } from 'react';
import { IconAlertCircle, IconListSearch, IconTextSpellcheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { SearchNews } from '#shared/search/news.ts';
import { parseIn, type ProblemPiece } from '#shared/search/parse.ts';
import { searchScopes, type SearchScopeName } from './search-scope.tsx';
import classes from './search-strip.module.css';

interface SearchStripProps {
  readonly id: string;
  readonly scope?: SearchScopeName;
  readonly text: string;
  readonly news: SearchNews | null;
}

const problemsIn = (scope: SearchScopeName, text: string): readonly ProblemPiece<string>[] =>
  parseIn(searchScopes[scope].grammar, text).flatMap((piece) =>
    piece.kind === 'problem' && piece.problem !== 'empty' ? [piece] : [],
  );

/** What a search left out, took for something else, or cannot know yet. Nothing at all when it did as it was told. */
export const SearchStrip = ({ id, scope = 'tickets', text, news }: SearchStripProps) => {
  const { t } = useTranslation('search');
  const format = useFormat();
  const problem = ({ from, to, operator, problem: kind }: ProblemPiece<string>): string => {
    const written = text.slice(from, to);
    if (kind === 'not-a-time')
      return operator === 'due' ? t('problem.not-a-due-time', { written }) : t('problem.not-a-time', { written });
    const name = written.split(/[:：<＜>＞]/u)[0] ?? operator;
    return t('problem.unknown-value', {
      written,
      operator: name.replace(/^-/u, ''),
      values: t(searchScopes[scope].hintKey(operator)),
    });
  };
  const lines: { readonly key: string; readonly icon: ReactNode; readonly text: string }[] = problemsIn(
    scope,
    text,
  ).map((piece) => ({
    key: `problem ${piece.from}`,
    icon: <IconAlertCircle size={14} stroke={1.6} aria-hidden />,
    text: problem(piece),
  }));
  for (const { typed, words } of news?.takenFor ?? [])
    lines.push({
      key: `taken ${typed}`,
      icon: <IconTextSpellcheck size={14} stroke={1.6} aria-hidden />,
      text: t(scope === 'articles' ? 'takenForArticles' : 'takenFor', {
        typed,
        words: format.list(words.map((word) => t('quoted', { word }))),
      }),
    });
  if (news?.reading && news.words.length > 0)
    lines.push({
      key: 'reading',
      icon: <IconListSearch size={14} stroke={1.6} aria-hidden />,
      text: t(scope === 'articles' ? 'readingArticles' : 'reading', {
        percent: format.percent(news.reading.done / Math.max(1, news.reading.total)),
      }),
    });
  return (
    <div id={id} role="status" className={lines.length > 0 ? classes['strip'] : undefined}>
      {lines.map((line) => (
        <p key={line.key} title={line.text}>
          {line.icon}
          <span>{line.text}</span>
        </p>
      ))}
    </div>
  );
};
