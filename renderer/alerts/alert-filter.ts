import type { AlertRow } from '#shared/alerts/operations.ts';
import type { Severity } from '#shared/alerts/rule.ts';

/** `open`: whatever is not closed. */
export const stateChoices = ['open', 'new', 'acknowledged', 'muted', 'closed', 'all'] as const;
export type StateChoice = (typeof stateChoices)[number];

export interface AlertFilter {
  readonly state: StateChoice;
  readonly severity: Severity | null;
  readonly text: string;
}

export const usualFilter: AlertFilter = { state: 'open', severity: null, text: '' };

export const isUsual = ({ state, severity, text }: AlertFilter): boolean =>
  state === usualFilter.state && severity === null && text.trim() === '';

const isOfState = (state: AlertRow['state'], choice: StateChoice): boolean =>
  choice === 'all' || (choice === 'open' ? state !== 'closed' : state === choice);

/** Words of an alert, in every language it has. */
const wordsOf = ({ name, code, key, moreKeys, sourceName, ticket }: AlertRow): readonly string[] => [
  name.en,
  name['zh-CN'],
  code,
  key,
  sourceName,
  ticket?.number ?? '',
  ...(moreKeys ?? []),
];

export const matchesFilter = (alert: AlertRow, { state, severity, text }: AlertFilter): boolean => {
  if (!isOfState(alert.state, state) || (severity !== null && alert.severity !== severity)) return false;
  const wanted = text.trim().toLowerCase();
  return wanted === '' || wordsOf(alert).some((each) => each.toLowerCase().includes(wanted));
};
