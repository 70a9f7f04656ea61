import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import { IconPhotoOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePicture } from '#renderer/attachments/use-picture.ts';
import type { ShownFile } from '#renderer/attachments/file-source.ts';
import type { StoredFile } from '#shared/attachments/operations.ts';
import { readPictureAddress } from '#shared/knowledge/pictures.ts';
import { ArticlePictureContext, type DrawArticlePicture } from '../article/article-picture.tsx';
import classes from './picture.module.css';

interface PictureSource {
  /** The article whose text is shown; null for one that is new. */
  readonly articleId: string | null;
  /** The draft that names pictures no article has yet. */
  readonly draft: { readonly key: string; readonly files: readonly StoredFile[] } | null;
  /** All at once, in sight or not: for what is printed. */
  readonly isWhole: boolean;
}

const SourceContext = createContext<PictureSource>({ articleId: null, draft: null, isWhole: false });

const fileOf = ({ articleId, draft }: PictureSource, sha256: string): ShownFile | undefined => {
  const kept = draft?.files.find((file) => file.sha256 === sha256);
  if (draft && kept) return { ...kept, from: { draftKey: draft.key } };
  // What it is, its bytes tell once they are here.
  return articleId === null ? undefined : { sha256, name: '', mediaType: '', bytes: 0, from: { articleId } };
};

/** Nothing yet, exactly as large as what will come. */
const roomFor = ({ width, height }: { readonly width: number; readonly height: number }): string =>
  `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='${width}' height='${height}'/%3E`;

const UNKNOWN_SIZE = { width: 320, height: 180 };

/** True from the moment that it comes near the part of the page in sight. */
const useSeen = (): readonly [ref: (element: HTMLElement | null) => void, isSeen: boolean] => {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (!element || isSeen) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
      },
      { rootMargin: '400px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [element, isSeen]);
  return [setElement, isSeen];
};

/** A picture of the article: fetched once it comes in sight, its room kept until then; named where it is not on this laptop. */
const OwnPicture = ({ address, alt }: { readonly address: string; readonly alt: string }) => {
  const { t } = useTranslation('knowledgeEditor');
  const source = use(SourceContext);
  const ref = readPictureAddress(address);
  const file = ref && fileOf(source, ref.sha256);
  const [watch, isSeen] = useSeen();
  const [isBroken, setBroken] = useState(false);
  const { url, failure } = usePicture(
    file ?? { sha256: ref?.sha256 ?? '', name: '', mediaType: '', bytes: 0, from: { articleId: '' } },
    (isSeen || source.isWhole) && file !== undefined,
  );
  if (!ref || !file || failure || isBroken)
    return (
      <span className={classes['missing']}>
        <IconPhotoOff size={14} stroke={1.6} aria-hidden />
        {alt === '' ? t('pictureMissingNoAlt') : t('pictureMissing', { alt })}
      </span>
    );
  const size = ref.size ?? UNKNOWN_SIZE;
  return (
    <span ref={watch} className={classes['picture']}>
      <img
        src={url ?? roomFor(size)}
        alt={alt}
        title={alt === '' ? undefined : alt}
        {...(ref.size ?? (url === undefined ? UNKNOWN_SIZE : {}))}
        data-loading={url === undefined || undefined}
        decoding="async"
        draggable={false}
        onError={() => setBroken(true)}
      />
    </span>
  );
};

const draw: DrawArticlePicture = (address, alt) => <OwnPicture address={address} alt={alt} />;

interface ArticlePicturesProps {
  readonly articleId: string | null;
  readonly draft?: PictureSource['draft'];
  readonly isWhole?: boolean;
  readonly children: ReactNode;
}

/** Around the text of an article: its own pictures are drawn there, those of the draft that it is written in among them. */
export const ArticlePictures = ({ articleId, draft = null, isWhole = false, children }: ArticlePicturesProps) => (
  <SourceContext value={{ articleId, draft, isWhole }}>
    <ArticlePictureContext value={draw}>{children}</ArticlePictureContext>
  </SourceContext>
);
