import { appendFile, mkdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { definitionProblems } from '#shared/tools/check.ts';
import type { Parameter, ToolDefinition, ToolFile } from '#shared/tools/tool.ts';
import { MaskedText } from '#core/tools/masked-text.ts';
import { definitionWith, textParameter } from '../../../support/fake-tool.ts';
import { toolDesk, valueOf, type ToolDesk } from '../../../support/tool-desk.ts';

const both = (text: string) => ({ en: text, 'zh-CN': text });
const secret = (name: string, way: Parameter['secret']): Parameter =>
  textParameter(name, { isRequired: false, longest: 200, secret: way });
const fileArgument = (definition: ToolDefinition, name: string): ToolDefinition => ({
  ...definition,
  variants: definition.variants.map((variant) => ({
    ...variant,
    argv: [{ segments: [{ file: name }], onlyWith: null }],
  })),
});

describe('a secret in a text', () => {
  it.each([1, 2, 3, 7])('is masked wherever pieces of %i part it', (size) => {
    const masked = new MaskedText(['hunter22', 'hunter22-long']);
    const text = 'password hunter22, hunter22-long, hunter2 and hunter22';
    let out = '';
    for (let at = 0; at < text.length; at += size) out += masked.add(text.slice(at, at + size));
    out += masked.end();
    expect(out).not.toContain('hunter22');
    expect(out.startsWith('password ••••, ••••')).toBe(true);
    expect(out).toContain('hunter2 and');
  });

  const inPieces = (secrets: readonly string[], text: string, cuts: readonly number[]): string => {
    const masked = new MaskedText(secrets);
    const ends = [...cuts, text.length];
    return ends.map((end, at) => masked.add(text.slice(ends[at - 1] ?? 0, end))).join('') + masked.end();
  };

  it('that begins a longer one, or overlaps another, leaves nothing of that behind, at any two cuts', () => {
    const secrets = ['abcd', 'abcdef', 'efgh', 'defx'];
    for (const [text, whole] of [
      ['x abcdef y', 'x •••• y'],
      ['abcd ef', '•••• ef'],
      ['abcdefgh.', '••••.'],
      ['abcdefx', '••••'],
      ['abcdabcdef', '••••••••'],
      ['abcde', '••••e'],
      ['abc', 'abc'],
    ] as const)
      for (let first = 0; first <= text.length; first++)
        for (let second = first; second <= text.length; second++)
          expect(inPieces(secrets, text, [first, second]), `${text} ${first} ${second}`).toBe(whole);
  });

  it('comes out the same however the text is cut, and none of its characters do', () => {
    const word = (longest: number) => fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 4, maxLength: longest });
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ' '), { maxLength: 60 }).map((each) => each.join(''));
    fc.assert(
      fc.property(
        fc.array(word(9), { minLength: 1, maxLength: 4 }),
        text,
        fc.array(fc.nat(60), { maxLength: 20 }),
        (words, plain, places) => {
          const secrets = words.map((each) => each.join(''));
          const cuts = places.map((each) => Math.min(each, plain.length)).toSorted((left, right) => left - right);
          const isSecret = Array.from(plain, (_, at) =>
            secrets.some((each) =>
              Array.from(each, (__, back) => at - back).some((from) => from >= 0 && plain.startsWith(each, from)),
            ),
          );
          const out = inPieces(secrets, plain, cuts);
          expect(out).toBe(inPieces(secrets, plain, []));
          expect(out.replaceAll('•', '')).toBe(Array.from(plain, (each, at) => (isSecret[at] ? '' : each)).join(''));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('the definition of a secret', () => {
  const program = '/usr/bin/fake';
  const codes = (parameters: readonly Parameter[], argument?: string) =>
    definitionProblems({
      ...definitionWith(program, { parameters }),
      variants: definitionWith(program).variants.map((variant) => ({
        ...variant,
        argv: argument === undefined ? [] : [{ segments: [{ parameter: argument }], onlyWith: null }],
      })),
    }).map(({ code }) => code);
  it('is refused where others could see it, or it would decide what runs', () => {
    const input = secret('a', { by: 'input' });
    expect(codes([input])).toEqual([]);
    expect(codes([input], 'a')).toEqual(['secret-in-argument']);
    expect(codes([{ ...input, from: ['asset.name'] }])).toEqual(['secret-from-ticket']);
    expect(codes([{ ...input, kind: 'host' }])).toEqual(['secret-not-text']);
    expect(codes([input, { ...input, name: 'b' }])).toEqual(['secret-twice']);
    for (const variable of ['LD_PRELOAD', 'PATH', 'NODE_OPTIONS', 'PYTHONSTARTUP', 'DYLD_INSERT_LIBRARIES', 'BASH_ENV'])
      expect(codes([secret('a', { by: 'variable', variable })]), variable).toEqual(['secret-variable']);
    expect(codes([secret('a', { by: 'variable', variable: 'ROUTER_TOKEN' })])).toEqual([]);
  });
});

describe.skipIf(process.platform !== 'linux')('what a tool is given', () => {
  let desk: ToolDesk;
  beforeEach(async () => {
    desk = await toolDesk();
  });
  afterEach(() => desk.remove());

  const trail = async (): Promise<string> => JSON.stringify(await desk.trail());

  it('holds a secret where the tool reads it and nowhere else', async () => {
    const program = await desk.program(
      'asks',
      `#!${process.execPath}
const line = require('node:fs').readFileSync(0, 'utf8');
console.log(JSON.stringify({ argv: process.argv.slice(2), right: line === 'hunter2-of-ben\\n', token: process.env.ROUTER_TOKEN === 'token-of-ben' }));
console.log('you typed ' + line);
`,
    );
    const parameters = [
      secret('password', { by: 'input' }),
      secret('token', { by: 'variable', variable: 'ROUTER_TOKEN' }),
    ];
    const toolId = await desk.approved(definitionWith(program, { parameters }));
    const values = { password: 'hunter2-of-ben', token: 'token-of-ben' };
    const event = await desk.ended(valueOf(await desk.run(toolId, [program], values)).runId);
    const text = await desk.output(event.outputSha256);
    expect(JSON.parse(text.split('\n')[0] ?? '')).toEqual({ argv: [], right: true, token: true });
    expect(text).toContain('you typed ••••');
    const seen = [
      text,
      JSON.stringify(event),
      await trail(),
      JSON.stringify(desk.runs()),
      JSON.stringify(desk.notices),
    ];
    for (const each of seen) expect(each).not.toMatch(/of-ben/);
  });

  it('is a private copy of a file that stands alone, whatever happens to the original', async () => {
    const program = await desk.program(
      'reads',
      `#!${process.execPath}
const { readFileSync, statSync, writeFileSync } = require('node:fs');
const [, , path] = process.argv;
writeFileSync(${JSON.stringify(join(desk.programs, 'site.yml'))}, 'swapped');
console.log(JSON.stringify({ path, text: readFileSync(path, 'utf8'), mode: statSync(path).mode & 0o777 }));
`,
    );
    const path = join(desk.programs, 'site.yml');
    await writeFile(path, 'approved');
    const files: ToolFile[] = [{ name: 'playbook', label: both('Playbook'), path, scope: 'alone' }];
    const toolId = await desk.approved(fileArgument(definitionWith(program, { files }), 'playbook'));
    const event = await desk.ended(valueOf(await desk.run(toolId, [program, path])).runId);
    // It writes to the original as its first act, before it reads what it was given.
    const said = JSON.parse(await desk.output(event.outputSha256)) as { path: string; text: string; mode: number };
    expect(said).toMatchObject({ text: 'approved', mode: 0o400 });
    expect(said.path).not.toBe(path);
    expect(event.argv).toEqual([program, path]);
    await expect(readFile(said.path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is a private copy of a script that stands alone, under the same name', async () => {
    const program = await desk.program('alone', `#!${process.execPath}\nconsole.log(__filename);\n`);
    const toolId = await desk.approved(definitionWith(program, { copiesScript: true }));
    const event = await desk.ended(valueOf(await desk.run(toolId, [program])).runId);
    const path = (await desk.output(event.outputSha256)).trim();
    expect(path).not.toBe(program);
    expect(path.endsWith('/alone')).toBe(true);
    expect(dirname(path)).not.toBe(desk.programs);
  });

  it('is refused once anything in a folder that is part of the approval is another', async () => {
    const program = await desk.program('fake', `#!${process.execPath}\n`);
    const folder = join(desk.programs, 'books');
    await mkdir(join(folder, 'roles', 'web'), { recursive: true });
    await writeFile(join(folder, 'site.yml'), 'a');
    await writeFile(join(folder, 'roles', 'web', 'main.yml'), 'b');
    const path = join(folder, 'site.yml');
    const files: ToolFile[] = [{ name: 'playbook', label: both('Playbook'), path, scope: 'folder' }];
    const toolId = await desk.approved(fileArgument(definitionWith(program, { files }), 'playbook'));
    expect(await desk.standing(toolId)).toMatchObject({ state: 'approved' });
    await appendFile(join(folder, 'roles', 'web', 'main.yml'), 'c');
    const changed = { state: 'changed', changes: [{ what: 'folder', name: 'playbook', path }] };
    expect(await desk.standing(toolId)).toEqual(changed);
    expect(await desk.run(toolId, [program, path])).toMatchObject({ failure: { code: 'tool.not-approved' } });
    expect(await trail()).toContain('"after":{"code":"tool.not-approved"}');
    valueOf(await desk.approve(toolId));
    await rename(join(folder, 'roles', 'web', 'main.yml'), join(folder, 'roles', 'web', 'other.yml'));
    expect(await desk.standing(toolId)).toEqual(changed);
    await symlink('/etc', join(folder, 'elsewhere'));
    expect(await desk.standing(toolId)).toMatchObject({ state: 'no-file', fault: 'folder-unreadable' });
  });
});
