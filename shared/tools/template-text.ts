/**
 * Arguments as a person writes them, one a line: `{name}` is the value of a parameter, or the path of a file of the tool; `{{` and `}}` are braces;
 * `[name] ` at the beginning leaves the argument out where that parameter has no value. `{}` is nothing, for a literal that begins like that.
 */
import type { ArgumentTemplate, Segment } from './tool.ts';

const CONDITION = /^\[([a-z][a-zA-Z0-9]*)\] /;
const PIECE = /\{\{|\}\}|\{([a-zA-Z0-9]*)\}|[^{}]+|[{}]/g;

const parseArgument = (line: string, files: ReadonlySet<string>): ArgumentTemplate => {
  const condition = CONDITION.exec(line);
  const segments: Segment[] = [];
  let literal = '';
  const flush = () => {
    if (literal !== '') segments.push({ text: literal });
    literal = '';
  };
  for (const [piece, name] of line.slice(condition?.[0].length ?? 0).matchAll(PIECE)) {
    if (name === undefined) literal += piece === '{{' ? '{' : piece === '}}' ? '}' : piece;
    else if (name !== '') {
      flush();
      segments.push(files.has(name) ? { file: name } : { parameter: name });
    }
  }
  flush();
  return { segments: segments.length === 0 ? [{ text: '' }] : segments, onlyWith: condition?.[1] ?? null };
};

/** Empty lines are nothing. */
export const parseTemplate = (text: string, files: ReadonlySet<string>): readonly ArgumentTemplate[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => parseArgument(line, files));

const formatSegment = (segment: Segment): string => {
  if ('text' in segment) return segment.text.replaceAll('{', '{{').replaceAll('}', '}}');
  return `{${'file' in segment ? segment.file : segment.parameter}}`;
};

const formatArgument = ({ segments, onlyWith }: ArgumentTemplate): string => {
  const text = segments.map(formatSegment).join('');
  if (onlyWith !== null) return `[${onlyWith}] ${text}`;
  return CONDITION.test(text) || text === '' ? `{}${text}` : text;
};

export const formatTemplate = (argv: readonly ArgumentTemplate[]): string => argv.map(formatArgument).join('\n');
