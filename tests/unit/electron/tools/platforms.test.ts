/**
 * Systems that these tests do not run on, by what their documentation says: libuv (src/win/process.c) of processes, their job, quoting and search;
 * Microsoft of mstsc, CommandLineToArgvW and addresses of Remote Desktop; RFC 3986 of addresses; Apple's Terminal of `ssh://`.
 */
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planArgv } from '#shared/tools/argv.ts';
import { definitionProblems } from '#shared/tools/check.ts';
import { toolPlatforms, type ToolDefinition, type ToolMode, type ToolPlatform } from '#shared/tools/tool.ts';
import { closeLook, findProgram, lookAt } from '#core/tools/look.ts';
import { programFolders, startsAs, toolEnvironment } from '#core/tools/platform.ts';
import { shippedTools } from '#core/tools/shipped.ts';
import { definitionWith, textParameter } from '../../../support/fake-tool.ts';
import { toolDesk, type ToolDesk } from '../../../support/tool-desk.ts';

const shipped = (name: string): ToolDefinition => {
  const tool = shippedTools().find(({ definition }) => definition.name.en === name);
  if (!tool) throw new Error(`there is no ${name}`);
  return tool.definition;
};
const planned = (name: string, platform: ToolPlatform, values: Record<string, string>) => {
  const { argv, problems } = planArgv(shipped(name), platform, values);
  return { argv: argv.map(({ text }) => text), problems };
};
const onWindows = (program: string, argv: ToolDefinition['variants'][number]['argv'] = []): ToolDefinition => {
  const plain = definitionWith(program);
  return { ...plain, variants: plain.variants.map((each) => ({ ...each, platform: 'windows', argv })) };
};

/** As libuv writes an argument into a command line. */
const quoted = (argument: string): string => {
  if (argument === '') return '""';
  if (!/[ \t"]/.test(argument)) return argument;
  return `"${argument.replaceAll(/(\\*)("|$)/g, (_, slashes: string, end: string) => `${slashes}${slashes}${end === '' ? '' : '\\"'}`)}"`;
};

/** As Windows takes a command line apart: 2n backslashes before a quote are n, 2n+1 are n and the quote itself; others are themselves. */
const takenApart = (line: string): readonly string[] => {
  const found: string[] = [];
  let now = '';
  let isQuoted = false;
  let isBegun = false;
  for (let at = 0; at < line.length; at++) {
    const [slashes = ''] = /^\\*/.exec(line.slice(at)) ?? [];
    if (slashes !== '') {
      const isBeforeQuote = line[at + slashes.length] === '"';
      now += isBeforeQuote ? '\\'.repeat(Math.floor(slashes.length / 2)) : slashes;
      isBegun = true;
      at += slashes.length - 1;
      if (isBeforeQuote && slashes.length % 2 === 1) {
        now += '"';
        at++;
      }
    } else if (line[at] === '"') {
      isQuoted = !isQuoted;
      isBegun = true;
    } else if (!isQuoted && /[ \t]/.test(line[at] ?? '')) {
      if (isBegun) found.push(now);
      now = '';
      isBegun = false;
    } else {
      now += line[at] ?? '';
      isBegun = true;
    }
  }
  return isBegun ? [...found, now] : found;
};

describe('on Windows', () => {
  it('arguments come out of the command line as they went in, whatever a field takes', () => {
    expect(['hello"world', 'hello\\"world', 'hello\\world', 'hello world\\'].map(quoted)).toEqual([
      '"hello\\"world"',
      '"hello\\\\\\"world"',
      'hello\\world',
      '"hello world\\\\"',
    ]);
    const definition = {
      ...onWindows('C:\\tools\\fake.exe', [
        { segments: [{ text: '/v:' }, { parameter: 'a' }], onlyWith: null },
        { segments: [{ text: '--' }], onlyWith: null },
        { segments: [{ parameter: 'a' }], onlyWith: null },
      ]),
      parameters: [textParameter('a')],
    };
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('\\', '"', ' ', 'a', '%', '^', '&', "'"), maxLength: 40 }), (a) => {
        const { argv, problems } = planArgv(definition, 'windows', { a });
        if (Object.keys(problems).length > 0) return;
        const texts = argv.map(({ text }) => text);
        expect(takenApart(texts.map(quoted).join(' '))).toEqual(texts);
      }),
    );
  });

  it('what is read ends with the console and opens no window; a window of its own goes on', () => {
    expect(startsAs('windows', 'captured')).toEqual({ detached: false, windowsHide: true });
    expect(startsAs('windows', 'launched')).toEqual({ detached: true, windowsHide: false });
    for (const platform of ['linux', 'macos'] as const)
      for (const mode of ['captured', 'launched'] as const) expect(startsAs(platform, mode).detached).toBe(true);
  });

  it.each([
    'C:\\tools\\run.msc',
    'C:\\tools\\run.lnk',
    'C:\\tools\\run.scr',
    'C:\\tools\\run.hta',
    'C:\\tools\\run.exe.bat',
    'C:\\tools\\run.BAT...',
    'C:\\tools\\run',
    'run.cmd',
    'run.msc',
  ])('%s is no program', (program) => {
    expect(definitionProblems(onWindows(program)).map(({ code }) => code)).toEqual(['script']);
  });

  it.each(['C:\\Windows\\System32\\mstsc.exe', 'C:\\Windows\\System32\\chcp.com', 'ssh', 'ssh.exe'])(
    '%s may be one',
    (program) => {
      expect(definitionProblems(onWindows(program))).toEqual([]);
    },
  );

  it('a name is looked for as an .exe in the folders of the system, whatever PATHEXT and PATH say', async () => {
    const { looked } = await findProgram(onWindows('ssh'), 'windows');
    expect(looked).toEqual(programFolders.windows.map((folder) => `${folder}\\ssh.exe`));
    const surroundings = toolEnvironment(
      'windows',
      'captured',
      'toolRun:1',
      { PATH: 'C:\\evil', PATHEXT: '.BAT' },
      'C:\\own',
    );
    expect(surroundings['PATH']).toBe(programFolders.windows.join(';'));
    expect(surroundings).toMatchObject({ TEMP: 'C:\\own', TMP: 'C:\\own' });
    expect(Object.keys(surroundings)).not.toContain('PATHEXT');
  });

  it('all shipped programs are whole paths to an .exe', () => {
    for (const { definition } of shippedTools())
      for (const { platform, programs } of definition.variants)
        if (platform === 'windows') for (const program of programs) expect(program).toMatch(/^C:\\.+\.exe$/i);
  });
});

describe('what a tool is told of its surroundings', () => {
  const around = {
    HOME: '/home/li',
    DISPLAY: ':0',
    LANG: 'zh_CN.UTF-8',
    LANGUAGE: 'zh_CN:en',
    LC_CTYPE: 'zh_CN.UTF-8',
    XMODIFIERS: '@im=fcitx',
    GTK_IM_MODULE: 'fcitx',
    QT_IM_MODULE: 'fcitx',
    GDK_SCALE: '2',
    TERM: 'xterm-256color',
    LC_TOKEN: 'secret',
    AWS_SECRET_ACCESS_KEY: 'secret',
    LD_PRELOAD: '/tmp/evil.so',
    GTK_MODULES: 'evil',
    QT_PLUGIN_PATH: '/tmp/evil',
    PATH: '/tmp/evil',
  };
  const told = (mode: ToolMode, surroundings: Record<string, string> = around) => {
    const { PATH, ...rest } = toolEnvironment('linux', mode, 'toolRun:1', surroundings, null);
    expect(PATH).toBe(programFolders.linux.join(':'));
    return rest;
  };

  it('is the language, the input method and the screen of the person for a window of its own, and nothing secret', () => {
    expect(told('launched')).toEqual({
      HOME: '/home/li',
      DISPLAY: ':0',
      LANG: 'zh_CN.UTF-8',
      LANGUAGE: 'zh_CN:en',
      LC_CTYPE: 'zh_CN.UTF-8',
      XMODIFIERS: '@im=fcitx',
      GTK_IM_MODULE: 'fcitx',
      QT_IM_MODULE: 'fcitx',
      GDK_SCALE: '2',
      DESKSIDE_TOOL_RUN: 'toolRun:1',
    });
    expect(told('launched', {})).toEqual({ LANG: 'C.UTF-8', DESKSIDE_TOOL_RUN: 'toolRun:1' });
  });

  it('is the same everywhere for one whose output is read', () => {
    expect(told('captured')).toEqual({
      HOME: '/home/li',
      DISPLAY: ':0',
      LANG: 'C.UTF-8',
      TERM: 'dumb',
      DESKSIDE_TOOL_RUN: 'toolRun:1',
    });
  });
});

describe.skipIf(process.platform === 'win32')('a file that calls itself a program of Windows', () => {
  let desk: ToolDesk;
  beforeEach(async () => {
    desk = await toolDesk();
  });
  afterEach(() => desk.remove());

  const standing = async (path: string) => {
    const looked = await lookAt(onWindows(path), 'windows');
    if (!looked.ok) return looked.standing;
    await closeLook(looked.look);
    return 'program';
  };

  it('is one by what it begins with, and by where links to it lead', async () => {
    const program = await desk.program('tool.exe', 'MZ\u0090');
    expect(await standing(program)).toBe('program');
    const script = await desk.program('script.exe', '@echo off\r\nreboot\r\n');
    expect(await standing(script)).toMatchObject({ state: 'refused-program', fault: 'script' });
    await desk.program('batch.bat', 'MZ@echo off\r\n');
    await symlink(join(desk.programs, 'batch.bat'), join(desk.programs, 'linked.exe'));
    expect(await standing(join(desk.programs, 'linked.exe'))).toMatchObject({ fault: 'script' });
    await writeFile(join(desk.programs, 'alias.exe'), '', { mode: 0o755 });
    expect(await standing(join(desk.programs, 'alias.exe'))).toMatchObject({ fault: 'empty' });
  });
});

describe('an address', () => {
  const ipv6 = '2001:db8::15';
  it.each([
    ['Remote desktop (RDP)', 'windows', { host: ipv6, port: '3389' }, ['/v:[2001:db8::15]:3389']],
    ['Remote desktop (RDP)', 'linux', { host: ipv6, port: '3389' }, ['/v:[2001:db8::15]:3389', '/dynamic-resolution']],
    [
      'Remote desktop (Windows App)',
      'macos',
      { host: ipv6, port: '3389' },
      ['-b', 'com.microsoft.rdc.macos', 'rdp://full%20address=s:[2001:db8::15]:3389'],
    ],
    [
      'Remote desktop (Windows App)',
      'macos',
      { host: 'mypc', port: '3389' },
      ['-b', 'com.microsoft.rdc.macos', 'rdp://full%20address=s:mypc:3389'],
    ],
    [
      'SSH: terminal session',
      'macos',
      { host: ipv6, port: '22', user: 'ops' },
      ['-a', 'Terminal', 'ssh://ops@[2001:db8::15]:22'],
    ],
    ['Ping', 'linux', { host: ipv6, count: '4' }, ['-c', '4', '-W', '2', '--', ipv6]],
  ] as const)('of IPv6 stands in brackets before a port: %s on %s', (name, platform, values, argv) => {
    expect(planned(name, platform, values)).toEqual({ argv, problems: {} });
  });

  it.each(['x@evil.example', 'CORP\\ops', 'srv$', 'ops@corp.example'])(
    'is never parted by a user called %s: Terminal would connect to another host, or hand it to a shell',
    (user) => {
      const values = { host: 'srv-01', port: '22', user };
      expect(planned('SSH: terminal session', 'macos', values).problems).toEqual({ user: 'in-address' });
      // As an argument of its own it is whole.
      expect(planned('SSH: terminal session', 'linux', values).problems).toEqual({});
    },
  );

  it('is never parted by anything a field takes, on any system', () => {
    const letters = fc.constantFrom(...'aB9._-@%/:$ é');
    const plain = definitionWith('/usr/bin/open', { parameters: [textParameter('a')] });
    for (const platform of toolPlatforms) {
      const variants = plain.variants.map((each) => ({
        ...each,
        platform,
        argv: [{ segments: [{ text: 'ssh://' }, { parameter: 'a' }, { text: '@srv:22' }], onlyWith: null }],
      }));
      fc.assert(
        fc.property(fc.string({ unit: letters, minLength: 1, maxLength: 4 }), (a) => {
          const { argv, problems } = planArgv({ ...plain, variants }, platform, { a });
          if (Object.keys(problems).length > 0) return;
          const url = new URL(argv[0]?.text ?? '');
          expect([url.username.toLowerCase(), url.hostname, url.port]).toEqual([a.toLowerCase(), 'srv', '22']);
        }),
      );
    }
  });
});
