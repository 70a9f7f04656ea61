import { IconPhone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useQuery } from '#renderer/api/use-query.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { onCallAt } from '#shared/directory/on-call.ts';
import classes from './home.module.css';

const concerns = ({ name }: Notice): boolean => name === 'directory.changed';

/** Who is called out of hours now, by rota; nothing on a desk that keeps none. */
export const OnCall = () => {
  const { t } = useTranslation('home');
  const format = useFormat();
  const now = useNow();
  const { value } = useQuery('directory.rotas', {}, concerns);
  const rotas = value?.rotas.filter(({ active }) => active) ?? [];
  if (!value || rotas.length === 0) return null;
  return (
    <section className={classes['block']} aria-label={t('onCall')}>
      <h2>{t('onCall')}</h2>
      <ul className={classes['needs']}>
        {rotas.map((rota) => {
          const { personId, to } = onCallAt(rota, now);
          const person = value.people.find(({ id }) => id === personId);
          return (
            <li key={rota.id}>
              <span>
                <IconPhone size={16} stroke={1.6} aria-hidden />
                <span className={classes['who']}>
                  <span>{person?.name ?? t('noOnCall')}</span>
                  <span className="small muted">{rota.name}</span>
                  {to !== null && <span className="small muted num">{t('until', { at: format.moment(to, now) })}</span>}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
