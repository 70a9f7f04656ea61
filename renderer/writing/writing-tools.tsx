import { useState, type RefObject } from 'react';
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
  readonly isPreview: boolean;
  readonly onPreview: (preview: boolean) => void;
}

/** What can be done to a text by mouse, and how it will read. */
export const WritingTools = ({
  field,
  opener,
  completions = none,
  size = 26,
  isPreview,
  onPreview,
}: WritingToolsProps) => {
  const { t } = useTranslation('writing');
  const [isOpen, setOpen] = useState(false);
  const Eye = isPreview ? IconEyeOff : IconEye;
  const preview = isPreview ? t('write') : t('preview');
  return (
    <span className={classes['tools']}>
      {!isPreview && (
        <Menu position="top-start" returnFocus={false} onChange={setOpen}>
          <Menu.Target>
            <Tooltip label={t('format')} disabled={isOpen}>
              <ActionIcon size={size} aria-label={t('format')} aria-haspopup="menu" aria-expanded={isOpen}>
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
      <Tooltip label={preview}>
        <ActionIcon size={size} aria-label={preview} aria-pressed={isPreview} onClick={() => onPreview(!isPreview)}>
          <Eye size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </span>
  );
};
