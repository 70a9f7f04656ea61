import { useEffect, useState } from 'react';
import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Failure } from '#shared/base/result.ts';
import type { BatchCounts } from '#shared/knowledge/exchange/batch.ts';
import { MAX_FILE_BYTES } from '#shared/knowledge/exchange/limits.ts';
import type { ListedFile } from '#shared/knowledge/exchange/operations.ts';
import { fileOutcomes, type FileOutcome } from '#shared/knowledge/exchange/outcome.ts';
import classes from './exchange.module.css';

/** Files on the list at first, and with each wish for more. */
const PAGE = 60;

interface FileListProps {
  readonly importId: string;
  readonly counts: BatchCounts;
  /** The file that is shown as it will look. */
  readonly chosen: string | null;
  readonly onChoose: (place: string) => void;
}

interface Shown {
  readonly total: number;
  readonly rows: readonly ListedFile[];
}

/** The files of what was chosen, each with what becomes of it and what there is to know of it. */
export const FileList = ({ importId, counts, chosen, onChoose }: FileListProps) => {
  const { t } = useTranslation('knowledgeExchange');
  const client = useClient();
  const format = useFormat();
  const [outcome, setOutcome] = useState<FileOutcome | null>(null);
  const [problemsOnly, setProblemsOnly] = useState(false);
  const [count, setCount] = useState(PAGE);
  const [shown, setShown] = useState<Shown>();
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    let isOld = false;
    void client.call('knowledgeImport.files', { importId, outcome, problemsOnly, from: 0, count }).then((answer) => {
      if (isOld) return;
      if (answer.ok) setShown(answer.value);
      setFailure(answer.ok ? undefined : answer.failure);
    });
    return () => {
      isOld = true;
    };
  }, [client, importId, outcome, problemsOnly, count]);
  const first = shown?.rows.find(({ title }) => title !== '')?.place;
  useEffect(() => {
    if (chosen === null && first !== undefined) onChoose(first);
  }, [chosen, first, onChoose]);
  return (
    <section aria-labelledby="exchange-files" className={classes['files']}>
      <div className={classes['filesHead']}>
        <h2 id="exchange-files" className={classes['heading']}>
          {t('preview.files')}
        </h2>
        <NativeSelect
          size="xs"
          aria-label={t('preview.files')}
          value={outcome ?? ''}
          data={[
            { value: '', label: t('all') },
            ...fileOutcomes
              .filter((value) => counts[value] > 0)
              .map((value) => ({ value, label: `${t(`outcome.${value}`)} ${counts[value]}` })),
          ]}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setOutcome(fileOutcomes.find((each) => each === value) ?? null);
            setCount(PAGE);
          }}
        />
        <Checkbox
          size="xs"
          label={t('onlyProblems')}
          checked={problemsOnly}
          onChange={(event) => {
            setProblemsOnly(event.currentTarget.checked);
            setCount(PAGE);
          }}
        />
      </div>
      {failure && <FailureBanner failure={failure} />}
      {!shown && !failure && <SkeletonRows rows={6} />}
      {shown?.total === 0 && <p className="muted">{t('noneOfThese')}</p>}
      <ul>
        {shown?.rows.map((file) => (
          <li key={file.place}>
            <button
              type="button"
              className={classes['fileRow']}
              aria-pressed={file.place === chosen}
              disabled={file.title === ''}
              onClick={() => onChoose(file.place)}
            >
              <span className={classes['fileTitle']} lang={file.language === '' ? undefined : file.language}>
                {file.title === '' ? file.place : file.title}
              </span>
              <span className="muted small">
                {t(`outcome.${file.outcome}`)}
                {file.number !== null && ` · ${file.number}`}
                {file.title !== '' && ` · ${file.place.slice(file.place.indexOf('/') + 1)}`}
              </span>
              {file.problems.map(({ code, count: times, detail }) => (
                <span key={code} className="soft small">
                  {t(`problem.${code}`, { count: times, detail, size: format.bytes(MAX_FILE_BYTES) })}
                </span>
              ))}
            </button>
          </li>
        ))}
      </ul>
      {shown && shown.total > shown.rows.length && (
        <Button size="xs" onClick={() => setCount(Math.min(count + PAGE * 4, 500))}>
          {t('more', { count: shown.total - shown.rows.length })}
        </Button>
      )}
    </section>
  );
};
