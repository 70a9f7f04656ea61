import { useEffect, useState, type FormEvent } from 'react';
import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { DiscardDraft, DraftFoot } from '#renderer/drafts/draft-foot.tsx';
import { NEW_SERVICE } from '#renderer/drafts/draft-place.ts';
import { useRevisionEdit } from '#renderer/drafts/use-revision-edit.ts';
import { announce } from '#renderer/ui/announce.ts';
import { StaleBanner } from '#renderer/ui/stale-banner.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { placeNow } from '#renderer/ui/route.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFirstWrong } from '#renderer/ui/use-first-wrong.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { Failure } from '#shared/base/result.ts';
import { criticalities, inLanguage, type BusinessService } from '#shared/services/service.ts';
import { GoalsField, hasWrongGoal } from './goals-field.tsx';
import { InBoth, ListInBoth } from './in-both.tsx';
import { OwnerFields } from './owner-fields.tsx';
import { NamesFields } from './names-fields.tsx';
import { contentOf, emptyService, keptService, serviceDraft } from './service-draft.ts';
import type { ServiceRules } from './use-service-rules.ts';
import classes from './services.module.css';

interface ServiceFormProps {
  /** Undefined for one that is new. */
  readonly service: BusinessService | undefined;
  readonly rules: ServiceRules;
  readonly onSaved: (id: string) => void;
  readonly onClose: () => void;
}

const MAX_SENTENCE = 500;

/** A service being written. Closing it keeps what was typed. */
export const ServiceForm = ({ service, rules, onSaved, onClose }: ServiceFormProps) => {
  const { t } = useTranslation('services');
  const { t: ui } = useTranslation('ui');
  const { t: tickets } = useTranslation('tickets');
  const { t: sla } = useTranslation('sla');
  const client = useClient();
  const format = useFormat();
  const edit = useRevisionEdit({
    key: service?.id ?? NEW_SERVICE,
    initial: service ? contentOf(service) : emptyService,
    newest: service?.revision ?? null,
    fieldsOf: serviceDraft,
    valueOf: keptService,
  });
  const { value: content, seen, change } = edit;
  const [isDiscarding, setDiscarding] = useState(false);
  const [hasTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const { form, afterSubmit } = useFirstWrong<HTMLFormElement>();
  // Lists further down take the focus as they appear; a form begins with its first field.
  useEffect(() => form.current?.querySelector('input')?.focus(), [form]);
  const isNameless = content.name.en.trim() === '' && content.name['zh-CN'].trim() === '';
  const isLong = [content.inScope, content.outOfScope].some((lists) =>
    Object.values(lists).some((list) => list.some((sentence) => sentence.length > MAX_SENTENCE)),
  );
  const wrong = Number(isNameless) + Number(isLong) + Number(hasWrongGoal(content.goals));

  const save = async () => {
    setTried(true);
    afterSubmit();
    if (wrong > 0 || isPending) return;
    setPending(true);
    const isHere = placeNow();
    await edit.flush();
    const saved = await client.call('services.save', { id: service?.id ?? null, seen, content });
    setPending(false);
    setFailure(saved.ok || saved.failure.code === 'record.stale' ? undefined : saved.failure);
    if (!saved.ok) return;
    await edit.end();
    announce({ tone: 'done', text: t('saved', { name: inLanguage(content.name, format.language) }) });
    if (isHere()) onSaved(saved.value.id);
  };
  const submit = () => void save();
  useCommands('service-form', [
    { id: 'service.save', label: t('save'), key: 'mod+Enter', group: t('details'), keyOnly: true, run: submit },
    ...(edit.isChanged
      ? [
          {
            id: 'service.discardDraft',
            label: tickets('discardDraft'),
            group: t('details'),
            run: () => setDiscarding(true),
          },
        ]
      : []),
  ]);
  const title = service ? t('editTitle', { name: inLanguage(service.name, format.language) }) : t('newTitle');
  const calendarName = ({ shipped, name, zone }: ServiceRules['calendars'][number]) =>
    shipped === null ? name : shipped === 'mon-fri' ? sla('shipped.mon-fri', { zone }) : sla(`shipped.${shipped}`);
  return (
    <>
      <ViewHead title={title}>
        <ActionIcon aria-label={ui('close')} onClick={onClose}>
          <IconX size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </ViewHead>
      <form
        ref={form}
        className={classes['form']}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          submit();
        }}
      >
        {edit.isStale && !isPending && (
          <StaleBanner
            text={t('stale')}
            takeNewer={t('takeNewer')}
            keepMine={t('keepMine')}
            onTakeNewer={() => setDiscarding(true)}
            onKeepMine={edit.rebase}
          />
        )}
        <div key={edit.epoch} className={classes['fields']}>
          <InBoth
            field="name"
            value={content.name}
            error={hasTried && isNameless ? t('nameNeeded') : undefined}
            onChange={(name) => change({ name })}
          />
          <InBoth
            field="description"
            lines
            value={content.description}
            onChange={(description) => change({ description })}
          />
          <div className={classes['pair']}>
            <NativeSelect
              label={t('criticality')}
              value={content.criticality}
              onChange={(event) => {
                const criticality = criticalities.find((each) => each === event.currentTarget.value);
                if (criticality) change({ criticality });
              }}
              data={criticalities.map((value) => ({ value, label: t(`criticality.${value}`) }))}
            />
            <NativeSelect
              label={t('hours')}
              value={content.calendarId ?? ''}
              onChange={(event) => change({ calendarId: event.currentTarget.value || null })}
              data={[
                { value: '', label: t('allDay') },
                ...rules.calendars
                  .filter(({ shipped }) => shipped !== 'always')
                  .map((calendar) => ({ value: calendar.id, label: calendarName(calendar) })),
              ]}
            />
          </div>
          <OwnerFields content={content} onChange={change} />
          <InBoth field="audience" lines value={content.audience} onChange={(audience) => change({ audience })} />
          <ListInBoth
            field="inScope"
            value={content.inScope}
            error={hasTried && isLong ? t('sentenceTooLong') : undefined}
            onChange={(inScope) => change({ inScope })}
          />
          <ListInBoth field="outOfScope" value={content.outOfScope} onChange={(outOfScope) => change({ outOfScope })} />
          <NativeSelect
            label={t('policy')}
            description={t('policyHint')}
            inputWrapperOrder={['label', 'input', 'description']}
            value={content.policyId ?? ''}
            onChange={(event) => change({ policyId: event.currentTarget.value || null })}
            data={[
              { value: '', label: t('noPolicy') },
              ...rules.policies.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <NamesFields content={content} onChange={change} />
          <GoalsField goals={content.goals} hasTried={hasTried} onChange={(goals) => change({ goals })} />
        </div>
        {hasTried && wrong > 0 && <p role="alert">{t('incomplete', { count: wrong })}</p>}
        {failure && <FailureBanner failure={failure} />}
      </form>
      <DraftFoot isChanged={edit.isChanged} state={edit.state} onDiscard={() => setDiscarding(true)}>
        <Button variant="filled" loading={isPending} onClick={submit} rightSection={<KeyHint keys="mod+Enter" />}>
          {t('save')}
        </Button>
      </DraftFoot>
      <DiscardDraft
        opened={isDiscarding}
        onConfirm={() => {
          setDiscarding(false);
          setFailure(undefined);
          setTried(false);
          void edit.end();
          if (!service) onClose();
        }}
        onClose={() => setDiscarding(false)}
      >
        {title}
      </DiscardDraft>
    </>
  );
};
