import { useEffect, useState } from 'react';
import { ActionIcon, Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { DateTimeField } from '#renderer/ui/date-time-field.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { rhythms, type Rota, type RotaException } from '#shared/directory/rota.ts';
import { MAX_EXCEPTIONS, MAX_MEMBERS } from '#shared/directory/limits.ts';
import { PeopleField } from './people-field.tsx';
import { PersonField } from './person-field.tsx';
import { NameField } from './name-field.tsx';
import {
  faultsInRota,
  formOfRota,
  isWrongDate,
  isWrongException,
  isWrongTime,
  type ExceptionForm,
} from './rota-form.ts';
import { useContactForm } from './use-contact-form.ts';
import { useGroups } from './use-groups.ts';
import { ZoneSelect } from './zone-select.tsx';
import classes from './contacts.module.css';

interface RotaDialogProps {
  readonly rota: Rota | null;
  readonly draftKey: string;
  readonly onClose: () => void;
}

export const RotaDialog = ({ rota, draftKey, onClose }: RotaDialogProps) => {
  const { t } = useTranslation('directory');
  const client = useClient();
  const groups = useGroups();
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    let isWanted = true;
    void client.call('directory.rotas', {}).then((answer) => {
      if (isWanted && answer.ok) setNames(new Map(answer.value.people.map(({ id, name }) => [id, name])));
    });
    return () => {
      isWanted = false;
    };
  }, [client]);
  const form = useContactForm({
    draftKey,
    initial: formOfRota(rota),
    seen: rota?.revision ?? null,
    titleOf: ({ name }) => name,
    faultsIn: faultsInRota,
    save: async ({ members, exceptions, ...content }, seen) => {
      const answer = await client.call('directory.saveRota', {
        id: rota?.id ?? null,
        seen,
        content: {
          ...content,
          memberIds: members.map(({ id }) => id),
          exceptions: exceptions.flatMap(({ kind, person, from, to }): RotaException[] =>
            person && from !== undefined && to !== undefined ? [{ kind, personId: person.id, from, to }] : [],
          ),
        },
      });
      if (answer.ok && rota === null) navigate('contacts', 'onCall', answer.value.id);
      if (answer.ok) announce({ tone: 'done', text: t('saved', { name: answer.value.name }) });
      return answer;
    },
    readRevision: async () => {
      const now = await client.call('directory.rotas', {});
      return now.ok ? (now.value.rotas.find(({ id }) => id === rota?.id)?.revision ?? null) : null;
    },
    onSaved: onClose,
  });
  const { content, tried, change } = form;
  const put = (place: number, exception: ExceptionForm) =>
    change({ exceptions: content.exceptions.with(place, exception) });
  return (
    <FormDialog
      name="contacts.rota.save"
      title={rota ? t('editRota') : t('new.rota')}
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
        <Field label={t('field.group')} optional>
          {(control) => (
            <SearchSelect
              control={control}
              label={t('field.group')}
              placeholder={t('notGiven')}
              options={[
                { value: '', label: t('notGiven') },
                ...groups
                  .filter(({ id, active }) => active || id === content.groupId)
                  .map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={content.groupId ?? ''}
              onChange={(id) => change({ groupId: id || null })}
            />
          )}
        </Field>
        <Field label={t('field.rhythm')}>
          {(control) => (
            <NativeSelect
              id={control.id}
              value={content.rhythm}
              onChange={(event) => change({ rhythm: event.currentTarget.value === 'daily' ? 'daily' : 'weekly' })}
              data={rhythms.map((value) => ({ value, label: t(`rhythmShort.${value}`) }))}
            />
          )}
        </Field>
        <ZoneSelect value={content.zone} onChange={(zone) => change({ zone })} />
        <Field
          label={t('field.startsOn')}
          error={tried && isWrongDate(content) ? t('wrongDate') : undefined}
          hint={t('startsOnHint')}
        >
          {(control) => (
            <TextInput
              {...control}
              className="num"
              autoComplete="off"
              placeholder="2026-10-05"
              value={content.startsOn}
              onChange={(event) => change({ startsOn: event.currentTarget.value.trim() })}
            />
          )}
        </Field>
        <Field label={t('field.handOver')} error={tried && isWrongTime(content) ? t('wrongTime') : undefined}>
          {(control) => (
            <TextInput
              {...control}
              className="num"
              autoComplete="off"
              placeholder="09:00"
              value={content.handOverTime}
              onChange={(event) => change({ handOverTime: event.currentTarget.value.trim() })}
            />
          )}
        </Field>
      </div>
      <PeopleField
        legend={t('field.members')}
        people={content.members.map(({ id, name }) => ({ id, name: names.get(id) ?? name }))}
        max={MAX_MEMBERS}
        ordered
        error={tried && content.members.length === 0 ? t('membersNeeded') : undefined}
        onChange={(members) => change({ members })}
      />
      <fieldset className={classes['fieldset']}>
        <legend>{t('field.exceptions')}</legend>
        <div className={classes['list']}>
          {content.exceptions.map((exception, place) => (
            <ExceptionFields
              key={place}
              place={place}
              exception={
                exception.person
                  ? {
                      ...exception,
                      person: { ...exception.person, name: names.get(exception.person.id) ?? exception.person.name },
                    }
                  : exception
              }
              isWrong={tried && isWrongException(exception)}
              onChange={(next) => put(place, next)}
              onRemove={() => change({ exceptions: content.exceptions.toSpliced(place, 1) })}
            />
          ))}
          {content.exceptions.length < MAX_EXCEPTIONS && (
            <div>
              <Button
                size="xs"
                leftSection={<IconPlus size={14} stroke={1.6} aria-hidden />}
                onClick={() =>
                  change({
                    exceptions: [
                      ...content.exceptions,
                      { kind: 'cover', person: null, typed: '', from: undefined, to: undefined },
                    ],
                  })
                }
              >
                {t('addException')}
              </Button>
            </div>
          )}
        </div>
      </fieldset>
      {rota && (
        <Checkbox
          size="xs"
          label={t('activeRota')}
          checked={content.active}
          onChange={(event) => change({ active: event.currentTarget.checked })}
        />
      )}
    </FormDialog>
  );
};

interface ExceptionFieldsProps {
  readonly place: number;
  readonly exception: ExceptionForm;
  readonly isWrong: boolean;
  readonly onChange: (exception: ExceptionForm) => void;
  readonly onRemove: () => void;
}

/** A swap or an absence: who, from when, until when. */
const ExceptionFields = ({ place, exception, isWrong, onChange, onRemove }: ExceptionFieldsProps) => {
  const { t } = useTranslation('directory');
  const id = `exception-${place}`;
  return (
    <div className={classes['exception']}>
      <NativeSelect
        aria-label={t('nth', { what: t('exceptionKind'), n: place + 1 })}
        value={exception.kind}
        onChange={(event) =>
          onChange({ ...exception, kind: event.currentTarget.value === 'absence' ? 'absence' : 'cover' })
        }
        data={(['cover', 'absence'] as const).map((value) => ({ value, label: t(`exception.${value}`) }))}
      />
      <PersonField
        control={{ id: `${id}-person` }}
        label={t('nth', { what: t('exceptionPerson'), n: place + 1 })}
        placeholder={t('typeName')}
        text={exception.person?.name ?? exception.typed}
        onType={(typed) => onChange({ ...exception, person: null, typed })}
        onPick={({ id: personId, name }) => onChange({ ...exception, person: { id: personId, name }, typed: '' })}
      />
      <ActionIcon aria-label={t('nth', { what: t('removeException'), n: place + 1 })} onClick={onRemove}>
        <IconX size={14} stroke={1.6} aria-hidden />
      </ActionIcon>
      <div className={classes['exceptionTimes']}>
        <Field label={t('from')}>
          {(control) => (
            <DateTimeField
              control={control}
              value={exception.from}
              onChange={(from) => onChange({ ...exception, from })}
            />
          )}
        </Field>
        <Field label={t('to')}>
          {(control) => (
            <DateTimeField control={control} value={exception.to} onChange={(to) => onChange({ ...exception, to })} />
          )}
        </Field>
        {isWrong && (
          <p className={classes['wrong']} role="alert">
            {t('wrongException')}
          </p>
        )}
      </div>
    </div>
  );
};
