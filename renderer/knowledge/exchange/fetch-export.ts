import type { Client } from '#renderer/api/client.ts';
import { bytesOf } from '#renderer/ui/base64-of.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import type { MadeExport } from '#shared/knowledge/exchange/operations.ts';

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
