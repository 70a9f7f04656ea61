import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useOpenStatus } from '#renderer/api/session.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { usePrint } from '#renderer/ui/use-print.ts';
import type { AttemptResult } from '#shared/training/operations.ts';
import { percentOf } from '#shared/training/score.ts';
import { useRecordDay } from './use-standing-words.ts';
import classes from './certificate.module.css';

interface CertificateProps {
  readonly result: AttemptResult;
  /** It was printed, or given up. */
  readonly onDone: () => void;
}

/** What somebody passed, on one page. Prints the window while it is mounted; on screen it cannot be seen. */
export const Certificate = ({ result: { attempt, article }, onDone }: CertificateProps) => {
  const { t } = useTranslation('training');
  const { desk } = useOpenStatus();
  const format = useFormat();
  const dayWords = useRecordDay();
  usePrint(onDone);
  const facts = [
    [t('paper.passedOn'), format.day(attempt.at, 0)],
    [t('paper.score'), t('paper.scoreOf', { right: attempt.right, total: attempt.total, percent: percentOf(attempt) })],
    [t('paper.validUntil'), attempt.validUntil === null ? t('forEver') : dayWords(attempt.validUntil)],
    [t('paper.course'), `${article.number} · ${t('version', { version: attempt.version })}`],
    [t('paper.record'), attempt.id],
  ] as const;
  return createPortal(
    <article className={classes['print']} data-print aria-hidden>
      <p className={classes['desk']}>{desk}</p>
      <p className={classes['kind']}>{t('paper.title')}</p>
      <h1>{attempt.person.name}</h1>
      <p>{t('paper.passed')}</p>
      <p className={classes['course']} lang={article.language}>
        {article.title}
      </p>
      <dl>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={classes['sign']}>{t('paper.sign')}</p>
    </article>,
    document.body,
  );
};
