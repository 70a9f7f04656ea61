import type { ComponentType } from 'react';
import { Button } from '@mantine/core';
import { IconStar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { Property } from '#renderer/ui/property.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { PersonRef } from '#shared/base/record.ts';
import type { PersonDetail } from '#shared/directory/operations.ts';
import { contactDraft, contactsDialogsStore } from './dialogs-store.ts';
import { ContactPanel } from './contact-panel.tsx';
import { ContactWays } from './contact-ways.tsx';
import { LikePeople } from './like-people.tsx';
import { OpeningLine } from './opening-line.tsx';
import { Satisfaction } from './satisfaction.tsx';
import { TheirTickets } from './their-tickets.tsx';
import { UnclaimedTickets } from './unclaimed-tickets.tsx';
import { useLanguageName } from './use-language-name.ts';
import { useRecord } from './use-record.ts';
import { useEditCommand } from './use-contacts-commands.ts';
import classes from './contacts.module.css';
import panel from '#renderer/ui/record-panel.module.css';

interface PersonPanelProps {
  readonly id: string;
  readonly onClose: () => void;
  readonly Beside: ComponentType<{ readonly owner: PersonRef }>;
}

const inputOf = (personId: string) => ({ personId });

/** One person: how to reach them, where they are, what they have open and how content they were. */
export const PersonPanel = ({ id, onClose, Beside }: PersonPanelProps) => {
  const { t } = useTranslation('directory');
  const canWrite = useAllowed('directory.write');
  const dialogs = useSessionStore(contactsDialogsStore);
  const { value: detail, failure, refresh } = useRecord('directory.person', id, inputOf);
  const isMerged = detail?.mergedInto !== undefined && detail.mergedInto !== null;
  const edit = () => {
    if (detail) dialogs.getState().open({ kind: 'person', person: detail.person, draftKey: contactDraft(id) });
  };
  const canEdit = canWrite && detail !== undefined && !isMerged;
  useEditCommand(canEdit, edit);
  return (
    <ContactPanel
      kind={t('person')}
      name={detail?.person.name}
      failure={failure}
      onRetry={refresh}
      onClose={onClose}
      onEdit={canEdit ? edit : undefined}
    >
      {detail && <PersonBody detail={detail} canWrite={canWrite} Beside={Beside} />}
    </ContactPanel>
  );
};

interface BodyProps {
  readonly detail: PersonDetail;
  readonly canWrite: boolean;
  readonly Beside: PersonPanelProps['Beside'];
}

const PersonBody = ({ detail, canWrite, Beside }: BodyProps) => {
  const { t } = useTranslation('directory');
  const languageName = useLanguageName();
  const { person, organisation, site } = detail;
  const hasWays = person.phones.length + person.emails.length > 0;
  return (
    <>
      {detail.mergedInto && <MergedInto detail={detail} canWrite={canWrite} />}
      <p className={classes['marks']}>
        {person.otherName !== null && <span>{person.otherName}</span>}
        {person.jobTitle !== null && <span>{person.jobTitle}</span>}
        {person.isVip && (
          <span className={panel['plain']}>
            <IconStar size={14} stroke={1.6} aria-hidden />
            {t('vip')}
          </span>
        )}
        {!person.active && !detail.mergedInto && <span className="strong">{t('inactivePerson')}</span>}
      </p>
      <PanelSection title={t('reach')}>
        {hasWays ? <ContactWays person={person} /> : <p className="muted">{t('noWays')}</p>}
        {person.contactPreference !== null && <p className="small soft">{t(`prefers.${person.contactPreference}`)}</p>}
      </PanelSection>
      <PanelSection title={t('where')}>
        <dl className={panel['properties']}>
          <Property name={t('field.organisation')} wide>
            {organisation ? (
              <a href={hrefOf('contacts', 'organisations', organisation.id)}>{organisation.name}</a>
            ) : (
              <span className="muted">–</span>
            )}
          </Property>
          <Property name={t('field.site')} wide>
            {site ? (
              <a href={hrefOf('contacts', 'sites', site.site.id)}>{site.site.name}</a>
            ) : (
              <span className="muted">–</span>
            )}
          </Property>
          {site && (
            <Property name="" wide>
              <OpeningLine zone={site.site.zone} hours={site.hours} />
            </Property>
          )}
          {person.language !== null && (
            <Property name={t('field.language')} wide>
              {languageName(person.language)}
            </Property>
          )}
        </dl>
        {site && site.site.accessNote !== '' && (
          <p className={`${classes['prose']} small soft`}>{site.site.accessNote}</p>
        )}
      </PanelSection>
      {person.note !== '' && (
        <PanelSection title={t('field.note')}>
          <p className={classes['prose']}>{person.note}</p>
        </PanelSection>
      )}
      {detail.like.length > 0 && <LikePeople detail={detail} canMerge={canWrite} />}
      <Beside owner={{ id: person.id, name: person.name }} />
      <TheirTickets key={person.id} tickets={detail.tickets} />
      {detail.unclaimed.length > 0 && (
        <UnclaimedTickets
          key={`unclaimed ${person.id}`}
          person={person}
          tickets={detail.unclaimed}
          canClaim={canWrite}
        />
      )}
      <Satisfaction satisfaction={detail.satisfaction} />
      {detail.merged.length > 0 && <MergedHere detail={detail} canWrite={canWrite} />}
    </>
  );
};

const useUnmerge = (): ((dropId: string, name: string) => Promise<void>) => {
  const { t } = useTranslation('directory');
  const client = useClient();
  const failureText = useFailureText();
  return async (dropId, name) => {
    const answer = await client.call('directory.unmerge', { dropId });
    if (answer.ok) announce({ tone: 'done', text: t('unmerged', { name }) });
    else announce({ tone: 'refused', text: failureText(answer.failure) });
  };
};

/** Says whose record this is now, and leads there. */
const MergedInto = ({ detail, canWrite }: { readonly detail: PersonDetail; readonly canWrite: boolean }) => {
  const { t } = useTranslation('directory');
  const unmerge = useUnmerge();
  const { person, mergedInto } = detail;
  if (!mergedInto) return null;
  return (
    <Banner
      tone="quiet"
      actions={
        <>
          <Button component="a" size="xs" href={hrefOf('contacts', mergedInto.id)}>
            {t('openOther', { name: mergedInto.name })}
          </Button>
          {canWrite && (
            <Button size="xs" onClick={() => void unmerge(person.id, person.name)}>
              {t('takeApart')}
            </Button>
          )}
        </>
      }
    >
      {t('wasMerged', { name: mergedInto.name })}
    </Banner>
  );
};

/** Records that were found to be this person, each of which can be taken apart again. */
const MergedHere = ({ detail, canWrite }: { readonly detail: PersonDetail; readonly canWrite: boolean }) => {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const unmerge = useUnmerge();
  return (
    <PanelSection title={t('mergedHere')} meta={detail.merged.length}>
      <ul className={classes['lines']}>
        {detail.merged.map((row) => (
          <li key={row.id} className={classes['line']}>
            <a className="cut" href={hrefOf('contacts', row.id)}>
              {row.name}
            </a>
            <span className={`${classes['grow']} muted small cut`}>
              {format.series([...row.emails, ...row.phones])}
            </span>
            {canWrite && (
              <Button size="xs" variant="subtle" color="gray" onClick={() => void unmerge(row.id, row.name)}>
                {t('takeApart')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </PanelSection>
  );
};
