import { useCommands } from '#renderer/ui/use-commands.ts';
import type { AlertDetail } from '#shared/alerts/operations.ts';
import { AlertStrip } from './alert-strip.tsx';
import { useAlert } from './use-alert.ts';
import { useAlertActions, type AlertKeys } from './use-alert-actions.ts';

const ticketKey: AlertKeys = { ticket: 't' };
const noKeys: AlertKeys = {};

interface ShownProps {
  readonly alert: AlertDetail;
  readonly more: number;
  readonly hasKey: boolean;
}

const Shown = ({ alert, more, hasKey }: ShownProps) => {
  const actions = useAlertActions(alert, hasKey ? ticketKey : noKeys);
  useCommands('standing-alert', actions.commands);
  return <AlertStrip alert={alert} actions={actions} more={more} />;
};

interface StandingAlertProps extends Omit<ShownProps, 'alert'> {
  readonly alertId: string;
}

/** An alert above what it concerns. What is below keeps its keys, but for T where `hasKey` says so. */
export const StandingAlert = ({ alertId, ...rest }: StandingAlertProps) => {
  const { alert } = useAlert(alertId);
  return alert && <Shown alert={alert} {...rest} />;
};
