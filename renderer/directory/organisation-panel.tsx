import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAllowed, useSessionStore } from '#renderer/api/session.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { Property } from '#renderer/ui/property.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { ContactPanel } from './contact-panel.tsx';
import { contactDraft, contactsDialogsStore } from './dialogs-store.ts';
import { TheirTickets } from './their-tickets.tsx';
import { useEditCommand } from './use-contacts-commands.ts';
import { useRecord } from './use-record.ts';
import classes from './contacts.module.css';
import panel from '#renderer/ui/record-panel.module.css';

interface OrganisationPanelProps {
  readonly id: string;
  readonly onClose: () => void;
  /** Lists the people of an organisation or a site of this name. */
  readonly onPeople: (name: string) => void;
}

const inputOf = (organisationId: string) => ({ organisationId });

/** One organisation: its contract, its sites, its people and what they have open. */
export const OrganisationPanel = ({ id, onClose, onPeople }: OrganisationPanelProps) => {
  const { t } = useTranslation('directory');
  const canWrite = useAllowed('directory.write');
  const dialogs = useSessionStore(contactsDialogsStore);
  const { value: detail, failure, refresh } = useRecord('directory.organisation', id, inputOf);
  const edit = () => {
    if (detail)
      dialogs.getState().open({ kind: 'organisation', organisation: detail.organisation, draftKey: contactDraft(id) });
  };
  const canEdit = canWrite && detail !== undefined;
  useEditCommand(canEdit, edit);
  return (
    <ContactPanel
      kind={t('organisation')}
      name={detail?.organisation.name}
      failure={failure}
      onRetry={refresh}
      onClose={onClose}
      onEdit={canEdit ? edit : undefined}
    >
      {detail && (
        <>
          {!detail.organisation.active && <p className={classes['marks']}>{t('notInUse')}</p>}
          <PanelSection title={t('details')}>
            <dl className={panel['properties']}>
              <Property name={t('field.contract')} wide>
                {detail.organisation.contractRef ?? <span className="muted">–</span>}
              </Property>
              <Property name={t('column.people')} wide>
                <Button size="xs" variant="subtle" onClick={() => onPeople(detail.organisation.name)}>
                  {t('showPeople', { count: detail.people })}
                </Button>
              </Property>
            </dl>
            {detail.organisation.note !== '' && <p className={classes['prose']}>{detail.organisation.note}</p>}
          </PanelSection>
          <PanelSection title={t('section.sites')} meta={detail.sites.length || undefined}>
            {detail.sites.length === 0 && <p className="muted">{t('noSites')}</p>}
            <ul className={classes['lines']}>
              {detail.sites.map((site) => (
                <li key={site.id} className={classes['line']}>
                  <a className="cut" href={hrefOf('contacts', 'sites', site.id)}>
                    {site.name}
                  </a>
                  <span className={`${classes['grow']} muted small cut`}>{site.address.replaceAll('\n', ', ')}</span>
                </li>
              ))}
            </ul>
          </PanelSection>
          <TheirTickets key={id} tickets={detail.tickets} />
        </>
      )}
    </ContactPanel>
  );
};
