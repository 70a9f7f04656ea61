import { useRef, useState, type KeyboardEvent } from 'react';
import { ActionIcon, Button, Checkbox, Menu, TextInput } from '@mantine/core';
import { IconCircleMinus, IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/api/session.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { MAX_TASK_TITLE } from '#shared/tasks/operations.ts';
import type { TaskEdit } from '#shared/tasks/plan.ts';
import type { Task, TaskState } from '#shared/tasks/task.ts';
import classes from './tasks.module.css';

interface TaskRowProps {
  readonly task: Task;
  readonly canEdit: boolean;
  readonly onSet: (state: TaskState, reason: string | null) => void;
  readonly onEdit: (edit: TaskEdit, seen: TaskEdit) => void;
  readonly onRemove: () => void;
}

interface LineFieldProps {
  readonly label: string;
  readonly initial: string;
  readonly onSave: (text: string) => void;
  readonly onClose: () => void;
}

/** One line that Enter saves and Escape drops; an empty one is not saved. */
const LineField = ({ label, initial, onSave, onClose }: LineFieldProps) => {
  const [text, setText] = useState(initial);
  const save = () => {
    if (text.trim() !== '') onSave(text.trim());
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') save();
    else onClose();
  };
  return (
    <TextInput
      size="xs"
      aria-label={label}
      placeholder={label}
      autoFocus
      maxLength={MAX_TASK_TITLE}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={save}
    />
  );
};

/** One task: its box settles and reopens it; everything else stands in its menu. */
export const TaskRow = ({ task, canEdit, onSet, onEdit, onRemove }: TaskRowProps) => {
  const { t } = useTranslation('tasks');
  const me = useSession();
  const format = useFormat();
  const now = useNow();
  const [asking, setAsking] = useState<'title' | 'reason'>();
  /** The title that was there when editing began. */
  const seenTitle = useRef(task.title);
  const { state, title, required, assignee, settled, reason } = task;
  const isMine = assignee?.id === me.userId;
  const mine = { id: me.userId, name: me.displayName };

  if (asking === 'title')
    return (
      <li className={classes['task']}>
        <LineField
          label={t('title')}
          initial={title}
          onSave={(next) => {
            if (next !== seenTitle.current) onEdit({ title: next }, { title: seenTitle.current });
          }}
          onClose={() => setAsking(undefined)}
        />
      </li>
    );
  return (
    <li className={classes['task']} data-state={state}>
      <div className={classes['line']}>
        {state === 'not_needed' ? (
          <>
            <IconCircleMinus
              className={classes['mark']}
              size={16}
              stroke={1.6}
              role="img"
              aria-label={t('notNeeded')}
            />
            <span className={classes['dropped']}>{title}</span>
          </>
        ) : (
          <Checkbox
            size="xs"
            className={classes['box']}
            label={title}
            checked={state === 'done'}
            disabled={!canEdit}
            onChange={() => onSet(state === 'done' ? 'open' : 'done', null)}
          />
        )}
        <span className={classes['facts']}>
          {state === 'open' && required && t('required')}
          {state !== 'open' && settled && (
            <span className="num" title={`${settled.by.name}, ${format.exact(settled.at)}`}>
              {format.moment(settled.at, now)}
            </span>
          )}
          {assignee && state === 'open' && <Avatar name={assignee.name} own={isMine} />}
        </span>
        {canEdit && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size={20} aria-label={t('more', { title })}>
                <IconDots size={14} stroke={1.6} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {state === 'open' && (
                <>
                  <Menu.Item
                    onClick={() => {
                      seenTitle.current = title;
                      setAsking('title');
                    }}
                  >
                    {t('edit')}
                  </Menu.Item>
                  <Menu.Item onClick={() => onEdit({ required: !required }, { required })}>
                    {required ? t('makeOptional') : t('makeRequired')}
                  </Menu.Item>
                  <Menu.Item onClick={() => onEdit({ assignee: isMine ? null : mine }, { assignee })}>
                    {isMine ? t('giveBack') : t('giveToMe')}
                  </Menu.Item>
                  <Menu.Item onClick={() => setAsking('reason')}>{t('setNotNeeded')}</Menu.Item>
                </>
              )}
              {state !== 'open' && <Menu.Item onClick={() => onSet('open', null)}>{t('reopen')}</Menu.Item>}
              <Menu.Divider />
              <Menu.Item onClick={onRemove}>{t('remove')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {reason !== null && <p className={classes['reason']}>{reason}</p>}
      {asking === 'reason' && (
        <div className={classes['asking']}>
          <LineField
            label={t('whyNotNeeded')}
            initial=""
            onSave={(why) => onSet('not_needed', why)}
            onClose={() => setAsking(undefined)}
          />
          <Button size="xs" variant="subtle" color="gray" onClick={() => setAsking(undefined)}>
            {t('keep')}
          </Button>
        </div>
      )}
    </li>
  );
};
