import { useQuery } from '#renderer/api/use-query.ts';
import type { Notice } from '#shared/contract/notice.ts';

const concerns = (notice: Notice): boolean => notice.name === 'directory.changed';

/** All organisations and sites, those not in use as well. */
export const usePlaces = () => useQuery('directory.places', {}, concerns);

/** All rotas with the people in them. */
export const useRotas = () => useQuery('directory.rotas', {}, concerns);
