import { useEffect, useState } from 'react';
import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { parseHours, showHours } from '#renderer/sla/hours.ts';
import { useDayWords } from '#renderer/sla/use-day-words.ts';
import { announce } from '#renderer/ui/announce.ts';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import type { Site } from '#shared/directory/place.ts';
import { MAX_NOTE, MAX_WAYS } from '#shared/directory/limits.ts';
import type { CalendarView } from '#shared/sla/operations.ts';
import { PeopleField, type NamedPerson } from './people-field.tsx';
import { NameField } from './name-field.tsx';
import { lacksName } from './person-form.ts';
import { PlaceSelect } from './place-select.tsx';
import { useContactForm } from './use-contact-form.ts';
import { ZoneSelect } from './zone-select.tsx';
import classes from './contacts.module.css';

const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;
const hourWays = ['none', 'calendar', 'own'] as const;
type HourWay = (typeof hourWays)[number];

interface SiteForm {
  readonly name: string;
  readonly organisationId: string | null;
  readonly address: string;
  readonly zone: string;
  readonly way: HourWay;
  readonly calendarId: string | null;
  /** As written, Sunday first. */
  readonly hours: readonly string[];
  readonly accessNote: string;
  readonly contacts: readonly NamedPerson[];
  readonly active: boolean;
}

const formOf = (site: Site | null): SiteForm => ({
  name: site?.name ?? '',
  organisationId: site?.organisationId ?? null,
  address: site?.address ?? '',
  zone: site?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  way: site?.calendarId ? 'calendar' : site?.hours ? 'own' : 'none',
  calendarId: site?.calendarId ?? null,
  hours: Array.from({ length: 7 }, (_day, weekday) => showHours(site?.hours?.[weekday] ?? [])),
  accessNote: site?.accessNote ?? '',
  contacts: (site?.contactIds ?? []).map((id) => ({ id, name: '…' })),
  active: site?.active ?? true,
});

const wrongHours = ({ way, hours }: SiteForm): number =>
  way === 'own' ? hours.filter((text) => parseHours(text) === undefined).length : 0;
const lacksCalendar = ({ way, calendarId }: SiteForm): boolean => way === 'calendar' && calendarId === null;

interface SiteDialogProps {
  readonly site: Site | null;
  readonly draftKey: string;
  readonly onClose: () => void;
}

export const SiteDialog = ({ site, draftKey, onClose }: SiteDialogProps) => {
  const { t } = useTranslation('directory');
  const client = useClient();
  const words = useDayWords();
  const [calendars, setCalendars] = useState<readonly CalendarView[]>([]);
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const siteId = site?.id;
  useEffect(() => {
    let isWanted = true;
    void client.call('sla.calendars', {}).then((answer) => {
      if (isWanted && answer.ok) setCalendars(answer.value);
    });
    if (siteId !== undefined)
      void client.call('directory.site', { siteId }).then((answer) => {
        if (isWanted && answer.ok) setNames(new Map(answer.value.contacts.map(({ id, name }) => [id, name])));
      });
    return () => {
      isWanted = false;
    };
  }, [client, siteId]);

  const form = useContactForm<SiteForm>({
    draftKey,
    initial: formOf(site),
    seen: site?.revision ?? null,
    titleOf: ({ name }) => name,
    faultsIn: (content) => Number(lacksName(content)) + wrongHours(content) + Number(lacksCalendar(content)),
    save: async ({ way, calendarId, hours, contacts, ...content }, seen) => {
      const answer = await client.call('directory.saveSite', {
        id: site?.id ?? null,
        seen,
        content: {
          ...content,
          calendarId: way === 'calendar' ? calendarId : null,
          hours: way === 'own' ? hours.map((text) => [...(parseHours(text) ?? [])]) : null,
          contactIds: contacts.map(({ id }) => id),
        },
      });
      if (answer.ok && site === null) navigate('contacts', 'sites', answer.value.id);
      if (answer.ok) announce({ tone: 'done', text: t('saved', { name: answer.value.name }) });
      return answer;
    },
    readRevision: async () => {
      if (!site) return null;
      const now = await client.call('directory.site', { siteId: site.id });
      return now.ok ? now.value.site.revision : null;
    },
    onSaved: onClose,
  });
  const { content, tried, change } = form;
  return (
    <FormDialog
      name="contacts.site.save"
      title={site ? t('editSite') : t('new.site')}
      submitLabel={t('save')}
      size={600}
      missing={form.missing}
      failure={form.failure}
      pending={form.pending}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <div className={classes['pair']}>
        <NameField name={content.name} tried={tried} onChange={(name) => change({ name })} />
        <PlaceSelect
          kind="organisation"
          value={content.organisationId}
          onChange={(organisationId) => change({ organisationId })}
        />
      </div>
      <Field label={t('field.address')} optional>
        {(control) => (
          <Textarea
            {...control}
            autosize
            minRows={2}
            maxRows={5}
            maxLength={1_000}
            value={content.address}
            onChange={(event) => change({ address: event.currentTarget.value })}
          />
        )}
      </Field>
      <ZoneSelect value={content.zone} onChange={(zone) => change({ zone })} />
      <Choices
        legend={t('field.hours')}
        options={hourWays.map((value) => ({ value, label: t(`hours.${value}`) }))}
        value={content.way}
        onChange={(way) => change({ way })}
        single
      />
      {content.way === 'calendar' && (
        <Field label={t('field.calendar')} error={tried && lacksCalendar(content) ? t('calendarNeeded') : undefined}>
          {(control) => (
            <SearchSelect
              control={control}
              label={t('field.calendar')}
              placeholder={t('chooseCalendar')}
              options={calendars.map(({ id, name }) => ({ value: id, label: name }))}
              value={content.calendarId}
              onChange={(calendarId) => change({ calendarId })}
            />
          )}
        </Field>
      )}
      {content.way === 'own' && (
        <fieldset className={classes['fieldset']}>
          <legend>{t('hoursHint')}</legend>
          <div className={classes['list']}>
            {weekdays.map((weekday) => {
              const isWrong = tried && parseHours(content.hours[weekday] ?? '') === undefined;
              return (
                <label key={weekday} className={classes['day']}>
                  <span>{words.weekday(weekday, 'long')}</span>
                  <TextInput
                    autoComplete="off"
                    placeholder={t('closed')}
                    error={isWrong ? t('wrongHours') : undefined}
                    value={content.hours[weekday] ?? ''}
                    onChange={(event) => change({ hours: content.hours.with(weekday, event.currentTarget.value) })}
                  />
                </label>
              );
            })}
          </div>
        </fieldset>
      )}
      <Field label={t('field.access')} optional hint={t('accessHint')}>
        {(control) => (
          <Textarea
            {...control}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={MAX_NOTE}
            value={content.accessNote}
            onChange={(event) => change({ accessNote: event.currentTarget.value })}
          />
        )}
      </Field>
      <PeopleField
        legend={t('field.contacts')}
        people={content.contacts.map(({ id, name }) => ({ id, name: names.get(id) ?? name }))}
        max={MAX_WAYS}
        ordered
        onChange={(contacts) => change({ contacts })}
      />
      {site && (
        <Checkbox
          size="xs"
          label={t('activePlace')}
          checked={content.active}
          onChange={(event) => change({ active: event.currentTarget.checked })}
        />
      )}
    </FormDialog>
  );
};
