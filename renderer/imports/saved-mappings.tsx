import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReadOnly } from '#renderer/storage/read-only.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { BlockableButton } from '#renderer/ui/blockable-button.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { Inspection } from '#shared/imports/operations.ts';
import type { ImportPlan } from '#shared/imports/plan.ts';
import { useImport, useImportActions } from './use-import.ts';
import styles from './imports.module.css';

interface RowsProps {
  readonly inspection: Inspection;
  readonly plan: ImportPlan;
}

/** Mappings kept from earlier files, and keeping this one. */
export const SavedMappings = ({ inspection, plan }: RowsProps) => {
  const { t } = useTranslation('imports');
  const { plan: change, saveProfile } = useImportActions();
  const readOnly = useReadOnly();
  const busy = useImport((state) => state.busy);
  const [name, setName] = useState('');
  const [saved, setSaved] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const fitting = inspection.profiles.filter((profile) => profile.plan.columns.length === inspection.header.length);

  const save = async () => {
    const refused = await saveProfile(name.trim());
    setFailure(refused);
    setSaved(refused ? undefined : name.trim());
    if (!refused) setName('');
  };
  return (
    <>
      {fitting.length > 0 ? (
        <div className={styles.profiles}>
          {fitting.map((profile) => (
            <Button
              key={profile.id}
              size="xs"
              aria-label={t('plan.apply', { name: profile.name })}
              onClick={() => {
                const { receivedAt, holdUntil } = plan.fill;
                change({ ...profile.plan, fill: { ...profile.plan.fill, receivedAt, holdUntil } });
              }}
            >
              {profile.name}
            </Button>
          ))}
        </div>
      ) : null}
      <form
        className={styles.saveProfile}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '' && busy === undefined && readOnly === undefined) void save();
        }}
      >
        <TextInput
          size="xs"
          aria-label={t('plan.saveName')}
          placeholder={t('plan.saveName')}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <BlockableButton
          size="xs"
          type="submit"
          disabled={readOnly === undefined && name.trim() === ''}
          blockedBy={readOnly === undefined ? undefined : 'import-save-why'}
        >
          {t('plan.save')}
        </BlockableButton>
      </form>
      {readOnly === undefined ? null : (
        <p id="import-save-why" className="muted small">
          {readOnly}
        </p>
      )}
      {saved === undefined ? null : (
        <Banner tone="ok" boxed>
          {t('plan.saveDone', { name: saved })}
        </Banner>
      )}
      {failure ? <FailureBanner failure={failure} /> : null}
    </>
  );
};
