import type { Client } from '#renderer/api/client.ts';
import { base64Of } from '#renderer/ui/base64-of.ts';
import { PIECE_BYTES } from '#shared/attachments/limits.ts';
import type { StoredFile } from '#shared/attachments/operations.ts';
import { refuse, type Result } from '#shared/base/result.ts';

const stopped = refuse('request.cancelled', 'stopped while handing over');

/**
 * Hands a file to the core, piece by piece, until it lies on the disk: the same on every host. `onShare` is told how far it is, 0 … 1. Ended
 * by `signal` or by a refusal, nothing of it stays.
 */
export const handOver = async (
  client: Client,
  file: File,
  name: string,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<Result<StoredFile>> => {
  if (signal.aborted) return stopped;
  const begun = await client.call('attachments.begin', { name, bytes: file.size });
  if (!begun.ok) return begun;
  const { uploadId } = begun.value;
  const giveUp = async (why: Result<never>): Promise<Result<never>> => {
    await client.call('attachments.abort', { uploadId });
    return why;
  };
  for (let offset = 0; offset < file.size; offset += PIECE_BYTES) {
    if (signal.aborted) return giveUp(stopped);
    let base64: string;
    try {
      base64 = await base64Of(file.slice(offset, offset + PIECE_BYTES));
    } catch (error) {
      return giveUp(refuse('attachment.interrupted', error instanceof Error ? error.message : String(error)));
    }
    const taken = await client.call('attachments.append', { uploadId, offset, base64 });
    if (!taken.ok) return giveUp(taken);
    onShare(Math.min(1, (offset + PIECE_BYTES) / file.size));
  }
  return signal.aborted ? giveUp(stopped) : client.call('attachments.finish', { uploadId });
};
