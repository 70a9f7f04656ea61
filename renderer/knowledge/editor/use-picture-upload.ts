import { useEffect, useEffectEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { TakenFile } from '#renderer/attachments/taken-files.ts';
import { useUploads, type PlaceUploads } from '#renderer/attachments/use-uploads.ts';
import { announce } from '#renderer/ui/announce.ts';
import { applyEdit, stateOf } from '#renderer/writing/apply-edit.ts';
import { isPicture } from '#shared/attachments/media-type.ts';
import type { StoredFile } from '#shared/attachments/operations.ts';
import { insertPicture } from './pictures-in-text.ts';

interface PictureUpload extends PlaceUploads {
  readonly take: (files: readonly TakenFile[]) => void;
}

const sizeOf = async (file: File): Promise<{ readonly width: number; readonly height: number } | null> => {
  try {
    const bitmap = await createImageBitmap(file);
    const size = { width: bitmap.width, height: bitmap.height };
    bitmap.close();
    return size;
  } catch {
    return null;
  }
};

/** Hands pictures over and puts each into the text once it lies on the disk and the draft names it. */
export const usePictureUpload = (
  draftKey: string,
  field: RefObject<HTMLTextAreaElement | null>,
  keepFile: (file: StoredFile) => Promise<void>,
): PictureUpload => {
  const { t } = useTranslation('knowledgeEditor');
  const { t: attachments } = useTranslation('attachments');
  const uploads = useUploads(draftKey);
  const leave = useEffectEvent(() => {
    for (const name of uploads.dropAll()) announce({ tone: 'refused', text: attachments('stopped', { name }) });
  });
  useEffect(() => () => leave(), []);
  const take = (files: readonly TakenFile[]) => {
    for (const taken of files)
      uploads.add([taken], async (stored) => {
        const size = isPicture(stored.mediaType) ? await sizeOf(taken.file) : null;
        if (!size) {
          announce({ tone: 'refused', text: t('onlyPictures', { name: taken.name }) });
          return undefined;
        }
        await keepFile(stored);
        if (field.current)
          applyEdit(
            field.current,
            insertPicture(stateOf(field.current), { sha256: stored.sha256, size }, t('pictureWords')),
          );
        return undefined;
      });
  };
  return { ...uploads, take };
};
