import { lazy, Suspense } from 'react';
import { Marked } from '#renderer/ui/marked.tsx';
import { langOf } from '#renderer/ui/text-lang.ts';
import type { Mentioned } from '#shared/watching/mentions.ts';
import classes from './prose.module.css';

/** The parser is fetched with the first text that is shown; until then, and should it not come, a text stands as it was typed. */
const Markdown = lazy(async () => ({ default: (await import('./markdown.tsx')).Markdown }));

const nobody: readonly Mentioned[] = [];

interface ProseProps {
  readonly text: string;
  readonly mentions?: readonly Mentioned[] | undefined;
  readonly className?: string | undefined;
}

/** What somebody wrote, read as Markdown. */
export const Prose = ({ text, mentions = nobody, className }: ProseProps) => (
  <div className={`${classes['prose']} ${className ?? ''}`} lang={langOf(text)}>
    <Suspense
      fallback={
        <p>
          <Marked text={text} />
        </p>
      }
    >
      <Markdown text={text} people={mentions} />
    </Suspense>
  </div>
);
