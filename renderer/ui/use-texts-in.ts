import type { Namespace, TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormatLanguage } from './format.ts';

/**
 * Texts in a language that need not be the one on screen: for what somebody else reads, on this screen or on paper. `texts` holds the
 * namespace in both languages and is loaded with whatever shows it.
 */
export const useTextsIn = <Name extends Namespace & string>(
  namespace: Name,
  texts: Readonly<Record<FormatLanguage, object>>,
): ((language: FormatLanguage) => TFunction<Name>) => {
  const { i18n } = useTranslation();
  return useMemo(() => {
    for (const [language, resources] of Object.entries(texts))
      if (!i18n.hasResourceBundle(language, namespace)) i18n.addResourceBundle(language, namespace, resources);
    return (language) => i18n.getFixedT(language, namespace);
  }, [i18n, namespace, texts]);
};
