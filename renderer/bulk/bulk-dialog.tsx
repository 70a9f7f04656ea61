import { useId, useState, type FormEvent } from 'react';
import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFirstWrong } from '#renderer/ui/use-first-wrong.ts';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import type { Failure } from '#shared/base/result.ts';
import type { BulkPreview, BulkReport } from '#shared/bulk/operations.ts';
import { changeOf, emptyDraft } from './bulk-draft.ts';
import { BulkFields } from './bulk-fields.tsx';
import { Preview } from './bulk-preview.tsx';
import { Result } from './bulk-result.tsx';
import { BulkRunning } from './bulk-running.tsx';
import { bulkStore, type BulkOffer } from './bulk-store.ts';
import { UndoDialog } from './undo-dialog.tsx';
import { useBulkUndo } from './use-bulk-undo.ts';
import classes from './bulk.module.css';

type Stage =
  | { readonly at: 'fields' }
  | { readonly at: 'preview'; readonly preview: BulkPreview }
  | { readonly at: 'running'; readonly preview: BulkPreview }
  | { readonly at: 'result'; readonly report: BulkReport };

type Which = 'checked' | 'list';

/** Fields, then what they would change, then changing it: the way back is open until it is written, and one undo after. */
const BulkForm = ({ offer, onClose }: { readonly offer: BulkOffer; readonly onClose: () => void }) => {
  const { t } = useTranslation('bulk');
  const client = useClient();
  const store = useSessionStore(bulkStore);
  const undo = useBulkUndo();
  const [stage, setStage] = useState<Stage>({ at: 'fields' });
  const [draft, setDraft] = useState(emptyDraft);
  const [which, setWhich] = useState<Which>(offer.checked.length > 0 ? 'checked' : 'list');
  const [hasTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const formId = useId();
  const { form, afterSubmit } = useFirstWrong<HTMLFormElement>();
  useFocusReturn();

  const look = async () => {
    const change = changeOf(draft);
    setTried(true);
    if (!change || isPending) {
      afterSubmit();
      return;
    }
    setPending(true);
    setFailure(undefined);
    const selection = which === 'checked' ? { ids: [...offer.checked] } : { filter: offer.filter };
    const reply = await client.call('bulk.preview', { selection, change });
    setPending(false);
    if (reply.ok) setStage({ at: 'preview', preview: reply.value });
    else setFailure(reply.failure);
  };
  const apply = async (preview: BulkPreview) => {
    if (preview.changing === 0) return;
    setFailure(undefined);
    setStage({ at: 'running', preview });
    const reply = await client.call('bulk.apply', { previewId: preview.previewId });
    void store.getState().readLast();
    if (!reply.ok) {
      setFailure(reply.failure);
      setStage({ at: 'fields' });
      return;
    }
    const { changed, stale, refused, notReached, bulkId } = reply.value;
    if (stale + refused + notReached > 0) {
      setStage({ at: 'result', report: reply.value });
      return;
    }
    announce({
      tone: 'done',
      text: t('changed', { count: changed }),
      action: { label: t('undo'), run: () => undo(bulkId) },
    });
    onClose();
  };
  const close = () => {
    if (stage.at !== 'running') onClose();
  };
  const goOn = () => {
    if (stage.at === 'fields') void look();
    else if (stage.at === 'preview') void apply(stage.preview);
  };
  useCommands('bulk.dialog', [{ id: 'bulk.goOn', label: t('preview'), key: 'mod+Enter', keyOnly: true, run: goOn }], {
    modal: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void look();
  };
  const whichOptions = (['checked', 'list'] as const).map((value) => ({
    value,
    label: t(`which.${value}`, { count: value === 'checked' ? offer.checked.length : offer.total }),
  }));

  return (
    <Modal
      opened
      onClose={close}
      title={t('title')}
      size={640}
      closeButtonProps={{ 'aria-label': t('close'), disabled: stage.at === 'running' }}
      classNames={{ body: classes['body'], title: classes['title'] }}
    >
      {failure && <FailureBanner failure={failure} />}
      {stage.at === 'fields' && (
        <form ref={form} id={formId} onSubmit={submit} noValidate className={classes['form']}>
          {offer.checked.length > 0 && offer.checked.length < offer.total ? (
            <fieldset className={classes['which']} role="radiogroup">
              <legend>{t('which')}</legend>
              {whichOptions.map(({ value, label }) => (
                <label key={value}>
                  <input
                    type="radio"
                    name={`${formId}-which`}
                    value={value}
                    checked={which === value}
                    data-autofocus={which === value || undefined}
                    onChange={() => setWhich(value)}
                  />
                  {label}
                </label>
              ))}
            </fieldset>
          ) : (
            <p className={classes['whole']}>{whichOptions.find(({ value }) => value === which)?.label}</p>
          )}
          {hasTried && draft.on.size === 0 && <p role="alert">{t('noneSet')}</p>}
          <BulkFields draft={draft} onDraft={setDraft} hasTried={hasTried} />
        </form>
      )}
      {stage.at === 'preview' && <Preview preview={stage.preview} />}
      {stage.at === 'running' && (
        <BulkRunning jobId={stage.preview.previewId} words="changingNow" total={stage.preview.changing} />
      )}
      {stage.at === 'result' && <Result report={stage.report} />}
      <div className={classes['actions']}>
        {stage.at === 'preview' && (
          <Button variant="subtle" color="gray" onClick={() => setStage({ at: 'fields' })}>
            {t('back')}
          </Button>
        )}
        <span className={classes['space']} />
        {stage.at === 'running' ? (
          <Button onClick={() => void client.call('bulk.cancel', { jobId: stage.preview.previewId })} autoFocus>
            {t('stop')}
          </Button>
        ) : (
          <Button variant="subtle" color="gray" onClick={close} rightSection={<KeyHint keys="Escape" />}>
            {stage.at === 'result' ? t('close') : t('cancel')}
          </Button>
        )}
        {stage.at === 'fields' && (
          <Button
            variant="filled"
            type="submit"
            form={formId}
            loading={isPending}
            rightSection={<KeyHint keys="mod+Enter" />}
          >
            {t('preview')}
          </Button>
        )}
        {stage.at === 'preview' && stage.preview.changing > 0 && (
          <Button
            variant="filled"
            autoFocus
            onClick={() => void apply(stage.preview)}
            rightSection={<KeyHint keys="mod+Enter" />}
          >
            {t('apply', { count: stage.preview.changing })}
          </Button>
        )}
        {stage.at === 'result' && stage.report.changed > 0 && (
          <Button
            onClick={() => {
              undo(stage.report.bulkId);
              onClose();
            }}
          >
            {t('undo')}
          </Button>
        )}
      </div>
    </Modal>
  );
};

/** The dialog while it is open, and the progress of an undo; mounted once beside the list. */
export const BulkDialog = () => {
  const store = useSessionStore(bulkStore);
  const offer = useStore(store, (state) => state.offer);
  return (
    <>
      {offer && <BulkForm offer={offer} onClose={() => store.getState().close()} />}
      <UndoDialog />
    </>
  );
};
