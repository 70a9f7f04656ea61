import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planArgv } from '#shared/tools/argv.ts';
import type { ToolDefinition } from '#shared/tools/tool.ts';
import { shippedTools } from '#core/tools/shipped.ts';
import { definitionWith, textParameter } from '../../../support/fake-tool.ts';
import { hostile, leavingFlag } from '../../../support/hostile.ts';
import { toolDesk, valueOf, type ToolDesk } from '../../../support/tool-desk.ts';

const ssh = '/usr/bin/ssh';
const ping = '/usr/bin/ping';
/** How ssh turns down by itself what is no host and no user. */
const REFUSED = /invalid characters|^usage: ssh /i;

/** Nothing here leaves the machine: what is asked for is 127.0.0.1, or nothing at all. */
describe.skipIf(process.platform !== 'linux')('hostile values over the registry', () => {
  let desk: ToolDesk;
  let flag: string;
  beforeEach(async () => {
    desk = await toolDesk();
    flag = join(desk.programs, 'flag');
  });
  afterEach(() => desk.remove());
  const all = (): readonly string[] => [...hostile, ...leavingFlag(flag)];

  const shipped = async (name: string, program: string) => {
    const tool = shippedTools().find(({ definition }) => definition.name.en.startsWith(name));
    if (!tool) throw new Error(`there is no ${name}`);
    valueOf(await desk.approve(tool.id));
    return (values: Record<string, string>) => {
      const { argv } = planArgv(tool.definition, 'linux', values);
      return desk.run(tool.id, [program, ...argv.map(({ text }) => text)], values);
    };
  };
  const refusesAll = async (run: Awaited<ReturnType<typeof shipped>>, good: Record<string, string>) => {
    for (const name of Object.keys(good))
      for (const value of all())
        expect(await run({ ...good, [name]: value }), `${name}: ${JSON.stringify(value)}`).toMatchObject({
          ok: false,
          failure: { code: 'tool.values', details: { problems: { [name]: expect.any(String) as string } } },
        });
    expect([...desk.folder.desk.records.ids('toolRun')]).toEqual([]);
    expect(desk.events()).toEqual([]);
  };

  /** Takes any text that is seen in its last argument, and a program that says what it was given. */
  const wide = async (program: string, before: readonly string[], after: readonly string[]): Promise<WideTool> => {
    const plain = definitionWith(program, { parameters: [textParameter('value')] });
    const text = (each: string) => ({ segments: [{ text: each }], onlyWith: null });
    const definition: ToolDefinition = {
      ...plain,
      variants: plain.variants.map((variant) => ({
        ...variant,
        argv: [...before.map(text), { segments: [{ parameter: 'value' }], onlyWith: null }, ...after.map(text)],
      })),
    };
    return { definition, toolId: await desk.approved(definition), argvOf: (value) => [...before, value, ...after] };
  };
  interface WideTool {
    readonly definition: ToolDefinition;
    readonly toolId: string;
    readonly argvOf: (value: string) => readonly string[];
  }
  /** What it says of each value that is taken; those that are not are refused with a reason, and start nothing. */
  const saidOf = async (program: string, { definition, toolId, argvOf }: WideTool) => {
    const said = new Map<string, string>();
    for (const value of all()) {
      const { problems } = planArgv(definition, 'linux', { value });
      const argv = [program, ...argvOf(value)];
      const answer = await desk.run(toolId, argv, { value });
      if (problems['value'] !== undefined) {
        expect(answer, JSON.stringify(value)).toMatchObject({ ok: false, failure: { code: 'tool.values' } });
        continue;
      }
      const event = await desk.ended(valueOf(answer).runId);
      expect(event.argv).toEqual(argv);
      said.set(value, await desk.output(event.outputSha256));
      expect(existsSync(flag), JSON.stringify(value)).toBe(false);
    }
    return said;
  };

  it.skipIf(!existsSync(ssh))('ssh as it is shipped is given none of them', async () => {
    await refusesAll(await shipped('SSH: state', ssh), { host: '127.0.0.1', port: '1', user: 'nobody' });
  });

  it.skipIf(!existsSync(ssh))(
    'ssh takes any that it is given for a host or a user as that, or refuses it by itself',
    async () => {
      const options = ['-F', '/dev/null', '-G'];
      for (const { kind, before, after } of [
        { kind: 'host', before: [...options, '--'], after: [] },
        { kind: 'user', before: [...options, '-l'], after: ['--', '127.0.0.1'] },
      ]) {
        const said = await saidOf(ssh, await wide(ssh, before, after));
        expect(said.size, kind).toBeGreaterThan(20);
        for (const [value, text] of said) {
          expect(text, JSON.stringify(value)).not.toMatch(/^(?:proxycommand|localcommand|permitlocalcommand yes)/m);
          if (REFUSED.test(text)) continue;
          expect(text.toLowerCase().split('\n'), JSON.stringify(value)).toContain(`${kind} ${value}`.toLowerCase());
        }
      }
    },
    120_000,
  );

  it.skipIf(!existsSync(ssh))(
    'ssh that really calls 127.0.0.1 runs none of them on this side',
    async () => {
      const options = ['BatchMode=yes', 'HostName=127.0.0.1', 'Port=1', 'ConnectTimeout=2'];
      const before = ['-F', '/dev/null', ...options.flatMap((each) => ['-o', each]), '--'];
      const said = await saidOf(ssh, await wide(ssh, before, []));
      expect(said.size).toBeGreaterThan(20);
      for (const [value, text] of said)
        expect(text, JSON.stringify(value)).toMatch(new RegExp(`connection refused|${REFUSED.source}`, 'i'));
    },
    120_000,
  );

  it.skipIf(!existsSync(ping))('ping as it is shipped is given none of them', async () => {
    await refusesAll(await shipped('Ping', ping), { host: '127.0.0.1', count: '1' });
  });

  it.skipIf(!existsSync(ping))(
    'ping is given any as one argument, and says so',
    async () => {
      const said = await saidOf(ping, await wide(ping, ['-c'], ['--', '127.0.0.1']));
      expect(said.size).toBeGreaterThan(15);
      for (const [value, text] of said) {
        expect(text).toContain(value.trim());
        expect(text).toMatch(/invalid argument/);
      }
    },
    120_000,
  );
});
