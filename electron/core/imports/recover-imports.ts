import { succeed, type Result } from '#shared/base/result.ts';
import type { ImportBatch } from '#shared/imports/batch.ts';
import type { Desk } from '../desk.ts';
import type { Job } from '../job.ts';
import { takeBack } from './take-back.ts';

/**
 * Ends what a crash cut off: an import that was running is taken back, an undo is carried to its end. Only batches of this laptop,
 * under whatever identity it began them; another console's are its own to end. Resolves to the number of batches ended.
 */
export const recoverImports = async (desk: Desk, jobFor: (batchId: string) => Job): Promise<Result<number>> => {
  const unfinished = [...desk.records.ids('importBatch')]
    .flatMap((id) => desk.records.get<ImportBatch>('importBatch', id) ?? [])
    .filter(({ state, device }) => (state === 'running' || state === 'undoing') && desk.ownDevices.includes(device));
  for (const batch of unfinished) {
    const taken = await takeBack({
      desk,
      actor: desk.deviceActor,
      batchId: batch.id,
      endsAs: batch.endsAs ?? 'interrupted',
      job: jobFor(batch.id),
    });
    if (!taken.ok) return taken;
  }
  return succeed(unfinished.length);
};
