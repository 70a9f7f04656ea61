import { useQuery } from '#renderer/api/use-query.ts';
import { compareNames } from '#shared/base/name-order.ts';
import type { ListedCheck } from '#shared/checks/operations.ts';
import { checkStates } from '#shared/checks/states.ts';
import type { Notice } from '#shared/contract/notice.ts';

const concerns = ({ name }: Notice): boolean =>
  name === 'checks.changed' || name === 'checks.news' || name === 'directory.changed' || name === 'assets.changed';

/** All checks as they stand now on this laptop. */
export const useChecks = () => useQuery('checks.list', {}, concerns);

/** What somebody has to see to comes first, then by title. */
export const byNeed = (left: ListedCheck, right: ListedCheck): number =>
  checkStates.indexOf(left.state) - checkStates.indexOf(right.state) ||
  compareNames(left.check.title, right.check.title);
