import { Button } from '@mantine/core';
import { Fragment, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { Failure, Result } from '#shared/base/result.ts';
import type { StorageFigures as Figures } from '#shared/storage/operations.ts';
import styles from './storage.module.css';

const named = ['ticket', 'entry', 'draft', 'user', 'savedView', 'preferences', 'importBatch', 'importProfile'] as const;
type Named = (typeof named)[number];
const isNamed = (type: string): type is Named => named.some((each) => each === type);

/** What lies on this laptop, and compaction on demand. */
export const StorageFigures = () => {
  const { t } = useTranslation('storage');
  const format = useFormat();
  const now = useNow();
  const client = useClient();
  const mayCompact = useAllowed('store.maintain');
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

  const counts = Object.entries(figures?.recordsByType ?? {});
  const other = counts.reduce((sum, [type, count]) => (isNamed(type) ? sum : sum + count), 0);
  const byType = [
    ...named.flatMap((type) =>
      counts.filter(([each]) => each === type).map(([, count]) => [`record.${type}`, count] as const),
    ),
    ...(other > 0 ? [['record.other', other] as const] : []),
  ];
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
          {byType.map(([label, count]) => (
            <Fragment key={label}>
              <dt>{t(label)}</dt>
              <dd>{format.number(count)}</dd>
            </Fragment>
          ))}
          <dt>{t('figures.audit')}</dt>
          <dd>{format.number(figures.auditEntries)}</dd>
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
            <Button loading={isCompacting} onClick={() => void compact()}>
              {t('figures.compact')}
            </Button>
          </div>
          <p className="muted small">{t('figures.compactHint')}</p>
        </>
      ) : null}
    </>
  );
};
