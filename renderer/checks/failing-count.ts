import { useQuery } from '#renderer/api/use-query.ts';
import type { Notice } from '#shared/contract/notice.ts';

const concerns = ({ name }: Notice): boolean => name === 'checks.changed' || name === 'checks.news';

/** Checks that fail now; undefined for none. */
export const useFailingCount = (): number | undefined => useQuery('checks.failing', {}, concerns).value || undefined;
