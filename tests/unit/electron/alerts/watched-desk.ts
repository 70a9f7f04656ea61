import { openAlerts } from '#core/alerts/handlers.ts';
import { doRuleTask } from '#core/alerts/rule-tasks.ts';
import type { Desk } from '#core/desk.ts';
import { openLogs } from '#core/logs/handlers.ts';
import { OwnLog } from '#core/logs/own-log.ts';
import { plainRules } from '#core/tickets/ticket-commands.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import { succeed } from '#shared/base/result.ts';
import { logRoom } from '../../../support/log-room.ts';
import { nothingLooked } from './log-desk.ts';

const noLine = (line: string): void => {
  throw new Error(line);
};

/** Rules, alerts and logs of one desk, put together as the console does. A line that the console would write is an error unless it is asked for. */
export const watchedDesk = (desk: Desk, ownFolder: string, log = noLine) => {
  const linkAsset = () => succeed(null);
  const alerts = openAlerts(desk, {
    worker: doRuleTask,
    log,
    matrix: plainRules.matrix,
    linkAsset,
    zone: 'UTC',
    timelineOf: (ticketId) => readTimeline(desk.records, ticketId),
    ...nothingLooked,
    begin: (work) => work(),
  });
  const logs = openLogs(desk, {
    platform: {
      capabilities: { keychain: false, chooseFile: false, reveal: false, notify: false, savePdf: false },
      chooseFile: () => Promise.resolve(undefined),
    },
    worker: logRoom,
    notify: () => undefined,
    log,
    ownFolder,
    ownLog: new OwnLog(
      () => new Date(),
      () => undefined,
    ),
    problems: alerts.problems,
    isOn: () => true,
  });
  return { alerts, logs };
};
