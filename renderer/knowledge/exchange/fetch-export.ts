import type { Client } from '#renderer/api/client.ts';
import { bytesOf } from '#renderer/ui/base64-of.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import type { ExportedArticle } from '#shared/knowledge/exchange/exported.ts';
import type { MadeExport, PagesToPrint } from '#shared/knowledge/exchange/operations.ts';

/** The whole file of an export, piece by piece. The core lets go of it once it is here. */
export const fetchExport = async (client: Client, { exportId, bytes }: MadeExport): Promise<Result<Blob>> => {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let from = 0; from < bytes;) {
    const part = await client.call('knowledgeExport.chunk', { exportId, from });
    if (!part.ok) return part;
    const piece = bytesOf(part.value.base64);
    parts.push(piece);
    from += piece.length;
  }
  void client.call('knowledgeExport.discard', { exportId });
  return succeed(new Blob(parts));
};

/** All articles of a printed export, part by part. */
export const fetchPages = async (
  client: Client,
  { exportId, articles }: PagesToPrint,
): Promise<Result<readonly ExportedArticle[]>> => {
  const pages: ExportedArticle[] = [];
  while (pages.length < articles) {
    const part = await client.call('knowledgeExport.pages', { exportId, from: pages.length });
    if (!part.ok) return part;
    pages.push(...part.value.pages);
    if (part.value.pages.length === 0) break;
  }
  void client.call('knowledgeExport.discard', { exportId });
  return succeed(pages);
};
