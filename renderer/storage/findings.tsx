import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { DamageFinding } from '#shared/storage/status.ts';
import styles from './storage.module.css';

/** Longer lists stand in the saved report. */
const SHOWN = 8;

/** One line for each thing found wrong. What an expert needs beyond that, in English, is in the tooltip and in the saved report. */
export const Findings = ({ findings }: { readonly findings: readonly DamageFinding[] }) => {
  const { t } = useTranslation('storage');
  const format = useFormat();
  return (
    <table className={styles.findings}>
      <thead>
        <tr>
          <th scope="col">{t('damaged.file')}</th>
          <th scope="col">{t('damaged.at')}</th>
          <th scope="col">{t('damaged.what')}</th>
        </tr>
      </thead>
      <tbody>
        {findings.slice(0, SHOWN).map((finding, index) => (
          <tr key={`${index} ${finding.file}`}>
            <td className="mono">{finding.file}</td>
            <td className="num soft">{finding.problem === 'missing-file' ? '–' : format.number(finding.offset)}</td>
            <td title={finding.note}>{t(`problem.${finding.problem}`)}</td>
          </tr>
        ))}
        {findings.length > SHOWN ? (
          <tr>
            <td colSpan={3} className="soft">
              {t('damaged.more', { count: findings.length - SHOWN })}
            </td>
          </tr>
        ) : null}
      </tbody>
    </table>
  );
};
