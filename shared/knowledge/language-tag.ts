/** Whether a language is written as records have it: BCP 47 that names one, and in its usual form (`zh-CN`, not `zh-cn`), so that one language is one. */
export const isLanguageTag = (text: string): boolean => {
  if (!/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(text)) return false;
  try {
    return Intl.getCanonicalLocales(text)[0] === text;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};
