import { Button } from '@mantine/core';
import { IconKey, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSession, useSessionStore } from '#renderer/api/session.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { navigate, replaceRoute, useRoute } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { SplitPane } from '#renderer/ui/split-pane.tsx';
import { useMoveCommands } from '#renderer/ui/use-move-commands.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { UserView } from '#shared/accounts/operations.ts';
import { AddUser } from './add-user.tsx';
import { RenewRecoveryKey } from './renew-recovery-key.tsx';
import { UserPanel } from './user-panel.tsx';
import { createUsersStore } from './users-store.ts';
import styles from './users.module.css';

/** Everyone who can sign in on this laptop; one of them in the panel. Route: `#/users/<user id>`. */
export const UsersView = () => {
  const { t } = useTranslation('accounts');
  const store = useSessionStore(createUsersStore);
  const { users, failure, load } = useStore(store);
  const [isAdding, setAdding] = useState(false);
  const [isRenewing, setRenewing] = useState(false);
  const openId = useRoute().rest[0];
  const opened = users?.find(({ id }) => id === openId);
  const canSignIn = users?.filter(({ disabled }) => !disabled).length ?? 0;

  const move = (by: number) => {
    if (!users || users.length === 0) return;
    const at = users.findIndex(({ id }) => id === openId);
    const next = users[at < 0 ? 0 : Math.min(users.length - 1, Math.max(0, at + by))];
    if (next) replaceRoute('users', next.id);
  };
  const group = t('users.title');
  useCommands('users', [
    {
      id: 'users.add',
      label: t('users.add'),
      group,
      icon: IconUserPlus,
      key: 'c',
      status: { order: 2, label: t('users.addKey') },
      run: () => setAdding(true),
    },
    {
      id: 'users.renewRecoveryKey',
      label: t('renew.command'),
      group,
      icon: IconKey,
      run: () => setRenewing(true),
    },
  ]);
  useMoveCommands(
    'users',
    { group, next: t('users.next'), previous: t('users.previous'), move: t('users.move') },
    move,
  );
  useCommands(
    'user-panel',
    [
      {
        id: 'users.closePanel',
        label: t('users.closePanel'),
        group,
        key: 'Escape',
        keyOnly: true,
        whileTyping: true,
        run: () => navigate('users'),
      },
    ],
    { active: opened !== undefined },
  );

  return (
    <SplitPane
      panelLabel={t('users.details')}
      panel={opened ? <UserPanel key={opened.id} user={opened} onClose={() => navigate('users')} /> : undefined}
    >
      <ViewHead title={t('users.title')} count={users ? t('users.count', { count: canSignIn }) : undefined}>
        <Button
          variant="subtle"
          leftSection={<IconKey size={16} stroke={1.6} aria-hidden />}
          onClick={() => setRenewing(true)}
        >
          {t('renew.command')}
        </Button>
        <Button
          leftSection={<IconUserPlus size={16} stroke={1.6} aria-hidden />}
          rightSection={<KeyHint keys="c" />}
          onClick={() => setAdding(true)}
        >
          {t('users.add')}
        </Button>
      </ViewHead>
      {failure ? <FailureBanner failure={failure} wide onRetry={() => void load()} /> : null}
      {users ? <UserTable users={users} openId={openId} /> : failure ? null : <SkeletonRows rows={5} />}
      <AddUser opened={isAdding} onClose={() => setAdding(false)} />
      {isRenewing ? <RenewRecoveryKey onClose={() => setRenewing(false)} /> : null}
    </SplitPane>
  );
};

const UserTable = ({ users, openId }: { readonly users: readonly UserView[]; readonly openId: string | undefined }) => {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const now = useNow();
  const session = useSession();
  return (
    <div className={styles.scroll}>
      <table className={styles.table} {...(openId === undefined ? {} : { 'data-narrow': '' })}>
        <thead>
          <tr>
            <th scope="col">{t('users.name')}</th>
            <th scope="col">{t('users.signInName')}</th>
            <th scope="col">{t('users.roles')}</th>
            <th scope="col">{t('users.state')}</th>
            <th scope="col">{t('users.since')}</th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr
              key={user.id}
              data-row-id={user.id}
              {...(user.id === openId ? { 'data-selected': '' } : {})}
              {...(user.disabled ? { 'data-disabled': '' } : {})}
              onClick={() => navigate('users', user.id)}
            >
              <td>
                <button
                  type="button"
                  className={styles.name}
                  {...(user.id === openId ? { 'aria-current': true as const } : {})}
                >
                  <Avatar name={user.displayName} own={user.id === session.userId} />
                  <span className="cut">{user.displayName}</span>
                  {user.id === session.userId ? <span className="muted">{t('users.you')}</span> : null}
                </button>
              </td>
              <td className="soft">{user.name}</td>
              <td className="cut">{format.series(user.roles.map((role) => t(`role.${role}`)))}</td>
              <td className="soft">{user.disabled ? t('users.disabled') : t('users.active')}</td>
              <td className="muted num">{format.day(user.createdAt, now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
