import { useEffect, useRef, useState } from 'react';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChecklist, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { useTicketQuery } from '#renderer/api/use-ticket-query.ts';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import type { Failure, Result } from '#shared/base/result.ts';
import { nextState } from '#shared/tickets/actions.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { countTasks, type Task } from '#shared/tasks/task.ts';
import { AddTasks } from './add-tasks.tsx';
import { TaskRow } from './task-row.tsx';
import classes from './tasks.module.css';

const inputOf = (subjectId: string) => ({ subjectId });

/** What has to be done for a ticket. Nothing is drawn where there is no task and nobody adds one. */
export const TasksSection = ({ ticket }: { readonly ticket: Ticket }) => {
  const { t } = useTranslation('tasks');
  const { t: tickets } = useTranslation('tickets');
  const client = useClient();
  const failureText = useFailureText();
  const mayWork = useAllowed('tickets.work');
  const { value: tasks = [] } = useTicketQuery('tasks.list', ticket.id, inputOf);
  const [isAdding, setAdding] = useState(false);
  const section = useRef<HTMLDivElement>(null);
  const isOpen = nextState(ticket.state, 'edit') !== undefined;
  const canEdit = mayWork && isOpen;

  const add = () => setAdding(true);
  useCommands('tasks', [
    {
      id: 'tasks.add',
      label: t('add'),
      key: 'y',
      group: tickets('thisTicket'),
      icon: IconChecklist,
      more: 10,
      unavailable: !mayWork
        ? tickets('cannotWork')
        : isOpen
          ? undefined
          : tickets('notInState', { state: tickets(`state.${ticket.state}`) }),
      run: add,
    },
  ]);
  useEffect(() => {
    if (isAdding) section.current?.scrollIntoView({ block: 'nearest' });
  }, [isAdding]);

  const refused = (failure: Failure) => announce({ tone: 'refused', text: failureText(failure) });
  const carryOut = async <Value,>(answer: Promise<Result<Value>>): Promise<boolean> => {
    const done = await answer;
    if (!done.ok) refused(done.failure);
    return done.ok;
  };
  const remove = async (task: Task) => {
    if (!(await carryOut(client.call('tasks.remove', { taskId: task.id })))) return;
    const { title, required, assignee } = task;
    const putBack = () =>
      void carryOut(client.call('tasks.add', { subjectId: ticket.id, tasks: [{ title, required, assignee }] }));
    announce({ tone: 'done', text: t('removed', { title }), action: { label: t('putBack'), run: putBack } });
  };

  if (tasks.length === 0 && !isAdding) return null;
  const { total, settled, missing } = countTasks(tasks);
  return (
    <div ref={section}>
      <PanelSection
        title={t('tasks')}
        meta={
          <>
            {t('settled', { settled, total })}
            {missing.length > 0 && ` · ${t('missing', { count: missing.length })}`}
          </>
        }
        action={
          canEdit && (
            <Tooltip label={t('add')}>
              <ActionIcon aria-label={t('add')} size={20} onClick={add}>
                <IconPlus size={14} stroke={1.6} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )
        }
      >
        <ul className={classes['tasks']}>
          {tasks.map((task) => (
            <TaskRow
              key={task.id}
              task={task}
              canEdit={canEdit}
              onSet={(state, reason) => void carryOut(client.call('tasks.set', { taskId: task.id, state, reason }))}
              onEdit={(edit, seen) => void carryOut(client.call('tasks.edit', { taskId: task.id, seen, ...edit }))}
              onRemove={() => void remove(task)}
            />
          ))}
        </ul>
        {isAdding && (
          <AddTasks
            subjectId={ticket.id}
            onAdd={(added) => carryOut(client.call('tasks.add', { subjectId: ticket.id, tasks: [...added] }))}
            onClose={() => setAdding(false)}
          />
        )}
      </PanelSection>
    </div>
  );
};
