import { useState } from 'react';
import { Checkbox, Modal, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import { withSigns } from '#renderer/ui/with-signs.ts';
import { MAX_COLUMNS } from '#shared/logs/columns.ts';
import type { LogLine } from '#shared/logs/line.ts';
import { fieldsIn } from './field-place.ts';
import type { Columns } from './use-columns.ts';
import classes from './logs.module.css';

/** From so many fields on they are looked for. */
const MANY = 12;

interface ColumnsDialogProps {
  readonly columns: Columns;
  /** In which fields are looked for. */
  readonly lines: readonly LogLine[];
  readonly onClose: () => void;
}

/** Which fields of the lines stand in columns; each choice is seen at once behind the dialog. */
export const ColumnsDialog = ({ columns, lines, onClose }: ColumnsDialogProps) => {
  const { t } = useTranslation('logs');
  const { t: ui } = useTranslation('ui');
  const [text, setText] = useState('');
  useFocusReturn();
  const shown = columns.shown.map(({ field }) => field);
  // What stands in a column can be taken off, whether a line in sight has it or not.
  const [found] = useState(() => fieldsIn(lines));
  const fields = [...new Set([...found, ...shown])];
  const wanted = text.trim().toLowerCase();
  const listed = fields.filter((field) => field.toLowerCase().includes(wanted));
  return (
    <Modal opened onClose={onClose} title={t('chooseColumns')} closeButtonProps={{ 'aria-label': ui('close') }}>
      {fields.length === 0 ? (
        <p className="soft">{t('noFields')}</p>
      ) : (
        <>
          {fields.length > MANY && (
            <TextInput
              data-autofocus
              type="search"
              aria-label={t('findField')}
              placeholder={t('findField')}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          )}
          {columns.isFull && (
            <p className="soft small" role="status">
              {t('columnsFull', { count: MAX_COLUMNS })}
            </p>
          )}
          <ul className={classes['columnChoices']}>
            {listed.map((field, place) => {
              const isShown = shown.includes(field);
              const example = lines.find(({ fields: own }) => (own?.[field] ?? '') !== '')?.fields?.[field] ?? '';
              return (
                <li key={field}>
                  <Checkbox
                    size="xs"
                    data-autofocus={(fields.length <= MANY && place === 0) || undefined}
                    label={<span className="mono">{withSigns(field)}</span>}
                    checked={isShown}
                    disabled={!isShown && columns.isFull}
                    onChange={() => columns.toggle(field)}
                  />
                  <span className="muted small mono cut" title={withSigns(example)}>
                    {withSigns(example)}
                  </span>
                </li>
              );
            })}
          </ul>
          {listed.length === 0 && <p className="soft">{t('noSuchField')}</p>}
        </>
      )}
    </Modal>
  );
};
