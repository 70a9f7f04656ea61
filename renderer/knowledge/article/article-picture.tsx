import { createContext, type ReactNode } from 'react';
import { IconPhoto } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './article.module.css';

/** Draws a picture that is kept with an article; `address` is as the text has it, `attachment:…`. */
export type DrawArticlePicture = (address: string, alt: string) => ReactNode;

/** Named where it cannot be drawn, so that nothing the writer meant is lost. */
const NamedPicture = ({ alt }: { readonly alt: string }) => {
  const { t } = useTranslation('writing');
  return (
    <span className={classes['picture']}>
      <IconPhoto size={14} stroke={1.6} aria-hidden /> {alt === '' ? t('ownPicture') : t('pictureOf', { alt })}
    </span>
  );
};

/** Around all that shows an article. */
export const ArticlePictureContext = createContext<DrawArticlePicture>((_address, alt) => <NamedPicture alt={alt} />);
