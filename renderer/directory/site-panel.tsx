import type { ComponentType } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAllowed, useSessionStore } from '#renderer/api/session.tsx';
import { showHours } from '#renderer/sla/hours.ts';
import { useDayWords } from '#renderer/sla/use-day-words.ts';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { Property } from '#renderer/ui/property.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import type { BusinessCalendar } from '#shared/calendar/calendar.ts';
import { ContactPanel } from './contact-panel.tsx';
import { contactDraft, contactsDialogsStore } from './dialogs-store.ts';
import { OpeningLine } from './opening-line.tsx';
import { TheirTickets } from './their-tickets.tsx';
import { useEditCommand } from './use-contacts-commands.ts';
import { useRecord } from './use-record.ts';
import classes from './contacts.module.css';
import panel from '#renderer/ui/record-panel.module.css';

const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;

const Week = ({ hours }: { readonly hours: BusinessCalendar }) => {
  const { t } = useTranslation('directory');
  const words = useDayWords();
  return (
    <dl className={classes['hours']}>
      {weekdays.map((weekday) => (
        <div key={weekday} style={{ display: 'contents' }}>
          <dt>{words.weekday(weekday, 'short')}</dt>
          <dd className="num">
            {showHours(hours.week[weekday] ?? []) || <span className="muted">{t('closed')}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
};

/** What another feature shows on a site. */
export type SiteSlot = ComponentType<{ readonly site: { readonly id: string; readonly name: string } }>;

interface SitePanelProps {
  readonly id: string;
  readonly onClose: () => void;
  /** Lists the people of an organisation or a site of this name. */
  readonly onPeople: (name: string) => void;
  /** Mounted anew for each site. */
  readonly AtSite: SiteSlot;
}

const inputOf = (siteId: string) => ({ siteId });

/** One site: how to get there and in, when somebody is there, whom to ask, and what is open for its people. */
export const SitePanel = ({ id, onClose, onPeople, AtSite }: SitePanelProps) => {
  const { t } = useTranslation('directory');
  const canWrite = useAllowed('directory.write');
  const dialogs = useSessionStore(contactsDialogsStore);
  const { value: detail, failure, refresh } = useRecord('directory.site', id, inputOf);
  const edit = () => {
    if (detail) dialogs.getState().open({ kind: 'site', site: detail.site, draftKey: contactDraft(id) });
  };
  const canEdit = canWrite && detail !== undefined;
  useEditCommand(canEdit, edit);
  const site = detail?.site;
  return (
    <ContactPanel
      kind={t('site')}
      name={site?.name}
      failure={failure}
      onRetry={refresh}
      onClose={onClose}
      onEdit={canEdit ? edit : undefined}
    >
      {detail && site && (
        <>
          <p className={classes['marks']}>
            <OpeningLine zone={site.zone} hours={detail.hours} />
            {!site.active && <span className="strong">{t('notInUse')}</span>}
          </p>
          <PanelSection title={t('details')}>
            <dl className={panel['properties']}>
              <Property name={t('field.organisation')} wide>
                {detail.organisation ? (
                  <a href={hrefOf('contacts', 'organisations', detail.organisation.id)}>{detail.organisation.name}</a>
                ) : (
                  <span className="muted">–</span>
                )}
              </Property>
              <Property name={t('field.address')} wide>
                <span className={classes['prose']}>{site.address || '–'}</span>
              </Property>
              <Property name={t('field.zone')} wide>
                {site.zone}
              </Property>
              <Property name={t('column.people')} wide>
                <Button size="xs" variant="subtle" onClick={() => onPeople(site.name)}>
                  {t('showPeople', { count: detail.people })}
                </Button>
              </Property>
            </dl>
          </PanelSection>
          <PanelSection title={t('field.access')}>
            <p className={site.accessNote === '' ? 'muted' : classes['prose']}>{site.accessNote || t('noAccess')}</p>
          </PanelSection>
          <AtSite key={site.id} site={site} />
          <PanelSection title={t('field.contacts')} meta={detail.contacts.length || undefined}>
            {detail.contacts.length === 0 && <p className="muted">{t('noContacts')}</p>}
            <ul className={classes['lines']}>
              {detail.contacts.map((person) => (
                <li key={person.id} className={classes['line']}>
                  <a className="cut" href={hrefOf('contacts', person.id)}>
                    {person.name}
                  </a>
                  <span className={`${classes['grow']} muted small cut`}>{person.jobTitle}</span>
                  <span className="num">{person.phones[0] ?? person.emails[0]}</span>
                </li>
              ))}
            </ul>
          </PanelSection>
          <PanelSection title={t('field.hours')}>
            {detail.hours ? <Week hours={detail.hours} /> : <p className="muted">{t('noHours')}</p>}
          </PanelSection>
          <TheirTickets key={id} tickets={detail.tickets} />
        </>
      )}
    </ContactPanel>
  );
};
