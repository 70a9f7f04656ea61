import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReadOnly } from '#renderer/storage/read-only.ts';
import { BlockableButton } from '#renderer/ui/blockable-button.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { BatchView } from '#shared/imports/operations.ts';
import { UndoDialog } from './undo-dialog.tsx';
import { useImport } from './use-import.ts';
import styles from './imports.module.css';

/** Every import this desk knows, newest first; what is still in can be undone. */
export const EarlierImports = () => {
  const { t } = useTranslation('imports');
  const batches = useImport((state) => state.batches);
  const readOnly = useReadOnly();
  const [undoing, setUndoing] = useState<BatchView>();
  return (
    <section className={styles.earlier} aria-labelledby="earlier-imports">
      <h2 id="earlier-imports">{t('earlier.title')}</h2>
      {readOnly !== undefined && batches?.some(({ undoable }) => undoable) ? (
        <p id="import-undo-why" className="muted small">
          {t('undo.blocked', { why: readOnly })}
        </p>
      ) : null}
      {batches === undefined ? <SkeletonRows rows={3} /> : null}
      {batches?.length === 0 ? <p className="muted">{t('earlier.none')}</p> : null}
      {batches && batches.length > 0 ? <BatchTable batches={batches} onUndo={setUndoing} /> : null}
      <UndoDialog batch={undoing} onClose={() => setUndoing(undefined)} />
    </section>
  );
};

const BatchTable = ({
  batches,
  onUndo,
}: {
  readonly batches: readonly BatchView[];
  readonly onUndo: (batch: BatchView) => void;
}) => {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const readOnly = useReadOnly();
  const busy = useImport((state) => state.busy);
  const [openedAt] = useState(Date.now);
  return (
    <table className={styles.batches}>
      <thead>
        <tr>
          <th scope="col">{t('earlier.file')}</th>
          <th scope="col">{t('earlier.source')}</th>
          <th scope="col">{t('earlier.when')}</th>
          <th scope="col">{t('earlier.by')}</th>
          <th scope="col">{t('earlier.tickets')}</th>
          <th scope="col">{t('earlier.state')}</th>
          <th scope="col">
            <span className={styles.hidden}>{t('undo.button')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {batches.map((batch) => (
          <tr key={batch.id} data-row-id={batch.id}>
            <td className="cut" title={batch.fileName}>
              {batch.fileName}
            </td>
            <td className="soft cut">{batch.sourceName}</td>
            <td className="soft num">{format.moment(batch.startedAt, openedAt)}</td>
            <td className="soft cut">{batch.byName}</td>
            <td className="num">
              {t('earlier.created', { count: batch.tickets.create })}
              {batch.tickets.update > 0 ? (
                <span className="muted"> · {t('earlier.updated', { count: batch.tickets.update })}</span>
              ) : null}
            </td>
            <td className="soft cut">
              {t(`batch.${batch.state}`)}
              {batch.kept > 0 ? <span className="muted"> · {t('batch.kept', { count: batch.kept })}</span> : null}
            </td>
            <td>
              {batch.undoable ? (
                <BlockableButton
                  size="xs"
                  aria-label={`${t('undo.button')}: ${batch.fileName}`}
                  disabled={busy !== undefined}
                  blockedBy={readOnly === undefined ? undefined : 'import-undo-why'}
                  onClick={() => onUndo(batch)}
                >
                  {t('undo.button')}
                </BlockableButton>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
