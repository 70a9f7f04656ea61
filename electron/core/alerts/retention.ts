/** Alerts that have been over for longer than the desk keeps them go, each with its word in the trail. Their tickets keep the lines as a file. */
import {
  ALERT_SETTINGS_ID,
  usualAlertSettings,
  type Alert,
  type AlertSettings,
  type AlertSettingsRecord,
} from '#shared/alerts/alert.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import type { Desk } from '../desk.ts';
import type { Begin } from '../first-list.ts';
import type { Records } from '../storage/store.ts';
import { Turns } from '../turns.ts';
import { overSince } from './alert-index.ts';

/** What deletes by itself goes by a clock that is believed. */
export interface TrustedClock {
  readonly ready: Promise<void>;
  readonly isTrusted: () => boolean;
}

/** Of one commit: nobody's keys wait for what was left from years. */
const PER_COMMIT = 50;
/** Also the time in which a shorter term can be taken back. */
const EVERY_MS = 3_600_000;
const MS_PER_DAY = 24 * 3_600_000;

export const alertSettings = (records: Pick<Records, 'get'>): AlertSettings & { readonly revision: number | null } => {
  const saved = records.get<AlertSettingsRecord>('alertSettings', ALERT_SETTINGS_ID);
  return {
    ...(saved ? { keepClosedDays: saved.keepClosedDays } : usualAlertSettings),
    revision: saved?.revision ?? null,
  };
};

/** Deletes what is due in commits of bounded size; resolves to how many. Stops at the first failure of the disk. */
export const deleteExpired = async (desk: Desk, isStopped = (): boolean => false): Promise<Result<number>> => {
  const { records, ambient } = desk;
  const { keepClosedDays } = alertSettings(records);
  if (keepClosedDays === null) return succeed(0);
  const until = new Date(ambient.now().getTime() - keepClosedDays * MS_PER_DAY).toISOString();
  const isDue = (reading: Pick<Records, 'get'>, alert: Alert | undefined): alert is Alert => {
    const since = alert && overSince(reading, alert);
    return since !== undefined && since !== null && since < until;
  };
  const turns = new Turns(() => ambient.mono());
  const due: string[] = [];
  // Others write while this has its rests.
  const ids = [...records.ids('alert')];
  for (const id of ids) {
    if (turns.due) await turns.rest();
    if (isDue(records, records.get<Alert>('alert', id))) due.push(id);
  }
  let deleted = 0;
  for (let from = 0; from < due.length && !isStopped(); from += PER_COMMIT) {
    const done = await desk.commit(desk.deviceActor, (unit) => {
      let count = 0;
      for (const id of due.slice(from, from + PER_COMMIT)) {
        const alert = unit.get<Alert>('alert', id);
        // Somebody may have opened it again, or its ticket.
        if (!isDue(unit, alert)) continue;
        unit.remove(id);
        unit.audit({
          action: 'alert.expire',
          object: { type: 'alert', id, number: null },
          ...unit.difference('alert', id, alert, undefined),
        });
        count++;
      }
      return succeed(count);
    });
    if (!done.ok) return done;
    deleted += done.value;
    await turns.rest();
  }
  return succeed(deleted);
};

/** Deletes what is due now and then every hour, while the clock is believed and the disk takes it. Returns what stops it. */
export const startRetention = (desk: Desk, clock: TrustedClock, begin: Begin): (() => void) => {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const mayGo = (): boolean => !stopped && desk.status.state === 'ok' && clock.isTrusted();
  const round = async (): Promise<void> => {
    await clock.ready;
    if (mayGo()) await deleteExpired(desk, () => !mayGo());
    if (!stopped) timer = setTimeout(() => void round(), EVERY_MS).unref();
  };
  begin(() => void round());
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
};
