import { useQuery } from '#renderer/api/use-query.ts';
import type { Notice } from '#shared/contract/notice.ts';

const concerns = (notice: Notice): boolean =>
  notice.name === 'documents.changed' || (notice.name === 'documents.progress' && notice.ended);

/** All documents as they stand now on this laptop. */
export const useCatalogue = () => useQuery('documents.list', {}, concerns);
