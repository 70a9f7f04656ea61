import { useTranslation } from 'react-i18next';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import type { BulkRefusal } from '#shared/bulk/change.ts';
import type { BulkReport } from '#shared/bulk/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { ticketStates } from '#shared/tickets/ticket.ts';
import classes from './bulk.module.css';

/** Why one ticket is left out, short enough for a row. */
const useRefusalWords = (): ((refusal: BulkRefusal) => string) => {
  const { t } = useTranslation('bulk');
  const { t: word } = useTranslation('tickets');
  const failureText = useFailureText();
  return ({ code, details }) => {
    const state = ticketStates.find((each) => each === details['from']);
    return code === 'ticket.illegal-transition' && state
      ? t('ended', { state: word(`state.${state}`) })
      : failureText({ code, details, message: code });
  };
};

interface RefusedRowsProps {
  readonly rows: BulkReport['left'];
  readonly caption?: string;
}

/** Tickets that are left as they are, and why. */
export const RefusedRows = ({ rows, caption }: RefusedRowsProps) => {
  const { t } = useTranslation('bulk');
  const refusalWords = useRefusalWords();
  return (
    <table className={classes['table']}>
      {caption !== undefined && <caption>{caption}</caption>}
      <thead>
        <tr>
          <th scope="col">{t('column.number')}</th>
          <th scope="col">{t('column.title')}</th>
          <th scope="col">{t('column.why')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td className="num muted">{shortNumber(row.number)}</td>
            <td className="cut" title={row.title}>
              {row.title}
            </td>
            <td>{refusalWords(row)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
