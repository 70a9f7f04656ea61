import { useQuery } from '#renderer/api/use-query.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { serviceFinder } from '#shared/services/assignment.ts';
import { useServiceName } from './use-service-name.ts';

const concerns = ({ name }: Notice): boolean => name === 'services.changed';

/** The services tickets can belong to, undefined until they are here, and which of them a category leads to. */
export const useTicketServices = (category: string | null) => {
  const { value: services } = useQuery('services.names', {}, concerns);
  const nameOf = useServiceName();
  const found = services && serviceFinder(services)({ serviceId: null, category });
  return { services, byCategory: services?.find(({ id }) => id === found), nameOf };
};
