import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { createFormat, type Format } from './format.ts';

/** Dates and numbers in the language on screen; the same object until the language changes. */
export const useFormat = (): Format => {
  const { i18n } = useTranslation();
  const language = i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
  return useMemo(() => createFormat(language), [language]);
};
