import type { ReactNode } from 'react';
import { langOf } from '#renderer/ui/text-lang.ts';
import { Words, type WordsProps } from './words.tsx';
import classes from './paper.module.css';

/** A titled part of the report. */
export const Part = ({ of, children }: { readonly of: WordsProps['of']; readonly children: ReactNode }) => (
  <section className={classes['part']}>
    <h2>
      <Words of={of} />
    </h2>
    {children}
  </section>
);

/** What somebody wrote, as written. */
export const Text = ({ children }: { readonly children: string }) => (
  <p className={classes['text']} lang={langOf(children)}>
    {children}
  </p>
);
