import { use, useMemo, type ReactNode } from 'react';
import { IconAlertTriangle, IconBulb, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Banner } from '#renderer/ui/banner.tsx';
import { Blocks } from '#renderer/writing/block-views.tsx';
import type { Block, CalloutTone } from '#renderer/writing/markdown-tree.ts';
import { TextViewsContext, type TextViews } from '#renderer/writing/text-views.ts';
import { useDrawn } from '#renderer/writing/use-drawn.ts';
import prose from '#renderer/writing/prose.module.css';
import { ArticleLink } from './article-link.tsx';
import { ArticlePictureContext, type DrawArticlePicture } from './article-picture.tsx';
import { goToHeading, headingDomId } from './go-to-heading.ts';
import type { ArticleText } from './parse-article.ts';
import classes from './article.module.css';

/** Blocks that are drawn and laid out together. */
const TOGETHER = 40;

const toneIcons: Readonly<Record<CalloutTone, typeof IconInfoCircle>> = {
  note: IconInfoCircle,
  tip: IconBulb,
  important: IconInfoCircle,
  warning: IconAlertTriangle,
  caution: IconAlertTriangle,
};

const Callout = ({ tone, children }: { readonly tone: CalloutTone; readonly children: ReactNode }) => {
  const { t } = useTranslation('knowledge');
  const Icon = toneIcons[tone];
  return (
    <div className={classes['callout']} data-tone={tone} role="note" aria-label={t(`callout.${tone}`)}>
      <Icon size={16} stroke={1.6} aria-hidden />
      <div>
        <p className={classes['calloutName']}>{t(`callout.${tone}`)}</p>
        {children}
      </div>
    </div>
  );
};

/** Below the article's title, which is a heading of the second level. */
const headingTag = (level: number): 'h3' | 'h4' | 'h5' | 'h6' => (['h3', 'h4', 'h5'] as const)[level - 1] ?? 'h6';

const viewsOf = (prefix: string, headings: ReadonlySet<string>, drawPicture: DrawArticlePicture): TextViews => ({
  heading: ({ level, id }, words) => {
    const Tag = headingTag(level);
    return (
      <Tag id={id === null ? undefined : headingDomId(prefix, id)} tabIndex={-1} data-level={level}>
        {words}
      </Tag>
    );
  },
  callout: ({ tone }, body) => <Callout tone={tone}>{body}</Callout>,
  anchor: (to, words) =>
    headings.has(to) ? (
      <button type="button" className={classes['anchor']} onClick={() => goToHeading(prefix, to)}>
        {words}
      </button>
    ) : (
      words
    ),
  article: (to, words) => <ArticleLink to={to}>{words}</ArticleLink>,
  attachment: drawPicture,
});

const groupsOf = (blocks: readonly Block[]): readonly (readonly Block[])[] =>
  Array.from({ length: Math.ceil(blocks.length / TOGETHER) }, (_, part) =>
    blocks.slice(part * TOGETHER, (part + 1) * TOGETHER),
  );

interface ArticleBodyProps {
  readonly text: ArticleText;
  /** BCP 47 of what was written. */
  readonly language: string;
  /** Begins the ids of its headings. */
  readonly prefix: string;
}

/** The text of an article as React elements made from its tree: nothing of what was written becomes HTML, and nothing is fetched. */
export const ArticleBody = ({ text, language, prefix }: ArticleBodyProps) => {
  const { t } = useTranslation('knowledge');
  const drawPicture = use(ArticlePictureContext);
  const views = useMemo(
    () => viewsOf(prefix, new Set(text.headings.map(({ id }) => id)), drawPicture),
    [prefix, text, drawPicture],
  );
  const groups = useMemo(() => groupsOf(text.blocks), [text]);
  const drawn = useDrawn(groups.length, 2);
  return (
    <TextViewsContext value={views}>
      {text.excess && (
        <Banner tone="quiet" boxed>
          {t(`excess.${text.excess}`)}
        </Banner>
      )}
      <div
        className={`${prose['prose'] ?? ''} ${classes['body'] ?? ''}`}
        lang={language}
        data-typed={text.excess !== undefined || undefined}
      >
        {groups.slice(0, drawn).map((blocks, place) => (
          // oxlint-disable-next-line react/no-array-index-key
          <div key={place} className={classes['group']} data-long={groups.length > 2 || undefined}>
            <Blocks blocks={blocks} />
          </div>
        ))}
      </div>
    </TextViewsContext>
  );
};
