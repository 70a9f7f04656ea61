import type { ComponentType } from 'react';
import type { Severity } from '#shared/alerts/rule.ts';
import type { AlertRow } from '#shared/alerts/operations.ts';
import type { LogLine } from '#shared/logs/line.ts';

/** A known problem that a line told of, as far as the logs have to know. */
export interface LineAlert {
  readonly id: string;
  readonly severity: Severity;
  readonly sourceId: string;
  readonly file?: string;
  readonly generation: number;
  readonly line: number;
  readonly keptLines: AlertRow['keptLines'];
  /** Neither muted nor over: it is shown above the lines. */
  readonly isStanding: boolean;
}

interface AlertSlotProps {
  readonly alertId: string;
  /** Others that stand in the same sources. */
  readonly more: number;
  /** No other line is in focus: T makes the ticket of the alert. */
  readonly hasKey: boolean;
}

/** What the logs take from another feature. */
export interface LogsSlots {
  /** Those that are not over, what was seen last first. */
  readonly alerts: readonly LineAlert[];
  readonly Alert: ComponentType<AlertSlotProps>;
}

type Place = Pick<LogLine, 'sourceId' | 'file' | 'generation' | 'line'>;

const placeKey = ({ sourceId, file, generation, line }: Place): string =>
  `${sourceId} ${generation} ${line} ${file ?? ''}`;

/** What a line has to do with an alert. */
export interface LineMark {
  readonly severity: Severity;
  /** It raised the alert; the others are kept with it, and go to its ticket. */
  readonly isRaising: boolean;
}

/** The marks of lines; undefined for most of them. A line that raised an alert says that, and of several alerts the first counts. */
export const marksByLine = (alerts: readonly LineAlert[]): ((line: Place) => LineMark | undefined) => {
  const marks = new Map<string, LineMark>();
  const put = (place: Place, mark: LineMark): void => {
    const key = placeKey(place);
    if (!marks.has(key)) marks.set(key, mark);
  };
  for (const alert of alerts) put(alert, { severity: alert.severity, isRaising: true });
  for (const alert of alerts) {
    const mark: LineMark = { severity: alert.severity, isRaising: false };
    for (let line = alert.keptLines[0]; line <= alert.keptLines[1]; line++) put({ ...alert, line }, mark);
  }
  return (line) => marks.get(placeKey(line));
};

/** The alert that stands above lines of these sources. With another line in focus, keys act on that line. */
export const alertOver = (
  alerts: readonly LineAlert[],
  sourceIds: readonly string[],
  focused: Place | undefined,
): AlertSlotProps | undefined => {
  const standing = alerts.filter(({ isStanding, sourceId }) => isStanding && sourceIds.includes(sourceId));
  const [first] = standing;
  return (
    first && {
      alertId: first.id,
      more: standing.length - 1,
      hasKey: focused === undefined || placeKey(focused) === placeKey(first),
    }
  );
};
