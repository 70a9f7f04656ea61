import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { safeHref } from '#renderer/writing/safe-href.ts';
import { contentOf, type ArticleOrigin } from '#shared/knowledge/article.ts';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';
import classes from './knowledge.module.css';

/** From whom it comes and under which licence: both ask to be named wherever the text is shown. */
export const OriginLine = ({ origin }: { readonly origin: ArticleOrigin }) => {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const now = useNow();
  const href = origin.url === null ? undefined : safeHref(origin.url);
  return (
    <p className={classes['origin']}>
      {origin.attribution === null ? t('origin.unnamed') : t('origin.by', { name: origin.attribution })}{' '}
      {origin.date !== undefined && (
        <span>{t('origin.date', { day: format.day(`${origin.date}T12:00:00`, now) })} </span>
      )}
      {origin.licence !== null && <span>{t('origin.licence', { licence: origin.licence })} </span>}
      {href !== undefined && (
        <a href={href} target="_blank" rel="noopener noreferrer">
          {href}
        </a>
      )}
    </p>
  );
};

/** Version, review, validity and use, as sentences; who may see it; where it came from. */
export const ArticleFacts = ({ detail: { article, use } }: { readonly detail: ArticleDetail }) => {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const now = useNow();
  const { version, publishedAt, reviewer, validUntil, origin } = article;
  const { category, tags, audience } = contentOf(article);
  const at = publishedAt === null ? '' : format.day(publishedAt, now);
  const judged = use.helped + use.notHelped;
  const facts = [
    publishedAt === null
      ? undefined
      : reviewer
        ? t('facts.reviewed', { version, at, name: reviewer.name })
        : t('facts.published', { version, at }),
    validUntil === null ? undefined : t('facts.validUntil', { day: format.day(`${validUntil}T12:00:00`, now) }),
    publishedAt === null ? undefined : t('facts.used', { count: use.uses }),
    judged === 0 ? undefined : t('facts.helped', { count: judged, helped: format.number(use.helped) }),
  ].filter((fact) => fact !== undefined);
  return (
    <div className={`${classes['facts'] ?? ''} num`}>
      <p>{facts.join(format.language === 'en' ? ' ' : '')}</p>
      <p>{[t(`audience.${audience}`), ...(category === null ? [] : [category]), ...tags].join(' · ')}</p>
      {origin && <OriginLine origin={origin} />}
    </div>
  );
};
