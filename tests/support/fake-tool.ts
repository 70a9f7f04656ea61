import type { Parameter, ToolDefinition } from '#shared/tools/tool.ts';

const both = (text: string) => ({ en: text, 'zh-CN': text });

/** A text of any characters that are seen. */
export const textParameter = (name: string, more: Partial<Parameter> = {}): Parameter => ({
  name,
  label: both(name),
  kind: 'text',
  isRequired: true,
  from: [],
  choices: [],
  least: 0,
  most: 0,
  allowed: '\\u0020-\\u{10FFFF}',
  longest: 500,
  ...more,
});

/** Writes how it was called as JSON, and nothing else. */
export const dumpsArgv = `#!${process.execPath}
const { argv, env } = process;
process.stdout.write(JSON.stringify({ argv: argv.slice(1), env: Object.keys(env).toSorted(), cwd: process.cwd() }) + '\\n');
`;

export const definitionWith = (
  program: string,
  more: Partial<ToolDefinition> = {},
  lines: readonly string[] = [],
): ToolDefinition => ({
  name: both('Fake'),
  purpose: both(''),
  toolClass: 'automation',
  risk: 'low',
  neededRole: 'worker',
  confirms: false,
  mode: 'captured',
  timeLimitS: 60,
  outputLimitBytes: 64 * 1024,
  parameters: [],
  files: [],
  variants: [
    {
      platform: 'linux',
      programs: [program],
      argv: lines.map((text) => ({ segments: [{ text }], onlyWith: null })),
      getting: both(''),
    },
  ],
  guide: { articleId: null, text: both('How to.') },
  ...more,
});
