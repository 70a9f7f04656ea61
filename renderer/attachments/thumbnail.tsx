import { useState } from 'react';
import { isPicture } from '#shared/attachments/media-type.ts';
import { FileGlyph } from './file-kind.tsx';
import type { ShownFile } from './file-source.ts';
import { usePicture } from './use-picture.ts';
import classes from './attachments.module.css';

/** Larger pictures are drawn when somebody opens them. */
const MAX_THUMBNAIL_BYTES = 4 * 1024 * 1024;

/** The picture itself, small; a glyph for everything else. Decoration: the name stands beside it. */
export const Thumbnail = ({ file }: { readonly file: ShownFile }) => {
  const wanted = isPicture(file.mediaType) && file.bytes <= MAX_THUMBNAIL_BYTES;
  const { url } = usePicture(file, wanted);
  const [isBroken, setBroken] = useState(false);
  return (
    <span className={classes['thumbnail']} data-picture={(wanted && url !== undefined && !isBroken) || undefined}>
      {wanted && url !== undefined && !isBroken ? (
        <img src={url} alt="" decoding="async" draggable={false} onError={() => setBroken(true)} />
      ) : (
        <FileGlyph mediaType={file.mediaType} />
      )}
    </span>
  );
};
