import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { TFunction } from 'i18next';
import type { FormatLanguage } from '#renderer/ui/format.ts';
import { useTextsIn } from '#renderer/ui/use-texts-in.ts';
import type { PaperLanguage } from '#shared/report/choices.ts';
import { paperEn } from './paper.en.ts';
import { paperZhCN } from './paper.zh-CN.ts';
import classes from './paper.module.css';

const texts = { en: paperEn, 'zh-CN': paperZhCN } as const;

interface Voice {
  readonly language: FormatLanguage;
  readonly t: TFunction<'paper'>;
}

const Voices = createContext<readonly Voice[]>([]);

/** In which language, or languages, everything within is worded. */
export const Worded = ({ language, children }: { readonly language: PaperLanguage; readonly children: ReactNode }) => {
  const textsIn = useTextsIn('paper', texts);
  const voices = useMemo(
    () =>
      (language === 'both' ? (['en', 'zh-CN'] as const) : [language]).map((each) => ({
        language: each,
        t: textsIn(each),
      })),
    [language, textsIn],
  );
  return <Voices value={voices}>{children}</Voices>;
};

export interface WordsProps {
  readonly of: (t: TFunction<'paper'>) => string;
}

/** The same words in each language of the form, side by side. */
export const Words = ({ of }: WordsProps) => {
  const voices = useContext(Voices);
  return (
    <span className={classes['words']}>
      {voices.map(({ language, t }) => (
        <span key={language} lang={language}>
          {of(t)}
        </span>
      ))}
    </span>
  );
};
