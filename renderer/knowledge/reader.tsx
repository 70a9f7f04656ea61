import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { langOf } from '#renderer/ui/text-lang.ts';
import { contentOf } from '#shared/knowledge/article.ts';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';
import { ArticleBanners } from './article-banners.tsx';
import { ArticleBody } from './article/article-body.tsx';
import { parseArticle } from './article/parse-article.ts';
import { ArticleFacts } from './article-facts.tsx';
import { articleStore } from './article-store.ts';
import { Contents } from './contents.tsx';
import { CourseLink } from './course-link.tsx';
import { ArticlePictures } from './editor/article-pictures.tsx';
import { Feedback } from './feedback.tsx';
import { LinkedTickets } from './linked-tickets.tsx';
import { PrintedArticle } from './print/printed-article.tsx';
import { ReaderHead } from './reader-head.tsx';
import { useOpened } from './use-opened.ts';
import { useReaderActions, type LastTicket } from './use-reader-actions.ts';
import { useReaderCommands } from './use-reader-commands.ts';
import classes from './knowledge.module.css';

interface ReaderProps {
  readonly articleId: string;
  /** The ticket that was open last, which the article may be linked to. */
  readonly ticket: LastTicket | null;
  readonly onClose: () => void;
}

const PREFIX = 'article';

const OpenArticle = ({
  detail,
  ticket,
  onClose,
}: Omit<ReaderProps, 'articleId'> & { readonly detail: ArticleDetail }) => {
  const { article } = detail;
  const content = contentOf(article);
  const text = useMemo(() => parseArticle(content.body), [content.body]);
  const sheet = useRef<HTMLDivElement>(null);
  const actions = useReaderActions(detail, ticket);
  useOpened(detail);
  useReaderCommands(actions, detail, ticket);
  return (
    <article className={classes['article']} data-article-id={article.id}>
      <ReaderHead detail={detail} ticket={ticket} actions={actions} onClose={onClose} />
      {/* What scrolls can be reached by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={sheet} className={classes['sheet']} tabIndex={0} data-reading>
        <div className={classes['text']}>
          <ArticleBanners detail={detail} />
          <h2 lang={langOf(content.title)}>{content.title}</h2>
          <ArticleFacts detail={detail} />
          <ArticlePictures articleId={article.id}>
            <ArticleBody text={text} language={article.language} prefix={PREFIX} />
          </ArticlePictures>
          <CourseLink article={article} />
        </div>
        <div className={classes['aside']}>
          <Contents headings={text.headings} language={article.language} prefix={PREFIX} sheet={sheet} />
          <LinkedTickets tickets={detail.linked} />
          <Feedback detail={detail} actions={actions} />
        </div>
      </div>
      {actions.isPrinting && <PrintedArticle detail={detail} text={text} onDone={actions.endPrinting} />}
    </article>
  );
};

/** An article as it is read. The one before stays until it is there, so that moving through a list never blinks. */
export const Reader = ({ articleId, ticket, onClose }: ReaderProps) => {
  const store = useSessionStore(articleStore);
  useEffect(() => store.getState().open(articleId), [store, articleId]);
  useEffect(() => () => store.getState().open(null), [store]);
  const detail = useStore(store, (state) => state.detail);
  const failure = useStore(store, (state) => state.failure);
  if (detail) return <OpenArticle key={detail.article.id} detail={detail} ticket={ticket} onClose={onClose} />;
  if (failure) return <FailureBanner wide failure={failure} onRetry={() => store.getState().refresh()} />;
  return <SkeletonRows rows={6} />;
};
