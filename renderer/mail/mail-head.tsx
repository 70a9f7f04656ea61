import { useTranslation } from 'react-i18next';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { MailReview } from '#shared/mail/operations.ts';
import classes from './mail.module.css';

/** Who wrote to whom, when, about what: as the mail says. */
export const MailHead = ({ review }: { readonly review: MailReview }) => {
  const { t } = useTranslation('mail');
  const format = useFormat();
  const now = useNow();
  const { subject, from, address, to, cc, sentAt } = review;
  const facts = [
    [t('from'), from === address || address === '' ? from : `${from} <${address}>`],
    [t('to'), format.series(to)],
    [t('cc'), format.series(cc)],
  ].filter(([, value]) => value !== '');
  return (
    <div>
      <p className={classes['subject']} lang={langOf(subject)}>
        <bdi>{subject || t('noSubject')}</bdi>
      </p>
      <dl className={classes['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('sent')}</dt>
          <dd className="num">{sentAt === null ? t('noDate') : format.dateTime(sentAt, now)}</dd>
        </div>
      </dl>
    </div>
  );
};
