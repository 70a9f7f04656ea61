import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useSessionStore } from '#renderer/api/session.tsx';
import { GroupsView } from '#renderer/groups/groups-view.tsx';
import { MyDay } from '#renderer/team/my-day.tsx';
import { TeamLoad } from '#renderer/team/team-load.tsx';
import { actionStore } from '#renderer/tickets/action-store.ts';
import { inboxStore } from '#renderer/watching/inbox-store.ts';
import { hrefOf, navigate, useRoute } from '#renderer/ui/route.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import classes from '#renderer/team/team.module.css';

export { HandoverView } from '#renderer/handover/handover-view.tsx';

const AssignDialog = lazy(async () => ({
  default: (await import('#renderer/tickets/assign-dialog.tsx')).AssignDialog,
}));

const parts = ['day', 'load', 'groups'] as const;

/** The team: one's own day, the load of all, the groups. `#/team` is what concerns the person first. */
export const TeamDesk = () => {
  const { t } = useTranslation('team');
  const { rest } = useRoute();
  const leads = useAllowed('tickets.assign');
  const works = useAllowed('tickets.work');
  const actions = useSessionStore(actionStore);
  const dialog = useStore(actions, (state) => state.dialog);
  const unread = useStore(useSessionStore(inboxStore), ({ inbox }) => inbox?.mentions)?.filter(
    ({ isUnread }) => isUnread,
  );
  const shown = works ? parts : parts.filter((part) => part !== 'day');
  const part = shown.find((each) => each === rest[0]) ?? (leads || !works ? 'load' : 'day');
  const head = (own?: ReactNode) => (
    <ViewHead title={t('team')}>
      <nav className={classes['tabs']} aria-label={t('tabs')}>
        {shown.map((each) => (
          <a key={each} href={hrefOf('team', each)} {...(each === part ? { 'aria-current': 'page' as const } : {})}>
            {t(`tab.${each}`)}
          </a>
        ))}
      </nav>
      {own}
    </ViewHead>
  );
  if (part === 'groups')
    return (
      <GroupsView
        head={head}
        openId={rest[1]}
        onOpen={(id) => (id === undefined ? navigate('team', 'groups') : navigate('team', 'groups', id))}
      />
    );
  return (
    <>
      {head()}
      {part === 'day' ? (
        <MyDay mentions={unread ?? []} />
      ) : (
        <TeamLoad onAssign={(row) => actions.getState().ask('assign', [row])} />
      )}
      <Suspense>
        {dialog?.action === 'assign' && (
          <AssignDialog targets={dialog.targets} note={dialog.note} onClose={() => actions.getState().close()} />
        )}
      </Suspense>
    </>
  );
};
