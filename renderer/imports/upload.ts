import type { Client } from '#renderer/api/client.ts';
import { base64Of } from '#renderer/ui/base64-of.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import { IMPORT_CHUNK_BYTES } from '#shared/imports/limits.ts';

/**
 * Hands a chosen or dropped file to the core, piece by piece: the same on every host, for none of them has to see the chooser. `onShare`
 * is told how far it is, 0 … 1; a true `stopped` ends it between two pieces.
 */
export const uploadFile = async (
  client: Client,
  file: File,
  onShare: (importId: string, share: number) => void,
  stopped: () => boolean,
): Promise<Result<{ readonly importId: string }>> => {
  const begun = await client.call('imports.begin', { name: file.name, size: file.size });
  if (!begun.ok) return begun;
  const { importId } = begun.value;
  onShare(importId, 0);
  for (let offset = 0; offset < file.size; offset += IMPORT_CHUNK_BYTES) {
    if (stopped()) return { ok: false, failure: { code: 'request.cancelled', message: 'stopped while handing over' } };
    let base64: string;
    try {
      base64 = await base64Of(file.slice(offset, offset + IMPORT_CHUNK_BYTES));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { ok: false, failure: { code: 'import.unreadable', message, details: { problem: 'incomplete' } } };
    }
    const taken = await client.call('imports.chunk', { importId, offset, base64 });
    if (!taken.ok) return taken;
    onShare(importId, Math.min(1, (offset + IMPORT_CHUNK_BYTES) / file.size));
  }
  return succeed({ importId });
};
