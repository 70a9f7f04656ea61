import type { Client } from '#renderer/api/client.ts';
import { base64Of } from '#renderer/ui/base64-of.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { fileKindOf, maxBytesOf, type FileKind } from '#shared/knowledge/exchange/file-kind.ts';
import { EXCHANGE_CHUNK_BYTES, MAX_FOLDER_BYTES, MAX_FOLDER_FILES } from '#shared/knowledge/exchange/limits.ts';
import { placeOf } from '#shared/knowledge/exchange/path.ts';
import type { Chosen } from './chosen-files.ts';

const unreadable = (problem: string, message: string): Result<never> =>
  refuse('knowledge.unreadable', message, { problem });

/** The files one after the other. A text past what one may weigh is named by the core, and its bytes do not matter. */
const blobOf = (chosen: Chosen): Blob =>
  chosen.from === 'archive' ? chosen.file : new Blob(chosen.files.map(({ file }) => file));

type ChosenFolder = Extract<Chosen, { readonly from: 'folder' }>;

const kindOf = ({ path }: ChosenFolder['files'][number]): FileKind => fileKindOf(placeOf(path) ?? path);

/** Texts first, then as many pictures as there is room for: what is not handed over is named where a text shows it. */
const withRoom = (chosen: ChosenFolder): ChosenFolder & { readonly tooLarge: readonly string[] } => {
  const isLight = (file: ChosenFolder['files'][number]): boolean => file.file.size <= maxBytesOf(kindOf(file));
  const texts = chosen.files.filter((file) => kindOf(file) !== 'picture');
  const files = texts.filter(isLight);
  let bytes = files.reduce((sum, { file }) => sum + file.size, 0);
  for (const picture of chosen.files) {
    if (kindOf(picture) !== 'picture' || !isLight(picture)) continue;
    if (files.length >= MAX_FOLDER_FILES || bytes + picture.file.size > MAX_FOLDER_BYTES) continue;
    files.push(picture);
    bytes += picture.file.size;
  }
  const leftOut =
    chosen.leftOut + chosen.files.length - texts.length - files.filter((file) => kindOf(file) === 'picture').length;
  return { ...chosen, files, leftOut, tooLarge: texts.filter((file) => !isLight(file)).map(({ path }) => path) };
};

/**
 * Hands what was chosen to the core, piece by piece: the same on every host, for none of them has to see the chooser. `onShare` is told how
 * far it is, 0 … 1; a true `stopped` ends it between two pieces.
 */
export const handOver = async (
  client: Client,
  chosen: Chosen,
  onShare: (importId: string, share: number) => void,
  stopped: () => boolean,
): Promise<Result<{ readonly importId: string }>> => {
  const kept = chosen.from === 'archive' ? chosen : withRoom(chosen);
  if (kept.from === 'folder' && kept.files.length > MAX_FOLDER_FILES)
    return unreadable('too-many-files', 'too many files');
  const bytes = blobOf(kept);
  if (bytes.size > MAX_FOLDER_BYTES) return unreadable('too-large', 'too large');
  const begun = await client.call(
    'knowledgeImport.begin',
    kept.from === 'archive'
      ? { from: 'archive', name: kept.name.slice(0, 255), size: kept.file.size }
      : {
          from: 'folder',
          name: kept.name.slice(0, 255),
          files: kept.files.map(({ path, file }) => ({ path: path.slice(0, 2_000), size: file.size })),
          tooLarge: kept.tooLarge.map((path) => path.slice(0, 2_000)),
          leftOut: kept.leftOut,
        },
  );
  if (!begun.ok) return begun;
  const { importId } = begun.value;
  onShare(importId, 0);
  for (let offset = 0; offset < bytes.size; offset += EXCHANGE_CHUNK_BYTES) {
    if (stopped()) return refuse('request.cancelled', 'stopped while handing over');
    let base64: string;
    try {
      base64 = await base64Of(bytes.slice(offset, offset + EXCHANGE_CHUNK_BYTES));
    } catch (error) {
      return unreadable('incomplete', error instanceof Error ? error.message : String(error));
    }
    const taken = await client.call('knowledgeImport.chunk', { importId, offset, base64 });
    if (!taken.ok) return taken;
    onShare(importId, Math.min(1, (offset + EXCHANGE_CHUNK_BYTES) / bytes.size));
  }
  return succeed({ importId });
};
