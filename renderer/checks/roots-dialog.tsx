import { useState } from 'react';
import { Button, FileButton, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useQuery } from '#renderer/api/use-query.ts';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { base64Of } from '#renderer/ui/base64-of.ts';
import { FailureBanner, type ShownFailure } from '#renderer/ui/failure-banner.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import { MAX_ROOT_TEXT, rootsOf, type OwnRoot } from '#shared/checks/roots.ts';
import type { Notice } from '#shared/contract/notice.ts';
import classes from './checks.module.css';

const concerns = ({ name }: Notice): boolean => name === 'checks.changed';

const BEGIN = '-----BEGIN CERTIFICATE-----';

/** A certificate in a file as text, whether it is written as that or as bytes. */
const textOf = async (file: File): Promise<string> => {
  if (file.size > MAX_ROOT_TEXT) return '';
  const text = await file.text();
  return text.includes(BEGIN) ? text : `${BEGIN}\n${await base64Of(file)}\n-----END CERTIFICATE-----`;
};

/** By whose roots this laptop judges certificates; an administrator adds those of the organisation, and takes them out again. */
export const RootsDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation('checks');
  const client = useClient();
  const format = useFormat();
  const now = useNow();
  const mayAdd = useAllowed('settings.manage');
  const { value, failure: unread, refresh } = useQuery('checks.roots', {}, concerns);
  const [text, setText] = useState('');
  const [removing, setRemoving] = useState<ShownFailure>();
  const isRight = !mayAdd || text.includes(BEGIN);
  const { tried, pending, failure, submit } = useSubmit(isRight, async () => {
    if (!mayAdd) {
      onClose();
      return undefined;
    }
    const before = value?.own.length ?? 0;
    const added = await client.call('checks.addRoots', { pem: text });
    if (!added.ok) return added.failure;
    const count = added.value.own.length - before;
    announce({ tone: 'done', text: count === 0 ? t('rootsKnown') : t('rootsAdded', { count }) });
    setText('');
    refresh();
    return undefined;
  });
  const remove = async ({ fingerprint, name }: Pick<OwnRoot, 'fingerprint' | 'name'>) => {
    const removed = await client.call('checks.removeRoot', { fingerprint });
    setRemoving(removed.ok ? undefined : removed.failure);
    if (!removed.ok) return;
    announce({ tone: 'done', text: t('rootRemoved', { name }) });
    refresh();
  };
  const judges = rootsOf.filter((of) => value && value.counts[of] > 0);
  return (
    <FormDialog
      name="checks.dialog.roots"
      title={t('rootsTitle')}
      submitLabel={mayAdd ? t('rootsAdd') : t('done')}
      size={560}
      missing={undefined}
      failure={failure ?? removing}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('rootsText')}</p>
      {unread && <FailureBanner failure={unread} onRetry={refresh} />}
      {value && (
        <ul className={classes['judges']} aria-label={t('fact.judgedBy')}>
          {judges.map((of) => (
            <li key={of}>{t(`rootsCount.${of}`, { count: value.counts[of] })}</li>
          ))}
        </ul>
      )}
      {value && value.own.length > 0 && (
        <ul className={classes['roots']} aria-label={t('rootsOwn')}>
          {value.own.map((root) => (
            <li key={root.fingerprint}>
              <div>
                <b>{root.name}</b>
                <p className="muted small">
                  {t('rootUntil', { when: format.day(root.until, now) })} ·{' '}
                  {t('rootBy', { name: root.by.name, when: format.moment(root.at, now) })}
                </p>
                <p className={classes['hash']}>{root.fingerprint}</p>
              </div>
              {mayAdd && (
                <Button
                  size="xs"
                  variant="subtle"
                  color="gray"
                  aria-label={t('rootRemoveOf', { name: root.name })}
                  onClick={() => void remove(root)}
                >
                  {t('rootRemove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayAdd ? (
        <>
          <Field label={t('rootsField')} hint={t('rootsHint')} error={tried && !isRight ? t('rootsWrong') : undefined}>
            {(control) => (
              <Textarea
                {...control}
                data-autofocus
                autosize
                minRows={4}
                maxRows={8}
                maxLength={MAX_ROOT_TEXT}
                spellCheck={false}
                value={text}
                onChange={({ currentTarget }) => setText(currentTarget.value)}
              />
            )}
          </Field>
          <div>
            <FileButton
              accept=".pem,.crt,.cer,.der"
              onChange={(file) => {
                if (file) void textOf(file).then(setText);
              }}
            >
              {(button) => <Button {...button}>{t('rootsFile')}</Button>}
            </FileButton>
          </div>
        </>
      ) : (
        <p className="muted small">{t('rootsReader')}</p>
      )}
    </FormDialog>
  );
};
