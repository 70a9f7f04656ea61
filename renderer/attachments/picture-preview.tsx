import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import type { ShownFile } from './file-source.ts';
import { usePicture } from './use-picture.ts';
import classes from './attachments.module.css';

interface PicturePreviewProps {
  readonly file: ShownFile;
  /** Screen pixels for each of the picture; null fits it into the window. */
  readonly zoom: number | null;
}

/** The picture fitted to the window, or at a size of its own in a region that scrolls. */
export const PicturePreview = ({ file, zoom }: PicturePreviewProps) => {
  const { t } = useTranslation('attachments');
  const { url, failure } = usePicture(file, true);
  const [natural, setNatural] = useState<number>();
  const [isBroken, setBroken] = useState(false);
  if (failure) return <FailureBanner failure={failure} />;
  if (isBroken) return <p className={classes['noPreview']}>{t('noPicture')}</p>;
  if (url === undefined) return <SkeletonRows rows={8} />;
  return (
    <div
      className={classes['picture']}
      data-fit={zoom === null || undefined}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by the keyboard
      tabIndex={0}
      role="group"
      aria-label={file.name}
    >
      <img
        src={url}
        alt={file.name}
        draggable={false}
        style={zoom === null || natural === undefined ? undefined : { width: natural * zoom }}
        onLoad={(event) => setNatural(event.currentTarget.naturalWidth)}
        onError={() => setBroken(true)}
      />
    </div>
  );
};
