import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useSession } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { UserView } from '#shared/accounts/operations.ts';
import type { Failure } from '#shared/base/result.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { GivePassphrase } from './give-passphrase.tsx';
import { RoleChoice } from './role-choice.tsx';
import styles from './users.module.css';

interface UserPanelProps {
  readonly user: UserView;
  readonly onClose: () => void;
}

/** Name, roles and whether they may sign in. Roles act at once, also on a running session. */
export const UserPanel = ({ user, onClose }: UserPanelProps) => {
  const { t } = useTranslation('accounts');
  const { t: ui } = useTranslation('ui');
  const client = useClient();
  const session = useSession();
  const [displayName, setDisplayName] = useState(user.displayName);
  const [roles, setRoles] = useState(user.roles);
  const [wasSent, setSent] = useState(false);
  const [isPending, setPending] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [isGiving, setGiving] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const isSelf = user.id === session.userId;
  const name = user.displayName;

  const change = async (part: Omit<InputOf<'accounts.changeUser'>, 'userId'>, done: string) => {
    setPending(true);
    const reply = await client.call('accounts.changeUser', { userId: user.id, ...part });
    setPending(false);
    setAsking(false);
    setFailure(reply.ok ? undefined : reply.failure);
    if (reply.ok) announce({ tone: 'done', text: done });
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (isPending || displayName.trim() === '' || roles.length === 0) return;
    void change({ displayName, roles: [...roles] }, t('users.saved', { name: displayName.trim() }));
  };

  return (
    <>
      <ViewHead title={t('users.details')}>
        <ActionIcon aria-label={ui('close')} onClick={onClose}>
          <IconX size={16} stroke={1.6} />
        </ActionIcon>
      </ViewHead>
      <form className={styles.panelBody} onSubmit={submit} noValidate>
        <div className={styles.identity}>
          <Avatar name={name} own={isSelf} size="lg" />
          <div className="cut">
            <h2 className={`${styles.panelTitle} cut`}>{name}</h2>
            <p className="muted">{user.disabled ? `${user.name} · ${t('users.disabled')}` : user.name}</p>
          </div>
        </div>
        <Field label={t('users.name')} error={wasSent && displayName.trim() === '' ? t('setUp.needed') : undefined}>
          {(control) => (
            <TextInput
              {...control}
              maxLength={120}
              autoComplete="off"
              value={displayName}
              onChange={(event) => setDisplayName(event.currentTarget.value)}
            />
          )}
        </Field>
        <RoleChoice
          value={roles}
          onChange={setRoles}
          error={wasSent && roles.length === 0 ? t('users.rolesNeeded') : undefined}
        />
        {failure ? <FailureBanner failure={failure} /> : null}
        <div className={styles.actions}>
          <Button type="submit" variant="filled" loading={isPending}>
            {t('users.save')}
          </Button>
          <span className={styles.space} />
          {user.disabled ? (
            <Button onClick={() => setGiving(true)}>{t('users.enableKey')}</Button>
          ) : (
            <>
              {isSelf ? (
                <span className="muted small">{t('users.notSelf')}</span>
              ) : (
                <Button variant="subtle" onClick={() => setGiving(true)}>
                  {t('users.resetKey')}
                </Button>
              )}
              <Button
                variant="subtle"
                onClick={() => {
                  if (!isSelf) setAsking(true);
                }}
                {...(isSelf ? { 'aria-disabled': true } : {})}
              >
                {t('users.disable')}
              </Button>
            </>
          )}
        </div>
      </form>
      <ConfirmDialog
        opened={isAsking}
        danger
        title={t('users.disableAsk', { name })}
        confirm={t('users.disable')}
        pending={isPending}
        onConfirm={() => void change({ disabled: true }, t('users.disabledDone', { name }))}
        onClose={() => setAsking(false)}
      >
        {t('users.disableBody', { name })}
      </ConfirmDialog>
      {isGiving ? <GivePassphrase user={user} onClose={() => setGiving(false)} /> : null}
    </>
  );
};
