import type { Client } from '#renderer/api/client.ts';
import { bytesOf } from '#renderer/ui/base64-of.ts';
import { saveFile } from '#renderer/ui/save-file.ts';
import type { Failure } from '#shared/base/result.ts';

/**
 * Offers the bytes of a version as a file to be saved. They are never opened here, and have no type but bytes, so that nothing takes them for a
 * page of this console.
 */
export const saveDocument = async (
  client: Client,
  documentId: string,
  versionId: string | null,
  fileName: string,
): Promise<Failure | undefined> => {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let from = 0; ;) {
    const piece = await client.call('documents.read', { documentId, versionId, from });
    if (!piece.ok) return piece.failure;
    const content = bytesOf(piece.value.base64);
    parts.push(content);
    from += content.length;
    if (from >= piece.value.bytes || content.length === 0) break;
  }
  saveFile(fileName, new Blob(parts, { type: 'application/octet-stream' }));
  return undefined;
};
