import { IconPhoneCall } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { hrefOf } from '#renderer/ui/route.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { ListedPerson } from '#shared/directory/operations.ts';
import { onCallAt } from '#shared/directory/on-call.ts';
import type { Rota } from '#shared/directory/rota.ts';
import { useRotas } from './use-places.ts';
import classes from './contacts.module.css';

interface OnCallLineProps {
  readonly rota: Rota;
  readonly people: readonly ListedPerson[];
}

/** Who can be called now for one rota: name, telephone, until when, who is next. */
export const OnCallLine = ({ rota, people }: OnCallLineProps) => {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const now = useNow();
  const { personId, to, nextId } = onCallAt(rota, now);
  const person = people.find(({ id }) => id === personId);
  const next = people.find(({ id }) => id === nextId);
  const phone = person?.phones[0];
  return (
    <span className={classes['onCallItem']}>
      <a href={hrefOf('contacts', 'onCall', rota.id)}>{rota.name}</a>
      <b>{person?.name ?? t('nobodyOnCall')}</b>
      {phone !== undefined && (
        <a className="num" href={`tel:${phone.replaceAll(/[^\d+]/gu, '')}`}>
          {phone}
        </a>
      )}
      {to !== null && (
        <span className="muted num">
          {next && next.id !== personId
            ? t('untilNext', { at: format.moment(to, now), name: next.name })
            : t('untilThen', { at: format.moment(to, now) })}
        </span>
      )}
    </span>
  );
};

/** Who is on call now, above every list of the contacts; nothing while there is no rota. */
export const OnCallBar = () => {
  const { t } = useTranslation('directory');
  const { value } = useRotas();
  const rotas = value?.rotas.filter(({ active }) => active) ?? [];
  if (!value || rotas.length === 0) return null;
  return (
    <section className={classes['onCallBar']} aria-label={t('onCallNow')}>
      <IconPhoneCall size={14} stroke={1.6} aria-hidden />
      <div className={classes['onCallItems']}>
        {rotas.map((rota) => (
          <OnCallLine key={rota.id} rota={rota} people={value.people} />
        ))}
      </div>
    </section>
  );
};
