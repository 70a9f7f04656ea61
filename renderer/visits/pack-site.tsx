import { useTranslation } from 'react-i18next';
import { OpeningLine } from '#renderer/directory/opening-line.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { PackOfSite } from '#shared/visits/operations.ts';
import { Phone } from './phone.tsx';
import { useVisitWords } from './use-visit-words.ts';
import classes from './visits.module.css';

/** The visit itself and what gets somebody in: the day, what for, how to get there and in, whom to ask and whom to call. */
export const PackSite = ({ pack, pin, alsoPinnedBy }: PackOfSite) => {
  const { t } = useTranslation('visits');
  const format = useFormat();
  const now = useNow();
  const { dayOf } = useVisitWords();
  const { site, hours, contacts, onCall, organisation } = pack;
  return (
    <>
      <PanelSection title={t('thisVisit')} meta={pin ? dayOf(pin.plannedOn) : undefined}>
        <p className="soft">{pin ? t('pinnedNote') : t('notPinned')}</p>
        {pin && pin.note !== '' && (
          <p className={classes['prose']} lang={langOf(pin.note)}>
            {pin.note}
          </p>
        )}
        {alsoPinnedBy.length > 0 && (
          <p className="muted small">
            {t('alsoPinned', { count: alsoPinnedBy.length, names: format.list(alsoPinnedBy.map(({ name }) => name)) })}
          </p>
        )}
      </PanelSection>
      <PanelSection title={t('access')}>
        <p className={site.accessNote === '' ? 'muted' : classes['prose']} lang={langOf(site.accessNote)}>
          {site.accessNote || t('none')}
        </p>
      </PanelSection>
      <PanelSection title={t('address')}>
        <p className={site.address === '' ? 'muted' : classes['prose']} lang={langOf(site.address)}>
          {site.address || t('none')}
        </p>
        {organisation !== null && <p className="muted">{organisation}</p>}
        <p className="soft">
          <OpeningLine zone={site.zone} hours={hours} />
        </p>
      </PanelSection>
      <PanelSection title={t('contacts')}>
        {contacts.length === 0 && <p className="muted">{t('nobody')}</p>}
        <ul>
          {contacts.map(({ id, name, jobTitle, phones }) => (
            <li key={id} className={classes['who']}>
              <a href={hrefOf('contacts', id)}>{name}</a>
              <span className="muted small cut">{jobTitle}</span>
              <Phone number={phones[0] ?? null} />
            </li>
          ))}
        </ul>
      </PanelSection>
      {onCall.length > 0 && (
        <PanelSection title={t('onCall')}>
          <ul>
            {onCall.map(({ rotaId, rota, person, until }) => (
              <li key={rotaId} className={classes['who']}>
                {person ? (
                  <a href={hrefOf('contacts', person.id)}>{person.name}</a>
                ) : (
                  <span className="strong">{t('nobody')}</span>
                )}
                <span className="muted small">
                  {rota}
                  {until !== null && ` · ${t('until', { at: format.moment(until, now) })}`}
                </span>
                {person && <Phone number={person.phone} />}
              </li>
            ))}
          </ul>
        </PanelSection>
      )}
    </>
  );
};
