import { useRef } from 'react';
import { Button, Menu } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { BreachGlyph } from '#renderer/ui/glyphs.tsx';
import { applyEdit, stateOf } from '#renderer/writing/apply-edit.ts';
import { WritingField } from '#renderer/writing/writing-field.tsx';
import { MAX_TEMPLATE_TEXT } from '#shared/templates/limits.ts';
import { variables } from '#shared/templates/variables.ts';
import classes from './templates.module.css';

interface TemplateTextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Names of answers that can be put in besides. */
  readonly answers?: readonly string[];
  readonly error?: string | undefined;
  readonly minRows?: number;
}

/** A text with variables in it, which a menu puts in at the caret. */
export const TemplateText = ({ label, value, onChange, answers = [], error, minRows = 3 }: TemplateTextProps) => {
  const { t } = useTranslation('templates');
  const field = useRef<HTMLTextAreaElement>(null);
  const put = (name: string) => {
    if (!field.current) return;
    const { from, to } = stateOf(field.current);
    const insert = `{{${name}}}`;
    applyEdit(field.current, { from, to, insert, select: [from + insert.length, from + insert.length] });
  };
  return (
    <div>
      <div className={classes['groupHead']}>
        <span className="small soft">{label}</span>
        <span className={classes['grow']} />
        <Menu position="bottom-end" returnFocus={false}>
          <Menu.Target>
            <Button
              size="xs"
              variant="subtle"
              color="gray"
              leftSection={<IconBraces size={14} stroke={1.6} aria-hidden />}
            >
              {t('variable')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {variables.map((name) => (
              <Menu.Item key={name} onClick={() => put(name)}>
                {t(`var.${name}`)}
              </Menu.Item>
            ))}
            {answers.map((name) => (
              <Menu.Item key={name} onClick={() => put(`answers.${name}`)}>
                {`answers.${name}`}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      <WritingField
        field={field}
        label={label}
        minRows={minRows}
        maxRows={20}
        maxLength={MAX_TEMPLATE_TEXT}
        value={value}
        onChange={onChange}
      />
      {error !== undefined && (
        <p role="alert" className={classes['wrong']}>
          <BreachGlyph />
          {error}
        </p>
      )}
    </div>
  );
};
