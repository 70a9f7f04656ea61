import { useTranslation } from 'react-i18next';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import { ChooseFile } from './choose-file.tsx';
import { EarlierImports } from './earlier-imports.tsx';
import { ImportFailure } from './import-failure.tsx';
import { Mapping } from './mapping.tsx';
import { Report } from './report.tsx';
import { Result } from './result.tsx';
import { Running } from './running.tsx';
import { Steps } from './steps.tsx';
import { useImport } from './use-import.ts';
import styles from './imports.module.css';

/** From a foreign file to tickets: file, mapping, dry run, result. What was begun waits while other views are looked at. */
export const ImportView = () => {
  const step = useImport((state) => state.step);
  const busy = useImport((state) => state.busy);
  switch (step.at) {
    case 'choose':
    case 'opening':
      return <Begin at={step.at} />;
    case 'mapping':
      return <Mapping step={step} />;
    case 'report':
      return busy === 'running' ? (
        <Running fileName={step.inspection.fileName} rows={step.inspection.rows} />
      ) : (
        <Report step={step} />
      );
    case 'result':
      return <Result batch={step.batch} />;
  }
};

const Begin = ({ at }: { readonly at: 'choose' | 'opening' }) => {
  const { t } = useTranslation('imports');
  const failure = useImport((state) => state.failure);
  return (
    <>
      <ViewHead title={t('title')} />
      <div className={styles.bar}>
        <Steps at={at} />
      </div>
      {failure ? <ImportFailure failure={failure} /> : null}
      <div className={styles.page}>
        <ChooseFile />
        <EarlierImports />
      </div>
    </>
  );
};
