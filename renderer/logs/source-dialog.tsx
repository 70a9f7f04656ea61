import { useState } from 'react';
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { AssetPicker } from '#renderer/assets/asset-picker.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Choices } from '#renderer/ui/choices.tsx';
import type { ShownFailure } from '#renderer/ui/failure-banner.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import { MAX_PLACE, MAX_SOURCE_NAME } from '#shared/logs/limits.ts';
import type { SourceList } from '#shared/logs/operations.ts';
import { placeRefusals } from '#shared/logs/place-refusal.ts';
import { encodings, type SourceKind, type SourceRow } from '#shared/logs/source.ts';
import { encodingName } from './encoding-name.ts';
import classes from './logs.module.css';

/** Kinds whose place is typed; null: it needs none. */
const placeKinds = ['file', 'files', 'journal', 'windows-events', 'unified-log'] as const;
const hasPlace = (kind: SourceKind): kind is (typeof placeKinds)[number] => kind !== 'own';
/** Kinds whose place may stay empty: all of it. */
const isWhole = (kind: SourceKind): boolean => kind === 'journal' || kind === 'unified-log';

/** What a source is called if nobody says: the file, the channel. */
const nameFrom = (place: string): string =>
  (place.split(/[\\/]/u).findLast((part) => part !== '') ?? '').slice(0, MAX_SOURCE_NAME);

/** Of several files: their folder and what they are called, since many have the same names. */
const filesNameFrom = (place: string): string =>
  place
    .split(/[\\/]/u)
    .filter((part) => part !== '')
    .slice(-2)
    .join('/')
    .slice(0, MAX_SOURCE_NAME);

interface SourceDialogProps {
  /** Undefined: a new one. */
  readonly source: SourceRow | undefined;
  readonly host: SourceList['host'];
  readonly onDone: (source: SourceRow) => void;
  readonly onClose: () => void;
}

/** What is to be read, how, whether it is watched, and whose it is. */
export const SourceDialog = ({ source, host, onDone, onClose }: SourceDialogProps) => {
  const { t } = useTranslation('logs');
  const client = useClient();
  const mayManage = useAllowed('logs.manage');
  const [kind, setKind] = useState<SourceKind>(source?.kind ?? 'file');
  const [place, setPlace] = useState(source?.place ?? '');
  const [name, setName] = useState(source?.name ?? '');
  const [encoding, setEncoding] = useState<SourceRow['encoding']>(source?.encoding ?? 'auto');
  const [isWatched, setWatched] = useState(source?.isWatched ?? false);
  const [assetId, setAssetId] = useState(source?.assetId ?? '');
  const [refused, setRefused] = useState<string>();
  const kinds: readonly SourceKind[] = [
    'file',
    ...(mayManage
      ? [
          'files' as const,
          ...(host.journal ? ['journal' as const] : []),
          ...(host.windowsEvents ? ['windows-events' as const] : []),
          ...(host.unifiedLog ? ['unified-log' as const] : []),
        ]
      : []),
    'own',
  ];
  const suggested =
    (kind === 'files' ? filesNameFrom(place) : nameFrom(place)) ||
    (kind === 'file' || kind === 'files' ? '' : t(`kind.${kind}`));
  const called = name.trim() || suggested;
  const needsPlace = !source && hasPlace(kind) && !isWhole(kind) && place.trim() === '';
  const isText = kind === 'file' || kind === 'files';
  const whyRefused = (failure: ShownFailure): string | undefined => {
    const why = placeRefusals.find((each) => each === failure.details?.['why']);
    return failure.code === 'log.place-refused' && why !== undefined ? t(`refused.${why}`) : undefined;
  };
  const { tried, pending, failure, submit } = useSubmit(!needsPlace && called !== '', async () => {
    const common = { name: called, encoding, isWatched, assetId: assetId === '' ? null : assetId };
    const answer = source
      ? await client.call('logs.edit', { ...common, sourceId: source.id, seen: source.revision })
      : await client.call('logs.add', { ...common, kind, place: hasPlace(kind) ? place.trim() : '' });
    if (answer.ok) {
      announce({ tone: 'done', text: source ? t('sourceSaved') : t('sourceAdded', { name: called }) });
      onDone(answer.value);
      return undefined;
    }
    const why = whyRefused(answer.failure);
    setRefused(why);
    return why === undefined ? answer.failure : undefined;
  });
  const choose = async () => {
    const chosen = await client.call('logs.choosePath', {});
    if (!chosen.ok || chosen.value === null) return;
    setPlace(chosen.value);
    setRefused(undefined);
  };
  const placeError = tried && needsPlace ? t('placeNeeded') : refused;
  return (
    <FormDialog
      name="logs.dialog.source"
      title={source ? t('editSourceTitle') : t('addSource')}
      submitLabel={source ? t('save') : t('add')}
      missing={undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      {!source && (
        <Choices
          legend={t('whatIsRead')}
          options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          value={kind}
          onChange={(value) => {
            setKind(value);
            setRefused(undefined);
          }}
        />
      )}
      {!source && hasPlace(kind) && (
        <Field label={t(`place.${kind}`)} hint={t(`placeHint.${kind}`)} error={placeError} optional={isWhole(kind)}>
          {(control) => (
            <div className={classes['path']}>
              <TextInput
                {...control}
                data-autofocus
                autoComplete="off"
                spellCheck={false}
                maxLength={MAX_PLACE}
                value={place}
                onChange={(event) => {
                  setPlace(event.currentTarget.value);
                  setRefused(undefined);
                }}
              />
              {kind === 'file' && host.canChoose && <Button onClick={() => void choose()}>{t('choose')}</Button>}
            </div>
          )}
        </Field>
      )}
      <Field label={t('name')} error={tried && called === '' ? t('nameNeeded') : undefined}>
        {(control) => (
          <TextInput
            {...control}
            data-autofocus={source !== undefined || !hasPlace(kind) || undefined}
            autoComplete="off"
            maxLength={MAX_SOURCE_NAME}
            placeholder={suggested}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Field>
      {isText && (
        <Field label={t('encoding')} hint={t('encodingHint')}>
          {(control) => (
            <NativeSelect
              {...control}
              value={encoding}
              data={[
                { value: 'auto', label: t('encodingAuto') },
                ...encodings.map((value) => ({ value, label: encodingName(value) })),
              ]}
              onChange={({ currentTarget: { value } }) =>
                setEncoding(encodings.find((each) => each === value) ?? 'auto')
              }
            />
          )}
        </Field>
      )}
      <Field label={t('asset')} hint={t('assetHint')} optional>
        {(control) => (
          <AssetPicker control={control} label={t('asset')} value={assetId} except={null} onChange={setAssetId} />
        )}
      </Field>
      {mayManage && (
        <Checkbox
          size="xs"
          label={t('watch')}
          checked={isWatched}
          onChange={(event) => setWatched(event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  );
};
