import type { Mentioned } from '#shared/watching/mentions.ts';
import type { Block } from './markdown-tree.ts';
import { deskMarkdown, MAX_NESTING } from './markdown-rules.ts';
import { endBlocks, pastedRuns } from './pasted-lines.ts';
import { excessOf, TokenReader } from './read-tokens.ts';
import { linkText } from './text-links.ts';

const markdown = deskMarkdown();

/** More pieces than anybody formats by hand; drawing them would hold the window up, so such a text is shown as it was typed. */
const MAX_PIECES = 8_000;

/**
 * Reads a text in linear time and never throws; what is nested or formatted beyond measure comes back as the lines that were typed. `people`
 * are those whom the text mentions.
 */
export const parseMarkdown = (text: string, people: readonly Mentioned[] = []): readonly Block[] => {
  const byLength = people.toSorted((left, right) => right.name.length - left.name.length);
  const typed = text.replaceAll(/\r\n?/g, '\n').split('\n');
  const lines = endBlocks(typed, pastedRuns(typed));
  const tokens = markdown.parse(lines.join('\n'), { pasted: pastedRuns(lines) });
  if (excessOf(tokens, MAX_NESTING, MAX_PIECES))
    return [{ kind: 'lines', children: linkText(typed.join('\n'), byLength) }];
  return new TokenReader(tokens, { words: (words) => linkText(words, byLength), lineEnd: () => '\n' }).blocks();
};
