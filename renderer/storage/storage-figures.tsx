import { Fragment, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { BlockableButton } from '#renderer/ui/blockable-button.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { Failure, Result } from '#shared/base/result.ts';
import type { StorageFigures as Figures } from '#shared/storage/operations.ts';
import { useReadOnly } from './read-only.ts';
import styles from './storage.module.css';

/** What people put in, each on a line of its own. */
const theirs = [
  'ticket',
  'entry',
  'article',
  'articleVersion',
  'articleUse',
  'problem',
  'problemEntry',
  'link',
  'draft',
  'ci',
  'ciEntry',
  'ciBatch',
  'qualification',
  'qualificationNeed',
  'trainingAttempt',
  'trainingAssignment',
  'user',
  'view',
  'importBatch',
  'articleBatch',
  'importProfile',
  'task',
  'report',
  'group',
  'service',
  'check',
  'document',
  'documentVersion',
  'handover',
  'handoverReceipt',
  'template',
  'diagnosisTree',
  'timer',
  'bulkEdit',
  'mention',
  'person',
  'organisation',
  'site',
  'rota',
  'visitPin',
  'alert',
  'alertLook',
  'alertTicketDue',
  'alertSettings',
  'logRule',
  'logRuleRun',
  'logRuleAside',
  'logScan',
  'tool',
  'cardImport',
  'synonymGroup',
  'searchMiss',
] as const;
/** What the console keeps so that it works. */
const own = [
  'outbox',
  'importPart',
  'ciPart',
  'ciClasses',
  'articleBatchPart',
  'checkpoint',
  'counter',
  'salt',
  'threshold',
  'clock',
  'trustedClock',
  'clockOffset',
  'calendar',
  'slaPolicy',
  'preferences',
  'profile',
  'device',
  'deviceKey',
  'bulkPart',
  'mailId',
  'blobUse',
  'documentFinding',
  'checkStanding',
  'checkSettings',
  'logSource',
  'logFilter',
  'logBookmark',
  'readMark',
  'toolApproval',
  'toolRun',
  'templateUses',
  'priorityMatrix',
  'deskGoals',
  'cardPart',
] as const;

/** What lies on this laptop, and compaction on demand. */
export const StorageFigures = () => {
  const { t } = useTranslation('storage');
  const format = useFormat();
  const now = useNow();
  const client = useClient();
  const mayCompact = useAllowed('store.maintain');
  const readOnly = useReadOnly();
  const [figures, setFigures] = useState<Figures>();
  const [failure, setFailure] = useState<Failure>();
  const [isCompacting, setCompacting] = useState(false);

  const ask = useCallback(() => client.call('storage.figures', {}), [client]);
  const take = useCallback((reply: Result<Figures>) => {
    if (reply.ok) setFigures(reply.value);
    setFailure(reply.ok ? undefined : reply.failure);
  }, []);
  useEffect(() => {
    let isWanted = true;
    void ask().then((reply) => {
      if (isWanted) take(reply);
    });
    return () => {
      isWanted = false;
    };
  }, [ask, take]);

  const compact = async () => {
    const before = figures?.bytesOnDisk ?? 0;
    setCompacting(true);
    const reply = await client.call('storage.compact', {});
    setCompacting(false);
    setFailure(reply.ok ? undefined : reply.failure);
    if (!reply.ok) return;
    setFigures(reply.value);
    const sizes = { before: format.bytes(before), after: format.bytes(reply.value.bytesOnDisk) };
    announce({ tone: 'done', text: t('figures.compacted', sizes) });
  };

  const counts = new Map(Object.entries(figures?.recordsByType ?? {}));
  const isThere = (type: string): boolean => (counts.get(type) ?? 0) > 0;
  const known: ReadonlySet<string> = new Set([...theirs, ...own]);
  const others = [...counts].reduce((sum, [type, count]) => (known.has(type) ? sum : sum + count), 0);
  const forItself = [...own.map((type) => [type, counts.get(type) ?? 0] as const), ['other', others] as const]
    .filter(([, count]) => count > 0)
    .toSorted(([, left], [, right]) => right - left)
    .map(([type, count]) => t('figures.ownCount', { name: t(`record.${type}`), count }));
  return (
    <>
      {failure ? <FailureBanner failure={failure} onRetry={() => void ask().then(take)} /> : null}
      {figures ? (
        <dl className={`${styles.figures} num`}>
          <dt>{t('figures.folder')}</dt>
          <dd className="mono">{figures.folder}</dd>
          <dt>{t('figures.size')}</dt>
          <dd>{format.bytes(figures.bytesOnDisk)}</dd>
          <dt>{t('figures.free')}</dt>
          <dd>{format.bytes(figures.freeBytes)}</dd>
          {theirs.filter(isThere).map((type) => (
            <Fragment key={type}>
              <dt>{t(`record.${type}`)}</dt>
              <dd>{format.number(counts.get(type) ?? 0)}</dd>
            </Fragment>
          ))}
          <dt>{t('figures.audit')}</dt>
          <dd>{format.number(figures.auditEntries)}</dd>
          <dt>{t('figures.own')}</dt>
          <dd>{format.series(forItself)}</dd>
          <dt>{t('figures.generation')}</dt>
          <dd>{format.number(figures.generation)}</dd>
          <dt>{t('figures.opened')}</dt>
          <dd>{format.dateTime(figures.openedAt, now)}</dd>
        </dl>
      ) : failure ? null : (
        <SkeletonRows rows={5} />
      )}
      {mayCompact ? (
        <>
          <div className={styles.actions}>
            <BlockableButton
              loading={isCompacting}
              blockedBy={readOnly === undefined ? undefined : 'compact-why'}
              onClick={() => void compact()}
            >
              {t('figures.compact')}
            </BlockableButton>
          </div>
          <p id="compact-why" className="muted small">
            {readOnly ?? t('figures.compactHint')}
          </p>
        </>
      ) : null}
    </>
  );
};
