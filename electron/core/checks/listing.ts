import type { ConfigurationItem } from '#shared/assets/configuration-item.ts';
import type { StoredRecord } from '#shared/base/record.ts';
import type { Check, Subject } from '#shared/checks/check.ts';
import { STRIP_LENGTH, type AssetEnd, type CheckList, type ListedCheck } from '#shared/checks/operations.ts';
import { inMaintenance, stateOf } from '#shared/checks/states.ts';
import type { LinkedTicket } from '#shared/links/operations.ts';
import type { InLanguages } from '#shared/services/service.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { Desk } from '../desk.ts';
import type { CheckBook } from './check-book.ts';

interface Named extends StoredRecord {
  readonly name: string | InLanguages;
}

/** What became of the asset that a check looks after. */
const assetEndOf = (desk: Desk, { assetId }: Subject): AssetEnd | null => {
  if (assetId === null) return null;
  const asset = desk.records.get<ConfigurationItem>('ci', assetId);
  if (!asset) return 'gone';
  const { status } = asset;
  return status === 'retired' || status === 'disposed' || status === 'lost' ? status : null;
};

/** A check as a list shows it now. */
export const listed = (
  desk: Desk,
  book: CheckBook,
  check: Check,
  now: number,
  isRunning: boolean,
  rowOf: (ticketId: string) => LinkedTicket | undefined,
): ListedCheck => {
  const standing = book.standing(check.id);
  const ticketId = standing?.ticketId ?? null;
  const ticket = ticketId === null ? undefined : rowOf(ticketId);
  return {
    check,
    state: stateOf(check, standing, now),
    results: standing?.results.slice(-STRIP_LENGTH) ?? [],
    alert: standing?.alert ?? null,
    isRunning,
    inMaintenance: inMaintenance(check, now),
    ticket: ticket && isOpen(ticket.state) ? ticket : null,
    assetEnd: assetEndOf(desk, check.subject),
  };
};

/** The names of now of what checks look after; what is gone has none. */
export const namesOf = (desk: Desk, subjects: readonly Subject[]): CheckList['names'] => {
  const names: { [id: string]: InLanguages } = {};
  const add = (type: 'site' | 'ci', id: string | null): void => {
    const name = id === null || names[id] ? undefined : desk.records.get<Named>(type, id)?.name;
    if (id !== null && name !== undefined) names[id] = typeof name === 'string' ? { en: name, 'zh-CN': name } : name;
  };
  for (const { siteId, assetId } of subjects) {
    add('site', siteId);
    add('ci', assetId);
  }
  return names;
};
