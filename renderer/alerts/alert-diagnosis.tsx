import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FindingView } from '#renderer/checks/finding-view.tsx';
import { useCheckWords } from '#renderer/checks/use-check-words.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { AlertDetail } from '#shared/alerts/operations.ts';
import classes from './alerts.module.css';

interface AlertDiagnosisProps {
  readonly alert: AlertDetail;
  /** Undefined for who may run nothing. */
  readonly onRun: (() => void) | undefined;
}

/** What the diagnostic of the rule found, or why there is nothing yet. */
export const AlertDiagnosis = ({ alert, onRun }: AlertDiagnosisProps) => {
  const { t } = useTranslation('alerts');
  const { t: checks } = useTranslation('checks');
  const words = useCheckWords();
  const format = useFormat();
  const now = useNow();
  const { diagnosis, finding, rule } = alert;
  if (!diagnosis && !finding) return null;
  const kind = rule?.diagnostic?.kind;
  return (
    <PanelSection
      title={t('looked')}
      meta={finding && format.moment(finding.at, now)}
      action={
        diagnosis &&
        onRun && (
          <Button size="xs" loading={diagnosis.isRunning} onClick={onRun} rightSection={<KeyHint keys="d" />}>
            {finding ? t('lookAgain') : t('lookNow')}
          </Button>
        )
      }
    >
      <p className={classes['lookedAt']}>{finding ? words.what(finding.diagnostic) : kind && checks(`kind.${kind}`)}</p>
      {finding ? (
        <>
          <FindingView finding={finding} />
          {diagnosis?.isMissed && <p className="soft">{t('missedAgain')}</p>}
        </>
      ) : (
        <p className="soft" role="status">
          {diagnosis?.isRunning
            ? t('looking')
            : diagnosis?.isMissed
              ? t('missed')
              : diagnosis?.runsHere
                ? t('notLooked')
                : t('notLet')}
        </p>
      )}
    </PanelSection>
  );
};
