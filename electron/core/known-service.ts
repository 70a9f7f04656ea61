import { notFound } from '#shared/base/not-found.ts';
import type { StoredRecord } from '#shared/base/record.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import { refTo, type BusinessService, type ServiceRef } from '#shared/services/service.ts';

interface Reader {
  get<R extends StoredRecord>(type: R['type'], id: string): R | undefined;
}

/** A service that tickets can be given to, under the name it has here now. Refused as `record.not-found` where it is not here, or no longer offered. */
export const knownService = ({ id }: ServiceRef, records: Reader): Result<ServiceRef> => {
  const service = records.get<BusinessService>('service', id);
  return service?.active === true ? succeed(refTo(service)) : notFound('service', id);
};
