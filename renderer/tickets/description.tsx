import { useRef, useState } from 'react';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { Prose } from '#renderer/writing/prose.tsx';
import { WritingField } from '#renderer/writing/writing-field.tsx';
import { WritingTools } from '#renderer/writing/writing-tools.tsx';
import { MAX_TEXT } from '#shared/tickets/limits.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import classes from '#renderer/ui/record-panel.module.css';

interface DescriptionProps {
  readonly ticket: Ticket;
  readonly canEdit: boolean;
  /** `seen`: the ticket as it was when editing began. */
  readonly onSave: (description: string, seen: Ticket) => void;
}

/** What was reported: read with its links and lists, edited as the text that it is. Ctrl Enter saves, Escape puts back what was there. */
export const Description = ({ ticket, canEdit, onSave }: DescriptionProps) => {
  const { t } = useTranslation('tickets');
  const { t: ui } = useTranslation('ui');
  const field = useRef<HTMLTextAreaElement>(null);
  const [editing, setEditing] = useState<{ readonly text: string; readonly seen: Ticket }>();
  const [isPreview, setPreview] = useState(false);
  const name = ui('edit', { field: t('field.description') });
  const begin = () => setEditing({ text: ticket.description, seen: ticket });
  const end = (save: boolean) => {
    setEditing(undefined);
    setPreview(false);
    if (editing && save && editing.text.trim() !== editing.seen.description) onSave(editing.text.trim(), editing.seen);
  };

  const isBlank = ticket.description === '';
  return (
    <PanelSection
      title={t('description')}
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
              maxLength={MAX_TEXT}
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
            <span className="muted">{t('noDescription')}</span>
          </button>
        ) : (
          <span className="muted">{t('noDescription')}</span>
        )
      ) : (
        <Prose text={ticket.description} />
      )}
    </PanelSection>
  );
};
