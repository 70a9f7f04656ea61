import { useTranslation } from 'react-i18next';
import { ListTable } from '#renderer/ui/list-table.tsx';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { AlertRow } from '#shared/alerts/operations.ts';
import { wordsIn } from '#shared/alerts/rule.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { SeverityMark } from './severity-mark.tsx';
import { useStateWords } from './use-state-words.ts';
import classes from './alerts.module.css';

interface AlertTableProps {
  readonly alerts: readonly AlertRow[];
  readonly openId: string | undefined;
  readonly onOpen: (id: string) => void;
}

export const AlertTable = ({ alerts, openId, onOpen }: AlertTableProps) => {
  const { t } = useTranslation('alerts');
  const format = useFormat();
  const now = useNow();
  const stateWords = useStateWords();
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
        {alerts.map((alert) => {
          const name = wordsIn(alert.name, format.language);
          return (
            <tr
              key={alert.id}
              data-selected={alert.id === openId || undefined}
              data-over={alert.state === 'closed' || undefined}
              onClick={() => onOpen(alert.id)}
            >
              <td>
                <span className={classes['problem']}>
                  <SeverityMark severity={alert.severity} />
                  <button type="button" title={name} onClick={() => onOpen(alert.id)}>
                    <span lang={langOf(name)}>{name}</span>
                    {alert.key !== '' && <span className="muted mono"> {alert.key}</span>}
                    {alert.moreKeys && (
                      <span className="muted"> · {t('moreKeys', { count: alert.moreKeys.length })}</span>
                    )}
                    <span className={`muted ${classes['where']}`}> · {alert.sourceName}</span>
                  </button>
                </span>
              </td>
              <td title={alert.sourceName}>{alert.sourceName}</td>
              <td title={stateWords(alert)}>
                {alert.ticket && alert.ticket.isOpen ? (
                  <span className="num">{shortNumber(alert.ticket.number)}</span>
                ) : (
                  stateWords(alert)
                )}
              </td>
              <td data-figure className="num">
                {format.number(alert.count)}
              </td>
              <td data-figure className="num">
                {format.moment(alert.lastAt, now)}
              </td>
            </tr>
          );
        })}
      </ListTable>
    </div>
  );
};
