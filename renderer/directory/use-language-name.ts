import { useFormat } from '#renderer/ui/use-format.ts';

/** The name of a language in the language on screen; its code where there is none. */
export const useLanguageName = (): ((code: string) => string) => {
  const { language } = useFormat();
  const names = new Intl.DisplayNames(language === 'en' ? 'en-GB' : 'zh-CN', { type: 'language' });
  return (code) => {
    try {
      return names.of(code) ?? code;
    } catch {
      return code;
    }
  };
};
