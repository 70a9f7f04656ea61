import type { Client } from '#renderer/api/client.ts';
import { hostOfAsset } from '#shared/checks/host-of-asset.ts';
import type { DiagnosticDraft } from './diagnostic-draft.ts';

/** A form that begins with what an asset is reached by; an empty one where that is not known. */
export const beginWithAsset = async (client: Client, ciId: string): Promise<Partial<DiagnosticDraft>> => {
  const got = await client.call('assets.get', { ciId });
  const host = got.ok ? hostOfAsset(got.value.item) : undefined;
  if (host === undefined) return {};
  const written = host.includes(':') ? `[${host}]` : host;
  return { host, name: host, url: `https://${written}/` };
};

/** The same for the first asset that a ticket is about. */
export const beginWithTicket = async (client: Client, ticketId: string): Promise<Partial<DiagnosticDraft>> => {
  const got = await client.call('assets.ofTicket', { ticketId });
  for (const { id } of got.ok ? got.value : []) {
    const begin = await beginWithAsset(client, id);
    if (begin.host !== undefined) return begin;
  }
  return {};
};
