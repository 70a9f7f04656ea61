/**
 * What an open desk watches, composed: checks, logs and the alerts of known problems in them. A log asks the alerts which of its lines tell of a problem; an
 * alert that rises has something looked at by the checks; both end up on tickets.
 */
import type { ConfigurationItem } from '#shared/assets/configuration-item.ts';
import { hostOfAsset } from '#shared/assets/host.ts';
import type { LogSource } from '#shared/logs/source.ts';
import { openAlerts } from './alerts/handlers.ts';
import { openChecks } from './checks/handlers.ts';
import type { Desk } from './desk.ts';
import type { FeatureParts } from './feature-parts.ts';
import type { Begin } from './first-list.ts';
import { folderOfLog } from './log-folder.ts';
import { openLogs } from './logs/handlers.ts';
import type { OpenTickets } from './open-tickets.ts';

type Lent =
  | 'platform'
  | 'profileFolder'
  | 'alertWorker'
  | 'logWorker'
  | 'readAheadWorker'
  | 'leaving'
  | 'log'
  | 'ownLog'
  | 'notify'
  | 'isOn';

interface MonitoringParts extends Pick<FeatureParts, Lent> {
  readonly tickets: OpenTickets;
  /** IANA name. */
  readonly zone: string;
  readonly begin: Begin;
}

export const openMonitoring = (desk: Desk, parts: MonitoringParts) => {
  const { tickets, notify, log, zone, begin } = parts;
  const { port, tieAsset, clock } = tickets;
  const checks = openChecks(desk, { tickets: port, tieAsset, notify, log, zone, begin });
  const alerts = openAlerts(desk, {
    worker: parts.alertWorker,
    log,
    matrix: port.matrix,
    linkAsset: tieAsset,
    timelineOf: port.timelineOf,
    zone,
    clock,
    begin,
    look: checks.runDiagnostic,
    hostOf: (ciId) => hostOfAsset(desk.records.get<ConfigurationItem>('ci', ciId)),
    tellOutside: parts.platform.capabilities.notify ? parts.platform.notify : undefined,
    folderOf: (sourceId) => folderOfLog(desk.records.get<LogSource>('logSource', sourceId)),
    notify,
  });
  const logs = openLogs(desk, {
    platform: parts.platform,
    worker: parts.logWorker,
    readAheadWorker: parts.readAheadWorker,
    notify,
    log,
    ownFolder: parts.profileFolder,
    ownLog: parts.ownLog,
    leaving: parts.leaving,
    problems: alerts.problems,
    isOn: parts.isOn,
    begin,
  });
  return {
    handlers: { ...checks.handlers, ...alerts.handlers, ...logs.handlers },
    stop: () => void logs.stop(),
  };
};
