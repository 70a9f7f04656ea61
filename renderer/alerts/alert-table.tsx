import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { intoView } from '#renderer/ui/into-view.ts';
import { ListTable } from '#renderer/ui/list-table.tsx';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { AlertRow } from '#shared/alerts/operations.ts';
import { wordsIn } from '#shared/alerts/rule.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { SeverityMark } from './severity-mark.tsx';
import { useMoreWords } from './use-more-words.ts';
import { useStateWords } from './use-state-words.ts';
import classes from './alerts.module.css';

interface AlertLineProps {
  readonly alert: AlertRow;
  readonly isOpen: boolean;
  readonly onOpen: (id: string) => void;
}

/** Drawn again only where something of it changed: keys go through hundreds of them. */
const AlertLine = memo(({ alert, isOpen, onOpen }: AlertLineProps) => {
  const format = useFormat();
  const now = useNow();
  const stateWords = useStateWords();
  const moreWords = useMoreWords();
  const name = wordsIn(alert.name, format.language);
  const of = alert.moreKeys ? moreWords(alert.moreKeys) : alert.key;
  const { state, by } = stateWords(alert);
  return (
    <tr
      ref={isOpen ? intoView : undefined}
      data-selected={isOpen || undefined}
      data-over={alert.state === 'closed' || undefined}
      onClick={() => onOpen(alert.id)}
    >
      <td>
        <span className={classes['problem']}>
          <SeverityMark severity={alert.severity} />
          <button
            type="button"
            className={classes['named']}
            title={of === '' ? name : `${name} · ${of}`}
            aria-current={isOpen || undefined}
            onClick={() => onOpen(alert.id)}
          >
            <span lang={langOf(name)}>{name}</span>
            {of !== '' && (
              <span className={`muted ${classes['of']} ${alert.moreKeys ? '' : 'mono'}`}>
                <span className={classes['between']}>{alert.moreKeys ? ' · ' : ' '}</span>
                {of}
              </span>
            )}
            <span className={`muted ${classes['where']}`}>
              <span className={classes['between']}> · </span>
              {alert.sourceName}
            </span>
          </button>
        </span>
      </td>
      <td title={alert.sourceName}>{alert.sourceName}</td>
      <td title={by === null ? state : `${state} · ${by}`}>
        {alert.ticket && alert.ticket.isOpen ? (
          <span className="num">{shortNumber(alert.ticket.number)}</span>
        ) : (
          <>
            {state}
            {by !== null && <span className={classes['by']}> · {by}</span>}
          </>
        )}
      </td>
      <td data-figure className="num">
        {format.number(alert.count)}
      </td>
      <td data-figure className="num">
        <span className={classes['when']}>
          {format.day(alert.lastAt, now) !== format.day(now, now) && <span>{format.day(alert.lastAt, now)}</span>}
          <span>{format.time(alert.lastAt)}</span>
        </span>
      </td>
    </tr>
  );
});

interface AlertTableProps {
  readonly alerts: readonly AlertRow[];
  readonly openId: string | undefined;
  readonly onOpen: (id: string) => void;
}

export const AlertTable = ({ alerts, openId, onOpen }: AlertTableProps) => {
  const { t } = useTranslation('alerts');
  return (
    <div className={classes['scroll']}>
      <ListTable
        className={classes['table']}
        columns={[
          { label: t('problem') },
          { label: t('source') },
          { label: t('state') },
          { label: t('seen'), isFigure: true },
          { label: t('lastSeen'), isFigure: true },
        ]}
      >
        {alerts.map((alert) => (
          <AlertLine key={alert.id} alert={alert} isOpen={alert.id === openId} onOpen={onOpen} />
        ))}
      </ListTable>
    </div>
  );
};
