import { useMemo } from 'react';
import type { Mentioned } from '#shared/watching/mentions.ts';
import { Blocks } from './block-views.tsx';
import { parseMarkdown } from './parse-markdown.ts';

interface MarkdownProps {
  readonly text: string;
  /** Whom the text mentions. */
  readonly people: readonly Mentioned[];
}

/** A text as React elements made from its tree: nothing of what was typed becomes HTML. */
export const Markdown = ({ text, people }: MarkdownProps) => {
  const blocks = useMemo(() => parseMarkdown(text, people), [text, people]);
  return <Blocks blocks={blocks} />;
};
