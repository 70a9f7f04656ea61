import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planArgv } from '#shared/tools/argv.ts';
import { definitionProblems } from '#shared/tools/check.ts';
import type { ToolDefinition } from '#shared/tools/tool.ts';
import { lookAt } from '#core/tools/look.ts';
import { shippedTools } from '#core/tools/shipped.ts';
import { definitionWith, dumpsArgv, textParameter } from '../../../support/fake-tool.ts';
import { hostile } from '../../../support/hostile.ts';
import { toolDesk, valueOf, type ToolDesk } from '../../../support/tool-desk.ts';

const ssh = '/usr/bin/ssh';
const shipped = (name: string): ToolDefinition => {
  const tool = shippedTools().find(({ definition }) => definition.name.en.startsWith(name));
  if (!tool) throw new Error(`there is no ${name}`);
  return tool.definition;
};
const texts = (definition: ToolDefinition, values: Record<string, string>): readonly string[] =>
  planArgv(definition, 'linux', values).argv.map(({ text }) => text);

describe.skipIf(process.platform !== 'linux')('hostile values over the registry', () => {
  let desk: ToolDesk;
  beforeEach(async () => {
    desk = await toolDesk();
  });
  afterEach(() => desk.remove());

  /** The shipped tool with a program that tells how it was called in the place of its own. */
  const withFake = async (name: string): Promise<{ definition: ToolDefinition; program: string; book: string }> => {
    const program = await desk.program('ansible-playbook', dumpsArgv);
    const book = join(desk.programs, 'site.yml');
    await writeFile(book, '- hosts: all\n');
    const { variants, files, ...rest } = shipped(name);
    const definition = {
      ...rest,
      files: files.map((file) => ({ ...file, path: book })),
      variants: variants.flatMap((variant) =>
        variant.platform === 'linux' ? [{ ...variant, programs: [program] }] : [],
      ),
    };
    return { definition, program, book };
  };

  it.each(['Ansible: dry run', 'Ansible: run playbook'])('%s takes none of them, and starts nothing', async (name) => {
    const { definition, program } = await withFake(name);
    const toolId = await desk.approved(definition);
    for (const value of hostile)
      for (const values of [
        { host: value, user: 'ops' },
        { host: 'srv-01', user: value },
      ]) {
        const answer = await desk.run(toolId, [program, ...texts(definition, values)], values, ['team-lead']);
        expect(answer, JSON.stringify(values)).toMatchObject({ ok: false, failure: { code: 'tool.values' } });
      }
    expect([...desk.folder.desk.records.ids('toolRun')]).toEqual([]);
  });

  it('hands a free text over as it is, also behind an equals sign, and nothing else happens', async () => {
    const program = await desk.program('ansible-playbook', dumpsArgv);
    const definition = {
      ...definitionWith(program, { parameters: [textParameter('a')] }),
      variants: definitionWith(program).variants.map((variant) => ({
        ...variant,
        argv: [
          { segments: [{ text: '--limit=' }, { parameter: 'a' }], onlyWith: null },
          { segments: [{ text: '--' }], onlyWith: null },
          { segments: [{ parameter: 'a' }], onlyWith: null },
        ],
      })),
    };
    const toolId = await desk.approved(definition);
    const taken: string[] = [];
    for (const a of hostile) {
      const { problems } = planArgv(definition, 'linux', { a });
      const answer = await desk.run(toolId, [program, `--limit=${a}`, '--', a], { a });
      if (Object.keys(problems).length > 0) {
        expect(answer, JSON.stringify(a)).toMatchObject({ ok: false, failure: { code: 'tool.values' } });
        continue;
      }
      taken.push(a);
      const { outputSha256 } = await desk.ended(valueOf(answer).runId);
      const said = JSON.parse(await desk.output(outputSha256)) as { argv: string[] };
      expect(said.argv.slice(1)).toEqual([`--limit=${a}`, '--', a]);
    }
    expect(taken).toContain('; rm -rf ~');
    expect(taken).toContain('%COMSPEC% /c reboot');
    expect(taken).not.toContain('srv\u202E10');
  }, 120_000);

  it.skipIf(!existsSync(ssh))('ssh itself reads a host, a user and a port, and nothing more', () => {
    const read = (argv: readonly string[]) => {
      const { stdout, status } = spawnSync(ssh, ['-F', '/dev/null', '-G', ...argv], { encoding: 'utf8' });
      const lines = stdout.split('\n');
      const of = (key: string) => lines.find((line) => line.startsWith(`${key} `))?.slice(key.length + 1);
      return { status, host: of('hostname'), user: of('user'), port: of('port'), proxy: of('proxycommand') };
    };
    const asked = { host: 'srv-01.example', port: '2222', user: 'ops', question: 'uptime' };
    expect(read(texts(shipped('SSH: state'), asked))).toEqual({
      status: 0,
      host: 'srv-01.example',
      user: 'ops',
      port: '2222',
      proxy: undefined,
    });
    const inTerminal = texts(shipped('SSH: terminal'), asked);
    expect(inTerminal.slice(0, 2)).toEqual(['-e', ssh]);
    expect(read(inTerminal.slice(2))).toMatchObject({ status: 0, host: 'srv-01.example', user: 'ops', port: '2222' });
    // What the registry would refuse, past it: a value in its place is still no option.
    expect(read(['-l', '-oProxyCommand=reboot', '--', 'srv-01.example']).proxy).toBeUndefined();
    expect(read(['-oProxyCommand=reboot', 'srv-01.example']).proxy).toBe('reboot');
  });

  it.each([
    'tool.bat',
    'tool.cmd',
    'TOOL.CMD',
    'tool.cmd.',
    'tool.cmd ',
    'tool.bat. .',
    'tool.ps1',
    'tool.vbs',
    'tool.js',
  ])('on Windows %j is no program: a shell would take its arguments apart', async (name) => {
    const plain = definitionWith('x');
    const variants = [{ ...plain.variants[0]!, platform: 'windows' as const, programs: [`C:\\tools\\${name}`] }];
    expect(definitionProblems({ ...plain, variants }).map(({ code }) => code)).toEqual(['script']);
    const path = await desk.program(name.trimEnd(), dumpsArgv);
    const there = [{ ...plain.variants[0]!, platform: 'windows' as const, programs: [path] }];
    expect(await lookAt({ ...plain, variants: there }, 'windows')).toMatchObject({
      ok: false,
      standing: { state: 'refused-program', fault: 'script' },
    });
  });
});
