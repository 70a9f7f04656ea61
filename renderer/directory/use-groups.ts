import { useQuery } from '#renderer/api/use-query.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { GroupView } from '#shared/groups/operations.ts';

const concerns = (notice: Notice): boolean => notice.name === 'groups.changed';
const none: readonly GroupView[] = [];

/** The assignment groups of the desk, none until they are known. */
export const useGroups = (): readonly GroupView[] => useQuery('groups.list', {}, concerns).value?.groups ?? none;
