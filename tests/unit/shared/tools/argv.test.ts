import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planArgv } from '#shared/tools/argv.ts';
import { definitionProblems } from '#shared/tools/check.ts';
import { parseTemplate, formatTemplate } from '#shared/tools/template-text.ts';
import type { ArgumentTemplate, Parameter, ToolDefinition, ToolPlatform } from '#shared/tools/tool.ts';

const both = (text: string) => ({ en: text, 'zh-CN': text });

const text = (name: string, more: Partial<Parameter> = {}): Parameter => ({
  name,
  label: both(name),
  kind: 'text',
  isRequired: true,
  from: [],
  choices: [],
  least: 0,
  most: 0,
  // As much as any administrator can allow.
  allowed: '\\u0000-\\u{10FFFF}',
  longest: 500,
  ...more,
});

const toolWith = (
  argv: readonly ArgumentTemplate[],
  parameters: readonly Parameter[],
  platform: ToolPlatform = 'linux',
): ToolDefinition => ({
  name: both('Tool'),
  purpose: both(''),
  toolClass: 'other',
  risk: 'low',
  neededRole: 'worker',
  confirms: false,
  mode: 'captured',
  timeLimitS: 10,
  outputLimitBytes: 4096,
  parameters,
  files: [],
  variants: [{ platform, programs: [platform === 'windows' ? 'C:\\x.exe' : '/bin/x'], argv, getting: both('') }],
  guide: { articleId: null, text: both('How to.') },
});

const plan = (
  lines: string,
  parameters: readonly Parameter[],
  values: Record<string, string>,
  platform: ToolPlatform = 'linux',
) => planArgv(toolWith(parseTemplate(lines, new Set()), parameters, platform), platform, values);

const hostile = fc.constantFrom(
  '; rm -rf /',
  '$(reboot)',
  '`reboot`',
  '-oProxyCommand=reboot',
  '--help',
  '%PATH%',
  '*',
  '~',
  '" & calc & "',
  "' || '",
  '\\',
  '|cat',
  '> /etc/passwd',
  '–dash',
  '−minus',
  '/c calc',
  '@file',
);

describe('the arguments of a tool', () => {
  it('are the template with values in it, each in its own argument', () => {
    const { argv, problems } = plan(
      '-p\n{port}\n[user] -l\n[user] {user}\n--\n{host}::{port}',
      [text('port'), text('user', { isRequired: false }), text('host')],
      {
        port: '22',
        host: 'srv',
      },
    );
    expect(problems).toEqual({});
    expect(argv.map((each) => each.text)).toEqual(['-p', '22', '--', 'srv::22']);
    expect(argv.at(-1)?.pieces).toEqual([
      { text: 'srv', origin: { kind: 'parameter', name: 'host' } },
      { text: '::', origin: { kind: 'literal' } },
      { text: '22', origin: { kind: 'parameter', name: 'port' } },
    ]);
  });

  it('keep a value whole, whatever stands in it, and it begins no option unless options have ended', () => {
    const value = fc.oneof(
      hostile,
      fc.string({ minLength: 1, maxLength: 200 }),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }),
    );
    const segment = fc.oneof(
      fc.record({ text: fc.constantFrom('--x=', ':', 'a b', '/v:', '"') }),
      fc.record({ parameter: fc.constantFrom('one', 'two') }),
    );
    const template = fc.array(
      fc.record({ segments: fc.array(segment, { minLength: 1, maxLength: 4 }), onlyWith: fc.constant(null) }),
      { minLength: 1, maxLength: 8 },
    );
    const platform = fc.constantFrom<ToolPlatform>('linux', 'windows');
    fc.assert(
      fc.property(template, fc.nat(8), value, value, platform, (argv, at, one, two, on) => {
        const end = { segments: [{ text: '--' }], onlyWith: null };
        const templates = [...argv.slice(0, at), end, ...argv.slice(at)];
        const definition = toolWith(templates, [text('one'), text('two')], on);
        const planned = planArgv(definition, on, { one, two });
        expect(planned.argv).toHaveLength(templates.length);
        for (const [place, argument] of planned.argv.entries()) {
          const expected = templates[place]?.segments.map((each) =>
            'text' in each ? each.text : 'parameter' in each ? { one, two }[each.parameter] : '',
          );
          expect(argument.text).toBe(expected?.join(''));
          expect(argument.pieces.map((piece) => piece.text).join('')).toBe(argument.text);
          const [first] = argument.pieces;
          const isBefore = place < at;
          if (isBefore && first?.origin.kind === 'parameter' && /^[-\u2010-\u2015\u2212]/.test(argument.text))
            expect(Object.keys(planned.problems)).toContain(first.origin.name);
        }
        for (const each of [one, two])
          if (/[\0\n\r\u2028\u2029\u202E]/.test(each)) expect(Object.keys(planned.problems)).not.toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('let a dash begin a value behind -- only', () => {
    expect(plan('{a}', [text('a')], { a: '-x' }).problems).toEqual({ a: 'option' });
    expect(plan('--\n{a}', [text('a')], { a: '-x' }).problems).toEqual({});
    expect(plan('--with={a}', [text('a')], { a: '-x' }).problems).toEqual({});
    expect(plan('{a}', [text('a')], { a: '/x' }, 'windows').problems).toEqual({ a: 'option' });
    expect(plan('{a}', [text('a')], { a: '—x' }).problems).toEqual({ a: 'option' });
  });

  it('do not take a value from what an object has of its own', () => {
    expect(plan('--\n{constructor}', [text('constructor')], {}).problems).toEqual({ constructor: 'missing' });
  });

  it('are refused where all of them are longer than a system takes', () => {
    const many = Array.from({ length: 60 }, () => '{a}{a}').join('\n');
    expect(plan(many, [text('a')], { a: 'x'.repeat(300) }).problems).toEqual({ a: 'too-long' });
  });
});

describe('arguments as a person writes them', () => {
  it('come back as they were written, whatever stands in them', () => {
    const literal = fc.string({ minLength: 1, maxLength: 30 }).map((each) => each.replaceAll(/[\n\r]/g, ' '));
    const segment = fc.oneof(
      fc.record({ text: literal }),
      fc.record({ parameter: fc.constant('one') }),
      fc.record({ file: fc.constant('book') }),
    );
    const argument = fc.record({
      // Two literals side by side are one.
      segments: fc
        .array(segment, { minLength: 1, maxLength: 4 })
        .filter((all) => all.every((each, at) => at === 0 || !('text' in each && 'text' in (all[at - 1] ?? {})))),
      onlyWith: fc.constantFrom(null, 'one'),
    });
    fc.assert(
      fc.property(fc.array(argument, { maxLength: 6 }), (argv) => {
        expect(parseTemplate(formatTemplate(argv), new Set(['book']))).toEqual(argv);
      }),
    );
  });
});

describe('a definition', () => {
  const codes = (definition: ToolDefinition) => definitionProblems(definition).map(({ code }) => code);
  const sound = toolWith(parseTemplate('{a}', new Set()), [text('a')]);

  it('is sound where everything it names is there', () => {
    expect(codes(sound)).toEqual([]);
  });

  it('needs a guide, in both languages or as an article', () => {
    expect(codes({ ...sound, guide: { articleId: null, text: { en: 'How to.', 'zh-CN': '' } } })).toEqual([
      'guide-missing',
    ]);
    expect(codes({ ...sound, guide: { articleId: 'article:01J0000000000000000000000A', text: both('') } })).toEqual([]);
  });

  it('leaves no argument empty where an optional value is missing', () => {
    expect(codes(toolWith(parseTemplate('{a}', new Set()), [text('a', { isRequired: false })]))).toEqual([
      'optional-without-condition',
    ]);
  });

  it('names no script that another program takes apart', () => {
    for (const program of ['C:\\x.bat', 'C:\\x.CMD', 'C:\\x.cmd . ', 'x.ps1'])
      expect(
        codes({ ...sound, variants: [{ ...sound.variants[0]!, platform: 'windows', programs: [program] }] }),
      ).toEqual(['script']);
  });

  it('names a program by its place or by its name, never by a way from somewhere', () => {
    for (const program of ['../x', './x', 'a/b', '-x', '/a/../b', 'x;y'])
      expect(codes({ ...sound, variants: [{ ...sound.variants[0]!, programs: [program] }] })).toEqual([
        'not-a-program-name',
      ]);
  });

  it('offers no choice that reads as an option', () => {
    expect(codes(toolWith([], [text('a', { kind: 'choice', choices: ['ok', '-x'] })]))).toEqual(['choices']);
  });

  it('names what there is, and each thing once', () => {
    expect(codes(toolWith(parseTemplate('{b}', new Set()), [text('a'), text('a')]))).toEqual([
      'name-twice',
      'unknown-name',
    ]);
  });
});
