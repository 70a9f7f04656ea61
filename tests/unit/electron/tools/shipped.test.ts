import { spawnSync } from 'node:child_process';
import { copyFile, rename, access } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planArgv } from '#shared/tools/argv.ts';
import { toolPlatforms, type ToolDefinition } from '#shared/tools/tool.ts';
import { launch } from '#core/tools/launch.ts';
import { closeLook, lookAt } from '#core/tools/look.ts';
import { shippedTools } from '#core/tools/shipped.ts';
import { definitionWith, textParameter } from '../../../support/fake-tool.ts';
import { toolDesk, valueOf, type ToolDesk } from '../../../support/tool-desk.ts';

const named = (name: string): { readonly id: string; readonly definition: ToolDefinition } => {
  const tool = shippedTools().find(({ definition }) => definition.name.en.startsWith(name));
  if (!tool) throw new Error(`there is no ${name}`);
  return tool;
};
const on = (name: string, platform: (typeof toolPlatforms)[number], values: Record<string, string>) => {
  const { argv, problems } = planArgv(named(name).definition, platform, values);
  return { argv: argv.map(({ text }) => text), problems };
};

/** What every guide tells, in this order. */
const sections = {
  en: ['What it is for', 'Before you start', 'Risks', 'Steps', 'What the result means'],
  'zh-CN': ['用途', '开始之前', '风险', '步骤', '结果的含义'],
} as const;

describe('a shipped tool', () => {
  it('has a guide in both languages, and says how to get it', () => {
    expect(shippedTools()).toHaveLength(14);
    for (const { definition } of shippedTools()) {
      const { text } = definition.guide;
      for (const language of ['en', 'zh-CN'] as const) {
        expect(text[language].length, definition.name.en).toBeGreaterThan(80);
        const heads = [...text[language].matchAll(/^## (.+)$/gm)].map(([, head]) => head);
        for (const head of sections[language]) expect(heads, definition.name.en).toContain(head);
        for (const { getting } of definition.variants) expect(getting[language], definition.name.en).not.toBe('');
        for (const { label } of [...definition.parameters, ...definition.files]) expect(label[language]).not.toBe('');
      }
    }
  });

  it('is the same tool on every laptop', () => {
    expect(new Set(shippedTools().map(({ id }) => id)).size).toBe(14);
    for (const { id } of shippedTools()) expect(id).toMatch(/^tool:[0-9A-HJKMNP-TV-Z]{26}$/);
  });

  it('makes the arguments that its program takes', () => {
    expect(on('Ping', 'linux', { host: '10.0.0.5', count: '4' }).argv).toEqual([
      '-c',
      '4',
      '-W',
      '2',
      '--',
      '10.0.0.5',
    ]);
    expect(on('Remote desktop', 'windows', { host: 'pc-1', port: '3389' }).argv).toEqual(['/v:pc-1:3389']);
    expect(on('Ansible: dry', 'linux', { host: 'srv', user: 'ops' }).argv).toEqual([
      '--check',
      '--diff',
      '--inventory',
      'srv,',
      '--user',
      'ops',
      '--',
      '',
    ]);
    expect(on('SSH: state', 'linux', { host: 'srv', port: '22', question: 'df -h' }).argv.slice(-3)).toEqual([
      '--',
      'srv',
      'df -h',
    ]);
  });

  it.each([
    '-oProxyCommand=reboot',
    'root@srv',
    '--',
    '-',
    'srv;reboot',
    'srv reboot',
    '$(reboot)',
    'srv\n-oX',
    '10.0.0.0/24',
    'ѕrv',
  ])('takes no host that is %j, on any platform', (host) => {
    for (const { definition } of shippedTools())
      for (const platform of toolPlatforms)
        for (const parameter of definition.parameters.filter(({ kind }) => kind === 'host'))
          expect(planArgv(definition, platform, { [parameter.name]: host }).problems[parameter.name]).toBeDefined();
  });
});

const ssh = '/usr/bin/ssh';
describe.skipIf(process.platform !== 'linux')('a program of this machine', () => {
  let desk: ToolDesk;
  beforeEach(async () => {
    desk = await toolDesk();
  });
  afterEach(() => desk.remove());

  it.skipIf(!existsSync(ssh))('ssh is asked over the registry, and is refused by a port where nobody is', async () => {
    const { id, definition } = named('SSH: state');
    valueOf(await desk.approve(id));
    const values = { host: '127.0.0.1', port: '1', user: 'nobody', question: 'uptime' };
    const argv = planArgv(definition, 'linux', values).argv.map(({ text }) => text);
    const event = await desk.ended(valueOf(await desk.run(id, [ssh, ...argv], values)).runId);
    expect(event).toMatchObject({ outcome: 'failed', exitCode: 255 });
    expect(event.outputBytes).toBeGreaterThan(0);
  });

  it.skipIf(!existsSync(ssh))('ssh takes what stands behind -- for a host, not for a command', async () => {
    const flag = join(desk.programs, 'flag');
    const host = `-oProxyCommand=touch ${flag}`;
    const definition = definitionWith(ssh, { parameters: [textParameter('host', { allowed: ' -~' })] });
    const argv = [
      ...['-o', 'BatchMode=yes', '--'].map((each) => ({ segments: [{ text: each }], onlyWith: null })),
      { segments: [{ parameter: 'host' }], onlyWith: null },
    ];
    const toolId = await desk.approved({ ...definition, variants: [{ ...definition.variants[0]!, argv }] });
    const event = await desk.ended(
      valueOf(await desk.run(toolId, [ssh, '-o', 'BatchMode=yes', '--', host], { host })).runId,
    );
    expect(event.outcome).toBe('failed');
    await expect(access(flag)).rejects.toThrow();
  });

  const isHere = (name: string): boolean =>
    ['/usr/bin', '/bin', '/usr/sbin', '/sbin'].some((folder) => existsSync(join(folder, name)));
  const runs = async (name: string): Promise<void> => {
    const tool = shippedTools().find(({ definition }) =>
      definition.variants.some(({ programs }) => programs.includes(name)),
    )!;
    valueOf(await desk.approve(tool.id));
    const values = { host: '127.0.0.1', count: '1', ports: '1' };
    const argv = planArgv(tool.definition, 'linux', values).argv.map(({ text }) => text);
    expect(await desk.standing(tool.id)).toMatchObject({ state: 'approved' });
    const prepared = valueOf(
      await desk.handlers['tools.prepare']({ toolId: tool.id, ticketId: desk.ticketId }, desk.technician),
    );
    const event = await desk.ended(valueOf(await desk.run(tool.id, [prepared.program ?? '', ...argv], values)).runId);
    expect(event.outcome).toBe('finished');
  };
  for (const name of ['ping', 'traceroute', 'nmap'])
    it.skipIf(!isHere(name))(`${name} is run where it is`, () => runs(name));

  it('that was put in the place of the one that was read is not what starts', async () => {
    const program = join(desk.programs, 'say');
    await copyFile('/bin/echo', program);
    const looked = await lookAt(definitionWith(program), 'linux');
    if (!looked.ok) throw new Error(looked.standing.state);
    await copyFile('/bin/cat', `${program}.new`);
    await rename(`${program}.new`, program);
    const launched = await launch({
      script: null,
      inPlace: [looked.look.program],
      secrets: { input: null, environment: {} },
      runId: 'toolRun:1',
      look: looked.look,
      argv: [],
      mode: 'captured',
      platform: 'linux',
      folder: desk.programs,
      temporary: null,
      fileBytes: null,
      onPipes: () => undefined,
    });
    await closeLook(looked.look);
    expect(launched).toEqual({ ok: false, why: 'changed' });
  });

  it('sees its own name, though it is started by its descriptor', async () => {
    const { stdout } = spawnSync('/bin/bash', ['-c', 'echo "$0"'], { encoding: 'utf8' });
    expect(stdout).toBe('/bin/bash\n');
    const definition = definitionWith('/bin/bash', {}, ['-c', 'echo "$0"']);
    const toolId = await desk.approved(definition);
    const { runId } = valueOf(await desk.run(toolId, ['/bin/bash', '-c', 'echo "$0"']));
    await desk.ended(runId);
    expect(desk.runs()[0]?.text).toBe('/bin/bash\n');
  });
});
