import { withSigns } from '#renderer/ui/with-signs.ts';
import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { MAX_COLUMN, MIN_COLUMN, type LogColumn } from '#shared/logs/columns.ts';
import type { Columns } from './use-columns.ts';
import classes from './lines.module.css';

/** Pixels of one press of an arrow key, and with shift. */
const STEP = 8;
const LARGE_STEP = 40;

/** Filters by the value of a field in one step. */
export type OnValue = (field: string, value: string, kind: 'include' | 'exclude') => void;

interface ColumnHeadProps {
  readonly columns: Columns;
  readonly showsSource: boolean;
  /** Of the line in focus, by name. */
  readonly values: Readonly<Record<string, string>> | null;
  readonly onValue: OnValue;
  /** Chooses fields. */
  readonly onChoose: () => void;
}

/** Names of the columns above the lines: each leads to what can be done with it, and its edge to another width. */
export const ColumnHead = ({ columns, showsSource, values, onValue, onChoose }: ColumnHeadProps) => {
  const { t } = useTranslation('logs');
  return (
    <div className={classes['head']} role="group" aria-label={t('columns')}>
      <span>{t('time')}</span>
      <span />
      {showsSource && <span>{t('source')}</span>}
      {columns.shown.map((column, place) => (
        <ColumnName
          key={column.field}
          column={column}
          isFirst={place === 0}
          isLast={place === columns.shown.length - 1}
          value={values?.[column.field]}
          columns={columns}
          onValue={onValue}
        />
      ))}
      <button type="button" className={classes['headButton']} onClick={onChoose} title={`${t('chooseColumns')}…`}>
        <span className="cut">{t('message')}</span>
      </button>
    </div>
  );
};

interface ColumnNameProps extends Pick<ColumnHeadProps, 'columns' | 'onValue'> {
  readonly column: LogColumn;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Of the line in focus. */
  readonly value: string | undefined;
}

const ColumnName = ({ column, isFirst, isLast, value, columns, onValue }: ColumnNameProps) => {
  const { t } = useTranslation('logs');
  const { field } = column;
  const name = withSigns(field);
  const shown = withSigns((value ?? '').slice(0, 60));
  return (
    <div className={classes['headCell']}>
      <Menu position="bottom-start">
        <Menu.Target>
          <button type="button" className={classes['headButton']} aria-label={t('columnMore', { name })} title={name}>
            <span className="cut">{name}</span>
            <IconChevronDown size={12} stroke={1.6} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {value !== undefined && (
            <>
              <Menu.Item onClick={() => onValue(field, value, 'include')}>{t('onlyValue', { value: shown })}</Menu.Item>
              <Menu.Item onClick={() => onValue(field, value, 'exclude')}>
                {t('withoutValue', { value: shown })}
              </Menu.Item>
              <Menu.Divider />
            </>
          )}
          <Menu.Item disabled={isFirst} onClick={() => columns.move(field, -1)}>
            {t('moveLeft')}
          </Menu.Item>
          <Menu.Item disabled={isLast} onClick={() => columns.move(field, 1)}>
            {t('moveRight')}
          </Menu.Item>
          <Menu.Item onClick={() => columns.toggle(field)}>{t('takeOffColumn')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ColumnEdge column={column} onResize={(width) => columns.resize(field, width)} />
    </div>
  );
};

interface ColumnEdgeProps {
  readonly column: LogColumn;
  readonly onResize: (width: number) => void;
}

/** The edge of a column, moved by pointer or with the arrow keys. */
const ColumnEdge = ({ column: { field, width }, onResize }: ColumnEdgeProps) => {
  const { t } = useTranslation('logs');
  const begun = useRef<{ readonly x: number; readonly width: number }>(undefined);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? LARGE_STEP : STEP;
    const widths: Readonly<Record<string, number>> = {
      ArrowLeft: width - step,
      ArrowRight: width + step,
      Home: MIN_COLUMN,
      End: MAX_COLUMN,
    };
    const next = widths[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onResize(next);
  };
  const onMove = (event: PointerEvent) => {
    if (begun.current) onResize(begun.current.width + event.clientX - begun.current.x);
  };
  const end = () => {
    begun.current = undefined;
  };
  return (
    <div
      className={classes['edge']}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('columnWidth', { name: withSigns(field) })}
      aria-valuemin={MIN_COLUMN}
      aria-valuemax={MAX_COLUMN}
      aria-valuenow={width}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        begun.current = { x: event.clientX, width };
      }}
      onPointerMove={onMove}
      onPointerUp={end}
      onPointerCancel={end}
    />
  );
};
