import { useTranslation } from 'react-i18next';
import type { FoundBy } from '#shared/knowledge/found.ts';
import classes from './snippet.module.css';

/** Why an article was found, where its title and the words around the hit do not say it: a tag, another word of the same meaning, a code. */
export const WhyFound = ({ why }: { readonly why: readonly FoundBy[] }) => {
  const { t } = useTranslation('search');
  const words = ({ as, in: field, typed, word }: FoundBy): string | undefined => {
    if (as === 'synonym' || as === 'typo' || as === 'code') return t(`why.${as}`, { typed, word });
    return field === 'tag' || field === 'category' || field === 'number' ? t(`why.${field}`, { word }) : undefined;
  };
  return why.map((each) => {
    const text = words(each);
    return (
      text !== undefined && (
        <span key={each.typed} className={classes['why']} title={text}>
          {text}
        </span>
      )
    );
  });
};
