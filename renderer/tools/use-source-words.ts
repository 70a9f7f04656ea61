import { useTranslation } from 'react-i18next';

const ATTRIBUTE = 'asset.attribute.';
const VALUE = 'value.';

/** What a source of values is called: an attribute by its own name, a usual value by itself. */
export const useSourceWords = (): ((source: string) => string) => {
  const { t, i18n } = useTranslation('tools');
  return (source) => {
    if (source.startsWith(ATTRIBUTE)) return source.slice(ATTRIBUTE.length);
    if (source.startsWith(VALUE)) return source.slice(VALUE.length);
    return i18n.exists(`tools:source.${source}`) ? t(`source.${source}` as 'source.asset.name') : source;
  };
};
