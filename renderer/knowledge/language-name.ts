const ownNames: Readonly<Record<string, string>> = { en: 'English', 'zh-CN': '中文' };

/** A language by the name that its readers give it: `English`, `中文`. */
export const languageName = (language: string): string => {
  const own = ownNames[language];
  if (own !== undefined) return own;
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  } catch {
    return language;
  }
};
