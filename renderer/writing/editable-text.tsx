import { useRef, useState } from 'react';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { Prose } from './prose.tsx';
import { WritingField } from './writing-field.tsx';
import { WritingTools } from './writing-tools.tsx';
import classes from '#renderer/ui/record-panel.module.css';

interface EditableTextProps<Seen> {
  readonly title: string;
  readonly value: string;
  /** Shown when there is no text. */
  readonly placeholder: string;
  readonly maxLength: number;
  readonly canEdit: boolean;
  /** The record as it is now: what it was when editing began comes back with what is saved, for a stale save is judged by it. */
  readonly record: Seen;
  readonly onSave: (text: string, seen: Seen) => void;
}

/** A longer text of a record: read with its links and lists, edited as the text that it is. Ctrl Enter saves, Escape puts back what was there. */
export const EditableText = <Seen,>({
  title,
  value,
  placeholder,
  maxLength,
  canEdit,
  record,
  onSave,
}: EditableTextProps<Seen>) => {
  const { t: ui } = useTranslation('ui');
  const field = useRef<HTMLTextAreaElement>(null);
  const [editing, setEditing] = useState<{ readonly text: string; readonly before: string; readonly seen: Seen }>();
  const [isPreview, setPreview] = useState(false);
  const name = ui('edit', { field: title });
  const begin = () => setEditing({ text: value, before: value, seen: record });
  const end = (save: boolean) => {
    setEditing(undefined);
    setPreview(false);
    if (editing && save && editing.text.trim() !== editing.before) onSave(editing.text.trim(), editing.seen);
  };

  const isBlank = value === '';
  return (
    <PanelSection
      title={title}
      action={
        canEdit &&
        !editing &&
        !isBlank && (
          <Tooltip label={name}>
            <ActionIcon aria-label={name} size={20} onClick={begin}>
              <IconPencil size={14} stroke={1.6} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )
      }
    >
      {editing ? (
        <div className={classes['editing']}>
          {isPreview ? (
            <Prose text={editing.text} />
          ) : (
            <WritingField
              field={field}
              label={name}
              autoFocus
              minRows={3}
              maxRows={24}
              maxLength={maxLength}
              value={editing.text}
              onChange={(text) => setEditing({ ...editing, text })}
              onSubmit={() => end(true)}
              onEscape={() => end(false)}
            />
          )}
          <div className={classes['editActions']}>
            <WritingTools field={field} isPreview={isPreview} onPreview={setPreview} />
            <span className={classes['grow']} />
            <Button
              size="xs"
              variant="subtle"
              color="gray"
              onClick={() => end(false)}
              rightSection={<KeyHint keys="Escape" />}
            >
              {ui('discard')}
            </Button>
            <Button size="xs" onClick={() => end(true)} rightSection={<KeyHint keys="mod+Enter" />}>
              {ui('save')}
            </Button>
          </div>
        </div>
      ) : isBlank ? (
        canEdit ? (
          <button type="button" className={classes['editable']} title={name} onClick={begin}>
            <span className="muted">{placeholder}</span>
          </button>
        ) : (
          <span className="muted">{placeholder}</span>
        )
      ) : (
        <Prose text={value} />
      )}
    </PanelSection>
  );
};
