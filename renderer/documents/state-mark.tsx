import type { ReactNode } from 'react';
import { IconArchive, IconHelp, IconMapPin } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { BreachGlyph, OkGlyph, RiskGlyph } from '#renderer/ui/glyphs.tsx';
import type { DocumentState } from '#shared/documents/states.ts';
import classes from './documents.module.css';

const glyphs: Readonly<Record<DocumentState, ReactNode>> = {
  missing: <BreachGlyph />,
  changed: <BreachGlyph />,
  expired: <BreachGlyph />,
  review: <RiskGlyph />,
  unchecked: <IconHelp size={14} stroke={1.6} aria-hidden />,
  here: <OkGlyph />,
  elsewhere: <IconMapPin size={14} stroke={1.6} aria-hidden />,
  withdrawn: <IconArchive size={14} stroke={1.6} aria-hidden />,
};

/** What holds of a document, in a shape and a word. */
export const StateMark = ({ state }: { readonly state: DocumentState }) => {
  const { t } = useTranslation('documents');
  return (
    <span className={classes['state']}>
      {glyphs[state]}
      {t(`state.${state}`)}
    </span>
  );
};
