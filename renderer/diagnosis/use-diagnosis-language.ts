import { useTranslation } from 'react-i18next';
import type { DiagnosisLanguage } from '#shared/diagnosis/tree.ts';

/** The language on screen, in which trees are shown and their steps written down. */
export const useDiagnosisLanguage = (): DiagnosisLanguage => {
  const { i18n } = useTranslation();
  return i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
};
