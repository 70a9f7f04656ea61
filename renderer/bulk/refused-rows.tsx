import { useTranslation } from 'react-i18next';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import type { BulkRefusal } from '#shared/bulk/change.ts';
import type { BulkReport } from '#shared/bulk/operations.ts';
import { ticketStates } from '#shared/tickets/ticket.ts';
import { NamedRows } from './named-rows.tsx';

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
    <NamedRows rows={rows} caption={caption} head={t('column.why')}>
      {refusalWords}
    </NamedRows>
  );
};
