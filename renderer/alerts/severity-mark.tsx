import { useTranslation } from 'react-i18next';
import { IconInfoCircle } from '@tabler/icons-react';
import { BreachGlyph, RiskGlyph } from '#renderer/ui/glyphs.tsx';
import type { Severity } from '#shared/alerts/rule.ts';

/** How bad it is, by shape: an octagon, a triangle, a ring. */
export const SeverityMark = ({ severity }: { readonly severity: Severity }) => {
  const { t } = useTranslation('alerts');
  const label = t(`severity.${severity}`);
  if (severity === 'critical' || severity === 'high') return <BreachGlyph label={label} />;
  if (severity === 'medium') return <RiskGlyph label={label} />;
  return <IconInfoCircle size={14} stroke={1.6} role="img" aria-label={label} />;
};
