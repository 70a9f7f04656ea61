import { useState } from 'react';
import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { useColleagues } from '#renderer/api/use-colleagues.ts';
import { useQuery } from '#renderer/api/use-query.ts';
import { dayIn } from '#renderer/ui/date-time-text.ts';
import { DayField } from '#renderer/ui/day-field.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { documentKinds, type DocumentContent } from '#shared/documents/document.ts';
import { MAX_DOCUMENT_TITLE, MAX_TAG, MAX_TAGS } from '#shared/documents/limits.ts';
import type { DocumentCatalogue } from '#shared/documents/operations.ts';
import { inLanguage } from '#shared/services/service.ts';
import classes from './documents.module.css';

const never = (): boolean => false;
const placesChanged = ({ name }: Notice): boolean => name === 'directory.changed';
const NONE = '';

/** As many as a document takes, each cut to the length of one. */
const tagsIn = (text: string): readonly string[] =>
  text
    .split(/[,，、;；]/u)
    .map((tag) => tag.trim().slice(0, MAX_TAG))
    .filter((tag) => tag !== '')
    .slice(0, MAX_TAGS);

/** Whether a form says all that it has to; days that cannot be read stand as they were typed. */
export const faultsIn = ({ title, reviewOn, validUntil }: DocumentContent, withTitle = true): number =>
  Number(withTitle && title.trim() === '') +
  [reviewOn, validUntil].filter((day) => day !== null && dayIn(day) === undefined).length;

/** As the core takes it: days as days, nothing for what was left empty. */
export const writtenContent = (content: DocumentContent): DocumentContent => ({
  ...content,
  title: content.title.trim(),
  reviewOn: content.reviewOn === null ? null : (dayIn(content.reviewOn) ?? null),
  validUntil: content.validUntil === null ? null : (dayIn(content.validUntil) ?? null),
});

interface DocumentFieldsProps {
  readonly content: DocumentContent;
  readonly names: DocumentCatalogue['names'];
  /** Several get a title each. */
  readonly withTitle?: boolean;
  readonly tried: boolean;
  readonly onChange: (change: Partial<DocumentContent>) => void;
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string | null;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string | null) => void;
  readonly onType?: (text: string) => void;
}

const Choice = ({ label, value, options, onChange, onType }: ChoiceProps) => {
  const { t } = useTranslation('documents');
  return (
    <Field label={label} optional>
      {(control) => (
        <SearchSelect
          control={control}
          label={label}
          placeholder={t('none')}
          options={[{ value: NONE, label: t('none') }, ...options]}
          value={value ?? NONE}
          onChange={(picked) => onChange(picked === NONE ? null : picked)}
          {...(onType && { onType })}
        />
      )}
    </Field>
  );
};

/** All that a person writes about a document. */
export const DocumentFields = ({ content, names, withTitle = true, tried, onChange }: DocumentFieldsProps) => {
  const { t } = useTranslation('documents');
  const client = useClient();
  const { language } = useFormat();
  const colleagues = useColleagues();
  const { value: places } = useQuery('directory.places', {}, placesChanged);
  const { value: services } = useQuery('services.names', {}, never);
  const [assets, setAssets] = useState<readonly { readonly value: string; readonly label: string }[]>([]);
  const [tags, setTags] = useState(() => content.tags.join(', '));
  const { belongsTo, owner } = content;
  const belong = (change: Partial<DocumentContent['belongsTo']>) =>
    onChange({ belongsTo: { ...belongsTo, ...change } });
  /** What is chosen stays among the choices, also where it is not offered any more. */
  const withChosen = (id: string | null, options: readonly { readonly value: string; readonly label: string }[]) => {
    const name = id === null ? undefined : names[id];
    return id === null || !name || options.some(({ value }) => value === id)
      ? options
      : [{ value: id, label: inLanguage(name, language) }, ...options];
  };
  const people = colleagues.map(({ id, displayName }) => ({ value: id, label: displayName }));
  const ownerValue = owner === null ? null : (owner.id ?? owner.name);
  const owners =
    owner !== null && !people.some(({ value }) => value === ownerValue)
      ? [{ value: ownerValue ?? NONE, label: owner.name }, ...people]
      : people;
  const findAssets = async (text: string) => {
    if (text.trim() === '') return;
    const found = await client.call('assets.find', { text, count: 20 });
    if (found.ok) setAssets(found.value.map(({ id, name }) => ({ value: id, label: name })));
  };
  const wrongDay = (day: string | null) =>
    tried && day !== null && dayIn(day) === undefined ? t('dayWrong') : undefined;
  return (
    <>
      {withTitle && (
        <Field label={t('field.title')} error={tried && content.title.trim() === '' ? t('titleNeeded') : undefined}>
          {(control) => (
            <TextInput
              {...control}
              data-autofocus
              autoComplete="off"
              maxLength={MAX_DOCUMENT_TITLE}
              value={content.title}
              onChange={(event) => onChange({ title: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      <div className={classes['pair']}>
        <Field label={t('field.kind')}>
          {({ error: _error, ...control }) => (
            <NativeSelect
              {...control}
              value={content.kind}
              data={documentKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
              onChange={({ currentTarget: { value } }) =>
                onChange({ kind: documentKinds.find((kind) => kind === value) ?? content.kind })
              }
            />
          )}
        </Field>
        <Choice
          label={t('field.owner')}
          value={ownerValue}
          options={owners}
          onChange={(value) => {
            const picked = owners.find((each) => each.value === value);
            const known = people.some((each) => each.value === value);
            onChange({ owner: picked ? { id: known ? picked.value : (owner?.id ?? null), name: picked.label } : null });
          }}
        />
        <Choice
          label={t('field.organisation')}
          value={belongsTo.organisationId}
          options={withChosen(
            belongsTo.organisationId,
            places?.organisations.map(({ id, name }) => ({ value: id, label: name })) ?? [],
          )}
          onChange={(organisationId) => belong({ organisationId })}
        />
        <Choice
          label={t('field.site')}
          value={belongsTo.siteId}
          options={withChosen(
            belongsTo.siteId,
            places?.sites.map(({ id, name }) => ({ value: id, label: name })) ?? [],
          )}
          onChange={(siteId) => belong({ siteId })}
        />
        <Choice
          label={t('field.asset')}
          value={belongsTo.assetId}
          options={withChosen(belongsTo.assetId, assets)}
          onChange={(assetId) => belong({ assetId })}
          onType={(text) => void findAssets(text)}
        />
        <Choice
          label={t('field.service')}
          value={belongsTo.serviceId}
          options={withChosen(
            belongsTo.serviceId,
            services?.map(({ id, name }) => ({ value: id, label: inLanguage(name, language) })) ?? [],
          )}
          onChange={(serviceId) => belong({ serviceId })}
        />
        <Field label={t('field.reviewOn')} optional error={wrongDay(content.reviewOn)}>
          {(control) => (
            <DayField
              control={control}
              value={content.reviewOn ?? ''}
              onChange={(text) => onChange({ reviewOn: text === '' ? null : text })}
            />
          )}
        </Field>
        <Field label={t('field.validUntil')} optional error={wrongDay(content.validUntil)}>
          {(control) => (
            <DayField
              control={control}
              value={content.validUntil ?? ''}
              onChange={(text) => onChange({ validUntil: text === '' ? null : text })}
            />
          )}
        </Field>
        <Field label={t('field.language')} optional>
          {({ error: _error, ...control }) => (
            <NativeSelect
              {...control}
              value={content.language ?? ''}
              data={[
                { value: '', label: t('none') },
                { value: 'en', label: t('language.en') },
                { value: 'zh-CN', label: t('language.zh-CN') },
                ...(content.language !== null && content.language !== 'en' && content.language !== 'zh-CN'
                  ? [content.language]
                  : []),
              ]}
              onChange={({ currentTarget: { value } }) => onChange({ language: value || null })}
            />
          )}
        </Field>
        <Field label={t('field.tags')} optional hint={t('tagsHint')}>
          {(control) => (
            <TextInput
              {...control}
              autoComplete="off"
              value={tags}
              onChange={({ currentTarget: { value } }) => {
                setTags(value);
                onChange({ tags: tagsIn(value) });
              }}
            />
          )}
        </Field>
      </div>
    </>
  );
};
