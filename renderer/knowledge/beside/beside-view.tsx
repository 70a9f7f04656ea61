import { useMemo, useState } from 'react';
import { ActionIcon, SegmentedControl } from '@mantine/core';
import { IconArrowsExchange, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { navigate, replaceRoute } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { contentOf } from '#shared/knowledge/article.ts';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';
import { ArticleBanners } from '../article-banners.tsx';
import { ArticleBody } from '../article/article-body.tsx';
import { parseArticle, type ArticleText } from '../article/parse-article.ts';
import { ArticleFacts } from '../article-facts.tsx';
import { ArticlePictures } from '../editor/article-pictures.tsx';
import type { KnowledgeScreenProps } from '../knowledge-screens.ts';
import { languageName } from '../language-name.ts';
import { pairSections, sectionsOf, type Section } from './pair-sections.ts';
import { useTwoArticles } from './use-two-articles.ts';
import classes from './beside.module.css';

type Side = 'left' | 'right';
const sides = ['left', 'right'] as const;

interface CellProps {
  readonly side: Side;
  readonly detail: ArticleDetail;
  readonly text: ArticleText;
  readonly section: Section | null;
}

const SectionCell = ({ side, detail, text, section }: CellProps) => {
  const part = useMemo(() => ({ ...text, blocks: section?.blocks ?? [] }), [text, section]);
  return (
    <div className={classes['cell']} data-side={side}>
      {section && (
        <ArticlePictures articleId={detail.article.id}>
          <ArticleBody text={part} language={detail.article.language} prefix={side} />
        </ArticlePictures>
      )}
    </div>
  );
};

const Texts = ({ pair, shown }: { readonly pair: readonly [ArticleDetail, ArticleDetail]; readonly shown: Side }) => {
  const { t } = useTranslation('knowledge');
  const [left, right] = pair;
  const [leftBody, rightBody] = [contentOf(left.article).body, contentOf(right.article).body];
  const texts = useMemo(
    () => ({ left: parseArticle(leftBody), right: parseArticle(rightBody) }),
    [leftBody, rightBody],
  );
  const rows = useMemo(() => pairSections(sectionsOf(texts.left.blocks), sectionsOf(texts.right.blocks)), [texts]);
  const details = { left, right };
  return (
    // What scrolls can be reached by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes['sheet']} data-shown={shown} tabIndex={0} role="group" aria-label={t('bothTexts')}>
      <div className={classes['pair']}>
        {sides.map((side) => (
          <div key={side} className={classes['cell']} data-side={side}>
            <ArticleBanners detail={details[side]} />
            <h2 lang={details[side].article.language}>{contentOf(details[side].article).title}</h2>
            <ArticleFacts detail={details[side]} />
          </div>
        ))}
      </div>
      {rows.map((row, place) => (
        // The rows are made anew as a whole with the texts.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={place} className={classes['pair']} data-long={rows.length > 20 || undefined}>
          {sides.map((side) => (
            <SectionCell key={side} side={side} detail={details[side]} text={texts[side]} section={row[side]} />
          ))}
        </div>
      ))}
    </div>
  );
};

/** Two languages of an article side by side, heading beside heading; where there is no room, one after the other with a switch. */
export const BesideView = ({ place: { articleId, rest } }: KnowledgeScreenProps) => {
  const { t } = useTranslation('knowledge');
  const [leftId, rightId] = [articleId ?? '', rest[0] ?? ''];
  const { pair, failure, retry } = useTwoArticles(leftId, rightId);
  const [shown, setShown] = useState<Side>('left');
  const close = () => navigate('knowledge', leftId);
  const swap = () => replaceRoute('knowledge', rightId, 'beside', leftId);
  const group = t('thisArticle');
  useCommands('article.beside', [
    { id: 'article.closeBeside', label: t('closeBeside'), key: 'Escape', group, run: close },
    { id: 'article.swap', label: t('swapSides'), key: 'x', group, icon: IconArrowsExchange, run: swap },
  ]);
  if (failure) return <FailureBanner wide failure={failure} onRetry={retry} />;
  if (!pair) return <SkeletonRows rows={6} />;
  const [left, right] = pair;
  return (
    <div className={classes['beside']}>
      <header className={classes['head']}>
        <span className="num soft">
          {left.article.number} · {right.article.number}
        </span>
        <span className={classes['space']} />
        <SegmentedControl
          className={classes['switch'] ?? ''}
          size="xs"
          aria-label={t('language')}
          value={shown}
          onChange={(side) => setShown(side === 'right' ? 'right' : 'left')}
          data={[
            { value: 'left', label: languageName(left.article.language) },
            { value: 'right', label: languageName(right.article.language) },
          ]}
        />
        <ActionIcon className={classes['swap'] ?? ''} aria-label={t('swapSides')} title={t('swapSides')} onClick={swap}>
          <IconArrowsExchange size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={t('closeBeside')} title={t('closeBeside')} onClick={close}>
          <IconX size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </header>
      <Texts pair={pair} shown={shown} />
    </div>
  );
};
