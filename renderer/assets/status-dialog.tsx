import { useState } from 'react';
import { Checkbox, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import type { AssetStatus } from '#shared/assets/configuration-item.ts';
import type { AssetDetail } from '#shared/assets/operations.ts';
import { assetStore } from './asset-store.ts';
import { useAssetWords } from './use-asset-words.ts';

interface StatusDialogProps {
  readonly detail: AssetDetail;
  readonly to: AssetStatus | null;
  readonly onClose: () => void;
}

/** Nobody has it any more, unless said otherwise. */
const leavesOwner = (to: AssetStatus | null): boolean =>
  to === 'in_stock' || to === 'retired' || to === 'disposed' || to === 'lost';

/** Where an asset goes from here: only what may follow is offered. */
export const StatusDialog = ({ detail, to: begun, onClose }: StatusDialogProps) => {
  const { t } = useTranslation('assets');
  const client = useClient();
  const words = useAssetWords();
  const store = useSessionStore(assetStore);
  const { item, next } = detail;
  const [to, setTo] = useState<AssetStatus | null>(begun);
  const [note, setNote] = useState('');
  const [keepsOwner, setKeepsOwner] = useState(false);
  const release = item.owner !== null && leavesOwner(to) && !keepsOwner;
  const { tried, pending, failure, submit } = useSubmit(to !== null, async () => {
    if (to === null) return undefined;
    const answer = await client.call('assets.move', { ciId: item.id, seen: item.revision, to, note, release });
    if (!answer.ok) {
      if (answer.failure.code === 'record.stale') store.getState().refresh();
      return answer.failure;
    }
    store.getState().take(answer.value);
    announce({ tone: 'done', text: t('moved', { name: item.name, status: words.statusOf(to) }) });
    onClose();
    return undefined;
  });
  return (
    <FormDialog
      name="assets.status.submit"
      title={t('statusTitle', { name: item.name })}
      submitLabel={t('changeStatus')}
      missing={undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="soft">{t('statusNow', { status: words.statusOf(item.status) })}</p>
      <Choices
        legend={t('statusTo')}
        options={next.map((value) => ({ value, label: words.statusOf(value) }))}
        value={to}
        autoFocus
        error={tried && to === null ? t('statusNeeded') : undefined}
        onChange={setTo}
      />
      {item.owner !== null && leavesOwner(to) && (
        <Checkbox
          label={t('keepOwner', { name: item.owner.name })}
          checked={keepsOwner}
          onChange={(event) => setKeepsOwner(event.currentTarget.checked)}
        />
      )}
      <Field label={t('why')} optional>
        {(control) => (
          <Textarea
            {...control}
            autosize
            minRows={2}
            maxRows={5}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
};
