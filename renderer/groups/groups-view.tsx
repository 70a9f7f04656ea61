import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
import { useQuery } from '#renderer/api/use-query.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { SplitPane } from '#renderer/ui/split-pane.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { GroupView } from '#shared/groups/operations.ts';
import { GroupPanel } from './group-panel.tsx';
import classes from './groups.module.css';

const NEW = 'new:';

const concerns = (notice: Notice): boolean =>
  notice.name === 'groups.changed' || notice.name === 'users.changed' || notice.name === 'tickets.changed';

interface GroupsViewProps {
  /** Id of the open group, or `new:<name>` for one that is being made. */
  readonly openId: string | undefined;
  readonly onOpen: (openId: string | undefined) => void;
  /** The head of the view, around its own actions. */
  readonly head: (actions: ReactNode) => ReactNode;
}

/** The groups of the desk, and names on tickets that could become one. */
export const GroupsView = ({ openId, onOpen, head }: GroupsViewProps) => {
  const { t } = useTranslation('groups');
  const format = useFormat();
  const mayManage = useAllowed('groups.manage');
  const { value, failure, refresh } = useQuery('groups.list', {}, concerns);
  const opened = value?.groups.find(({ id }) => id === openId);
  const isNew = mayManage && openId?.startsWith(NEW) === true;
  const suggested = isNew ? openId.slice(NEW.length) : '';
  useCommands(
    'groups',
    [{ id: 'groups.add', label: t('add'), group: t('thisView'), icon: IconPlus, key: 'c', run: () => onOpen(NEW) }],
    { active: mayManage },
  );
  const people = ({ lead, members }: GroupView) =>
    format.series([
      ...(lead ? [`${lead.name} (${t('isLead')})`] : []),
      ...members.flatMap(({ id, name }) => (lead?.id === id && lead.name === name ? [] : [name])),
    ]);

  const panel =
    opened || isNew ? (
      <GroupPanel
        key={opened ? `${opened.id} ${opened.version}` : openId}
        group={opened}
        suggested={suggested}
        onSaved={(group) => onOpen(group.id)}
        onClose={() => onOpen(undefined)}
      />
    ) : undefined;
  return (
    <SplitPane panel={panel} panelLabel={t('details')}>
      {head(
        mayManage && (
          <Button
            leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
            rightSection={<KeyHint keys="c" />}
            onClick={() => onOpen(NEW)}
          >
            {t('add')}
          </Button>
        ),
      )}
      {failure && <FailureBanner wide failure={failure} onRetry={refresh} />}
      {!value && !failure && <SkeletonRows rows={6} />}
      {value && value.groups.length + value.unadopted.length === 0 && (
        <Empty mark="blank" title={t('empty')}>
          {t('emptyText')}
        </Empty>
      )}
      <div className={classes['scroll']}>
        {value && value.groups.length > 0 && (
          <table className={classes['table']}>
            <thead>
              <tr>
                <th scope="col">{t('name')}</th>
                <th scope="col">{t('members')}</th>
                <th scope="col">{t('open')}</th>
              </tr>
            </thead>
            <tbody>
              {value.groups.map((group) => (
                <tr key={group.id} data-selected={group.id === openId || undefined} onClick={() => onOpen(group.id)}>
                  <td>
                    <button type="button" aria-current={group.id === openId || undefined}>
                      {group.name}
                    </button>
                    {!group.active && <span className="muted"> {t('inactive')}</span>}
                  </td>
                  <td className="cut soft" title={people(group)}>
                    {people(group) || '–'}
                  </td>
                  <td className="num">{format.number(group.open)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {value && value.unadopted.length > 0 && (
          <section className={classes['unadopted']} aria-label={t('unadopted')}>
            <h2>{t('unadopted')}</h2>
            <ul>
              {value.unadopted.map(({ name, tickets }) => (
                <li key={name}>
                  <span className="cut">{name}</span>
                  <span className="num muted">{t('tickets', { count: tickets })}</span>
                  {mayManage && (
                    <Button size="xs" onClick={() => onOpen(NEW + name)} aria-label={`${t('adopt')}: ${name}`}>
                      {t('adopt')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </SplitPane>
  );
};
