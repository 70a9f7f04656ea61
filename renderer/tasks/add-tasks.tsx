import { useState, type KeyboardEvent } from 'react';
import { Button, Checkbox, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDraft } from '#renderer/drafts/use-draft.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { MAX_TASK_TITLE, MAX_TASKS } from '#shared/tasks/operations.ts';
import { titlesIn } from '#shared/tasks/task.ts';
import classes from './tasks.module.css';

interface AddTasksProps {
  readonly subjectId: string;
  /** Resolves to false where it was refused: the text stays. */
  readonly onAdd: (
    tasks: readonly { readonly title: string; readonly required: boolean; readonly assignee: null }[],
  ) => Promise<boolean>;
  readonly onClose: () => void;
}

/** One line, one task: a pasted list becomes as many. Enter adds and stays ready for the next. */
export const AddTasks = ({ subjectId, onAdd, onClose }: AddTasksProps) => {
  const { t } = useTranslation('tasks');
  const { initial, type, finish } = useDraft(`${subjectId}:tasks`);
  const [text, setText] = useState(initial['text'] ?? '');
  const [required, setRequired] = useState(initial['required'] !== 'no');
  const titles = titlesIn(text);
  const tooLong = titles.some((title) => title.length > MAX_TASK_TITLE);

  const keep = (next: string, needed: boolean) => {
    setText(next);
    setRequired(needed);
    type(next === '' ? {} : { text: next, required: needed ? 'yes' : 'no' });
  };
  const add = async () => {
    if (titles.length === 0 || tooLong) return;
    const isDone = await onAdd(titles.slice(0, MAX_TASKS).map((title) => ({ title, required, assignee: null })));
    if (!isDone) return;
    void finish();
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) void add();
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={classes['adding']}>
      <Textarea
        aria-label={t('newTask')}
        placeholder={t('placeholder')}
        autoFocus
        autosize
        minRows={1}
        maxRows={8}
        value={text}
        error={tooLong ? t('tooLong', { most: MAX_TASK_TITLE }) : undefined}
        onChange={(event) => keep(event.currentTarget.value, required)}
        onKeyDown={onKeyDown}
      />
      <div className={classes['addingRow']}>
        <Checkbox
          size="xs"
          label={t('requiredToResolve')}
          checked={required}
          onChange={(event) => keep(text, event.currentTarget.checked)}
        />
        <span className={classes['grow']} />
        <Button size="xs" variant="subtle" color="gray" onClick={onClose} rightSection={<KeyHint keys="Escape" />}>
          {t('done')}
        </Button>
        <Button size="xs" onClick={() => void add()} rightSection={<KeyHint keys="Enter" />}>
          {titles.length > 1 ? t('addMany', { count: titles.length }) : t('addOne')}
        </Button>
      </div>
    </div>
  );
};
