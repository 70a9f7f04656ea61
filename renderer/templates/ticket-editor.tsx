import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { MAX_TITLE } from '#shared/tickets/limits.ts';
import { ticketKinds, type Level } from '#shared/tickets/ticket.ts';
import type { TicketContent } from '#shared/templates/template.ts';
import { tagsIn, taskLines, tasksIn } from './content-edits.ts';
import { QuestionsEditor } from './questions-editor.tsx';
import { TemplateText } from './template-text.tsx';
import { ReadText } from './text-lines-field.tsx';
import classes from './templates.module.css';

const levels = [1, 2, 3] as const satisfies readonly Level[];
const channels = ['portal', 'email', 'phone', 'walk_up', 'on_site'] as const;

interface TicketEditorProps {
  readonly content: TicketContent;
  readonly onChange: (content: TicketContent) => void;
  readonly hasTried: boolean;
}

/** A form that is filled in beforehand: its fields, its tasks, what it asks. */
export const TicketEditor = ({ content, onChange, hasTried }: TicketEditorProps) => {
  const { t } = useTranslation('templates');
  const { t: tickets } = useTranslation('tickets');
  const change = (fields: Partial<TicketContent>) => onChange({ ...content, ...fields });
  const answers = content.questions.map(({ id }) => id);
  const levelOf = (text: string): Level => levels.find((level) => String(level) === text) ?? 3;
  return (
    <>
      <Field label={t('titleText')}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={MAX_TITLE}
            value={content.title}
            onChange={(event) => change({ title: event.currentTarget.value })}
          />
        )}
      </Field>
      <TemplateText
        label={tickets('field.description')}
        value={content.description}
        answers={answers}
        onChange={(description) => change({ description })}
      />
      <div className={classes['pair']}>
        <NativeSelect
          label={tickets('field.kind')}
          value={content.ticketKind}
          onChange={(event) => change({ ticketKind: event.currentTarget.value === 'request' ? 'request' : 'incident' })}
          data={ticketKinds.map((value) => ({ value, label: tickets(`kind.${value}`) }))}
        />
        <NativeSelect
          label={tickets('field.channel')}
          value={content.channel ?? ''}
          onChange={(event) =>
            change({ channel: channels.find((channel) => channel === event.currentTarget.value) ?? null })
          }
          data={[
            { value: '', label: t('channelKept') },
            ...channels.map((value) => ({ value, label: tickets(`channel.${value}`) })),
          ]}
        />
        <NativeSelect
          label={tickets('field.impact')}
          value={String(content.impact)}
          onChange={(event) => change({ impact: levelOf(event.currentTarget.value) })}
          data={levels.map((level) => ({ value: String(level), label: `${level} ${tickets(`impact.${level}`)}` }))}
        />
        <NativeSelect
          label={tickets('field.urgency')}
          value={String(content.urgency)}
          onChange={(event) => change({ urgency: levelOf(event.currentTarget.value) })}
          data={levels.map((level) => ({ value: String(level), label: `${level} ${tickets(`urgency.${level}`)}` }))}
        />
        <Field label={tickets('field.category')} optional>
          {(control) => (
            <TextInput
              {...control}
              maxLength={200}
              value={content.category ?? ''}
              onChange={(event) => change({ category: event.currentTarget.value || null })}
            />
          )}
        </Field>
        <ReadText
          label={t('tags')}
          hint={t('tagsHint')}
          value={content.tags}
          show={(tags) => tags.join(', ')}
          read={tagsIn}
          onChange={(tags) => change({ tags })}
        />
      </div>
      <ReadText
        lines
        label={t('tasks')}
        hint={t('tasksHint')}
        value={content.tasks}
        show={taskLines}
        read={tasksIn}
        onChange={(tasks) => change({ tasks })}
      />
      <QuestionsEditor
        questions={content.questions}
        onChange={(questions) => change({ questions })}
        hasTried={hasTried}
      />
    </>
  );
};
