import { type LinkRecord, type LinkRow } from '#shared/links/link.ts';
import { LinkSet } from '#shared/links/link-set.ts';
import type { Desk } from './desk.ts';

/** All links of a desk, kept up with every commit as it is applied. Lives as long as the desk. */
export const openLinks = (desk: Desk): LinkSet => {
  const links = new LinkSet(desk.records.rows<LinkRow>('link'));
  desk.onApplied(({ puts, removes }) => {
    for (const record of puts) if (record.type === 'link') links.put(record as LinkRecord);
    for (const id of removes) if (id.startsWith('link:')) links.remove(id);
  });
  return links;
};
