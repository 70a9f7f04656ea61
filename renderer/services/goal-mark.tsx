import { useTranslation } from 'react-i18next';
import { BreachGlyph, OkGlyph } from '#renderer/ui/glyphs.tsx';
import type { GoalState } from './use-measure-words.ts';

/** A tick where a goal is reached, an octagon where it is missed; nothing where nobody can tell. */
export const GoalMark = ({ state }: { readonly state: GoalState }) => {
  const { t } = useTranslation('services');
  if (state === 'unknown') return null;
  return state === 'reached' ? <OkGlyph label={t('state.reached')} /> : <BreachGlyph label={t('state.missed')} />;
};
