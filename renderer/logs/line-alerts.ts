import type { ComponentType } from 'react';
import type { Severity } from '#shared/alerts/rule.ts';
import type { LogLine } from '#shared/logs/line.ts';

/** A known problem that a line told of, as far as the logs have to know. */
export interface LineAlert {
  readonly id: string;
  readonly severity: Severity;
  readonly sourceId: string;
  readonly file?: string;
  readonly generation: number;
  readonly line: number;
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

/** How bad it is what a line told of; undefined for most lines. Of several alerts the first counts. */
export const severityByLine = (alerts: readonly LineAlert[]): ((line: Place) => Severity | undefined) => {
  const severities = new Map(alerts.toReversed().map((alert) => [placeKey(alert), alert.severity]));
  return (line) => severities.get(placeKey(line));
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
