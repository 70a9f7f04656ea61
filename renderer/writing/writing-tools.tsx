import { useState, type KeyboardEvent, type RefObject } from 'react';
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconEye, IconEyeOff, IconTypography } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { applyEdit, stateOf } from './apply-edit.ts';
import type { Completion } from './completion.ts';
import { asCode, asLink, beginLines, wrapIn, type TextEdit, type TextState } from './text-edits.ts';
import type { OpenCompletion } from './writing-field.tsx';
import classes from './writing-field.module.css';

const formats = [
  { name: 'bold', key: 'mod+b', edit: (state) => wrapIn(state, '**') },
  { name: 'italic', key: 'mod+i', edit: (state) => wrapIn(state, '*') },
  { name: 'codeWords', key: 'mod+e', edit: asCode },
  { name: 'link', key: 'mod+k', edit: asLink },
  { name: 'list', key: undefined, edit: (state) => beginLines(state, '- ') },
  { name: 'quote', key: undefined, edit: (state) => beginLines(state, '> ') },
] as const satisfies readonly {
  readonly name: string;
  readonly key: string | undefined;
  readonly edit: (state: TextState) => TextEdit;
}[];

const none: readonly Completion[] = [];

interface WritingToolsProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly opener?: RefObject<OpenCompletion | null> | undefined;
  /** Those that a key opens are in the menu, too. */
  readonly completions?: readonly Completion[] | undefined;
  readonly size?: number;
  /** In a form Tab leads from field to field: Alt F10 leads here, arrows along, Escape back. */
  readonly inForm?: boolean;
  readonly isPreview?: boolean;
  /** Undefined where the preview stands beside the text. */
  readonly onPreview?: ((preview: boolean) => void) | undefined;
}

/** What can be done to a text by mouse, and how it will read. */
export const WritingTools = ({
  field,
  opener,
  completions = none,
  size = 26,
  inForm = false,
  isPreview = false,
  onPreview,
}: WritingToolsProps) => {
  const { t } = useTranslation('writing');
  const [isOpen, setOpen] = useState(false);
  const Eye = isPreview ? IconEyeOff : IconEye;
  const preview = isPreview ? t('write') : t('preview');
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { currentTarget, target, key } = event;
    const buttons = [...currentTarget.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button === target);
    // What is pressed in the open menu comes through here, too.
    if (!inForm || at < 0) return;
    if (key === 'ArrowRight' || key === 'ArrowLeft') buttons.at((at + 1) % buttons.length)?.focus();
    else if (key === 'Escape') field.current?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const reach = inForm ? { tabIndex: -1, 'data-mantine-stop-propagation': true } : {};
  return (
    <span className={classes['tools']} role="toolbar" aria-label={t('format')} tabIndex={-1} onKeyDown={onKeyDown}>
      {!isPreview && (
        <Menu position="top-start" returnFocus={false} onChange={setOpen}>
          <Menu.Target>
            <Tooltip label={t('format')} disabled={isOpen}>
              <ActionIcon {...reach} size={size} aria-label={t('format')} aria-haspopup="menu" aria-expanded={isOpen}>
                <IconTypography size={16} stroke={1.6} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </Menu.Target>
          <Menu.Dropdown>
            {formats.map(({ name, key, edit }) => (
              <Menu.Item
                key={name}
                rightSection={key !== undefined && <KeyHint keys={key} />}
                onClick={() => {
                  if (field.current) applyEdit(field.current, edit(stateOf(field.current)));
                }}
              >
                {t(name)}
              </Menu.Item>
            ))}
            {completions.map((completion) =>
              completion.key === undefined ? null : (
                <Menu.Item
                  key={completion.key}
                  rightSection={<KeyHint keys={`mod+${completion.key}`} />}
                  onClick={() => opener?.current?.(completion)}
                >
                  {completion.label}
                </Menu.Item>
              ),
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {onPreview && (
        <Tooltip label={preview}>
          <ActionIcon
            {...reach}
            size={size}
            aria-label={preview}
            aria-pressed={isPreview}
            onClick={() => onPreview(!isPreview)}
          >
            <Eye size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </span>
  );
};
