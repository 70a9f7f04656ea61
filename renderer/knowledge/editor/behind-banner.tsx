import { useEffect, useState } from 'react';
import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { FailureBanner, useFailureText } from '#renderer/ui/failure-banner.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import type { Failure } from '#shared/base/result.ts';
import type { Article, ArticleContent } from '#shared/knowledge/article.ts';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { ContentDifference } from './content-difference.tsx';
import { useOtherArticle } from './use-other-article.ts';
import dialogs from '#renderer/ui/dialogs.module.css';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import classes from './editor.module.css';

interface SinceDialogProps {
  readonly original: Article;
  /** The version that the translation follows; 0 where it was begun before the first. */
  readonly from: number;
  readonly onFollow: (() => void) | undefined;
  readonly onClose: () => void;
}

const nothingYet: ArticleContent = { title: '', body: '', category: null, tags: [], audience: 'internal' };

/** What changed in an original since a version of it. */
const SinceDialog = ({ original, from, onFollow, onClose }: SinceDialogProps) => {
  const { t } = useTranslation('knowledgeEditor');
  const client = useClient();
  const [before, setBefore] = useState<ArticleContent | undefined>(
    from === 0 ? { ...nothingYet, ...original.published, body: '' } : undefined,
  );
  const [failure, setFailure] = useState<Failure>();
  useCommands('knowledgeEditor.since', [], { modal: true });
  useFocusReturn();
  useEffect(() => {
    if (from === 0) return undefined;
    let isWanted = true;
    void client.call('knowledge.version', { articleId: original.id, version: from }).then((found) => {
      if (!isWanted) return;
      if (found.ok) setBefore(found.value.content);
      else setFailure(found.failure);
    });
    return () => {
      isWanted = false;
    };
  }, [client, original.id, from]);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('sinceTitle', { number: shortNumber(original.number), from, to: original.version })}
      size={760}
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{ body: dialogs['body'], title: dialogs['title'] }}
    >
      {failure && <FailureBanner failure={failure} />}
      {!before && !failure && <SkeletonRows rows={4} />}
      {before && original.published && (
        <ScrollRegion className={classes['compared']} label={t('changes')}>
          <ContentDifference before={before} after={original.published} />
        </ScrollRegion>
      )}
      <div className={dialogs['actions']}>
        <Button data-autofocus onClick={onClose}>
          {t('close')}
        </Button>
        {onFollow && (
          <Button variant="filled" onClick={onFollow}>
            {t('markFollowed')}
          </Button>
        )}
      </div>
    </Modal>
  );
};

interface BehindBannerProps {
  readonly article: Article;
  readonly onTaken: (detail: ArticleDetail) => void;
  /** Rounded, above the text of a reader. */
  readonly boxed?: boolean;
}

/** That the original of a translation has gone on since: what changed, and that it was followed. Nothing where it has not. */
export const BehindBanner = ({ article, onTaken, boxed = false }: BehindBannerProps) => {
  const { t } = useTranslation('knowledgeEditor');
  const client = useClient();
  const failureText = useFailureText();
  const mayWrite = useAllowed('knowledge.write');
  const [isComparing, setComparing] = useState(false);
  const { translates } = article;
  const original = useOtherArticle(translates?.articleId ?? null)?.article;
  if (!translates || !original || original.version <= translates.version) return null;
  const follow = async () => {
    setComparing(false);
    const answer = await client.call('knowledge.follow', {
      articleId: article.id,
      seen: article.revision,
      version: original.version,
    });
    if (!answer.ok) {
      announce({ tone: 'failed', text: failureText(answer.failure) });
      return;
    }
    onTaken(answer.value);
    announce({
      tone: 'done',
      text: t('followed', { number: shortNumber(article.number), version: original.version }),
    });
  };
  return (
    <>
      <Banner
        tone="risk"
        boxed={boxed}
        actions={
          <>
            <Button size="xs" onClick={() => setComparing(true)}>
              {t('showSince')}
            </Button>
            {mayWrite && (
              <Button size="xs" onClick={() => void follow()}>
                {t('markFollowed')}
              </Button>
            )}
          </>
        }
      >
        {t('behind', { number: shortNumber(original.number), now: original.version, since: translates.version })}
      </Banner>
      {isComparing && (
        <SinceDialog
          original={original}
          from={translates.version}
          onFollow={mayWrite ? () => void follow() : undefined}
          onClose={() => setComparing(false)}
        />
      )}
    </>
  );
};
