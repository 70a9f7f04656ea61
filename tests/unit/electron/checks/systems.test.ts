/** What systems say of themselves in their own programs: recorded answers, in several languages, behind programs that are really run. */
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LaptopSystem } from '#core/checks/systems/laptop-system.ts';
import { linuxSystem } from '#core/checks/systems/linux.ts';
import { macSystem } from '#core/checks/systems/macos.ts';
import { unknownSystem } from '#core/checks/systems/this-system.ts';
import { windowsSystem } from '#core/checks/systems/windows.ts';
import { diagnosticSchema } from '#shared/checks/diagnostic.ts';
import type { Finding } from '#shared/checks/finding.ts';
import { factOf, measureOf, noPlaces, run } from './probing.ts';

const fixtures = join(import.meta.dirname, '../../../fixtures/checks');
const asking = { signal: new AbortController().signal };
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'systems-'));
});
afterEach(() => rm(folder, { recursive: true }));

const program = async (name: string, body: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${body}\n`);
  await chmod(path, 0o755);
  return path;
};
/** Answers as it was recorded, with an exit code of 8 bits: that is all there is where this runs. */
const recorded = (name: string, file: string, exitCode = 0): Promise<string> =>
  program(name, `cat '${join(fixtures, file)}'; exit ${exitCode}`);

const service = (system: LaptopSystem, name = 'Spooler'): Promise<Finding> =>
  run({ kind: 'service', name }, { places: { ...noPlaces, system } });
const listening = ({ facts }: Finding): readonly string[] =>
  facts.flatMap(({ key, value }) => (key === 'listening' ? [value] : []));

it.each([
  ['MSSQL$ERP', true],
  ['Bonjour Service', true],
  ['Intel(R) TPM Provisioning Service', true],
  ['getty@tty1.service', true],
  ['com.apple.cups-lpd', true],
  ['--help', false],
  ['-H', false],
  ['a;b', false],
  ['type= all', false],
  ['$(x)', false],
  ['a\nb', false],
  ['../x', false],
  ['system/x', false],
  ['a*', false],
  ['', false],
])('%j as the name of a service: %s', (name, isOne) => {
  expect(diagnosticSchema.safeParse({ kind: 'service', name }).success).toBe(isOne);
});

it('a system that is not known says so, and that is no failure', async () => {
  expect(await service(unknownSystem)).toMatchObject({ outcome: 'unknown', meaning: 'serviceUnavailable' });
  for (const system of [
    windowsSystem({ sc: null, netstat: null }),
    macSystem({ launchctl: null, netstat: null, vmStat: null, uid: 501 }),
  ]) {
    expect(await service(system)).toMatchObject({ outcome: 'unknown', meaning: 'serviceUnavailable' });
    expect(await run({ kind: 'ports', ports: [] }, { places: { ...noPlaces, system } })).toMatchObject({
      outcome: 'unknown',
      meaning: 'portsUnavailable',
    });
  }
});

describe.runIf(process.platform !== 'win32')('systemd', () => {
  const linux = async (body: string): Promise<LaptopSystem> =>
    linuxSystem({
      systemctl: await program('systemctl', body),
      tables: [],
      routes: '/nowhere',
      routesSix: '/nowhere',
      memory: '/nowhere',
    });
  const says = (load: string, active: string): string =>
    `printf 'LoadState=${load}\\nActiveState=${active}\\nSubState=running\\nResult=success\\n'`;

  it.each([
    ['loaded', 'active', 'ok', 'serviceRuns'],
    ['loaded', 'inactive', 'failed', 'serviceStopped'],
    ['loaded', 'failed', 'failed', 'serviceFailed'],
    ['loaded', 'activating', 'warning', 'serviceStarting'],
    ['not-found', 'inactive', 'failed', 'serviceNotFound'],
    ['loaded', 'hibernating', 'unknown', 'serviceUnreadable'],
  ] as const)('%s, %s is %s', async (load, active, outcome, meaning) => {
    expect(await service(await linux(says(load, active)))).toMatchObject({ outcome, meaning });
  });

  it('gets the name as one argument, and no shell reads it', async () => {
    const seen = join(folder, 'args');
    await service(await linux(`printf '%s\\n' "$@" > '${seen}'; ${says('loaded', 'active')}`), 'a $b (c).service');
    expect((await readFile(seen, 'utf8')).split('\n').slice(-3)).toEqual(['--', 'a $b (c).service', '']);
  });

  it('that does not answer, or is not there, is no failure', async () => {
    const system = await linux("trap '' TERM; exec sleep 60");
    const places = { ...noPlaces, system };
    expect(await run({ kind: 'service', name: 'cups' }, { timeoutMs: 200, places })).toMatchObject({
      outcome: 'unknown',
      meaning: 'serviceNoAnswer',
    });
    expect(await service(await linux('exit 1'))).toMatchObject({ outcome: 'unknown', meaning: 'serviceUnavailable' });
  });

  it('is told nothing of this process', async () => {
    process.env['DESKSIDE_SECRET'] = 'hunter2';
    const seen = join(folder, 'environment');
    await service(await linux(`env > '${seen}'; ${says('loaded', 'active')}`));
    delete process.env['DESKSIDE_SECRET'];
    expect(await readFile(seen, 'utf8')).not.toContain('hunter2');
  });
});

describe.runIf(process.platform !== 'win32')('Windows', () => {
  const withService = async (file: string, exitCode = 0): Promise<Finding> =>
    service(windowsSystem({ sc: await recorded('sc.exe', file, exitCode), netstat: null }));
  const withNetstat = async (file: string): Promise<LaptopSystem> =>
    windowsSystem({ sc: null, netstat: await recorded('netstat.exe', file) });

  it.each([
    ['sc-running.en.txt', 'ok', 'serviceRuns', 'RUNNING'],
    ['sc-stopped.de.txt', 'failed', 'serviceStopped', 'STOPPED'],
    ['sc-failed.zh.txt', 'failed', 'serviceFailed', 'STOPPED'],
    ['sc-never-started.en.txt', 'failed', 'serviceStopped', 'STOPPED'],
    ['sc-paused.en.txt', 'failed', 'servicePaused', 'PAUSED'],
    ['sc-starting.en.txt', 'warning', 'serviceStarting', 'START_PENDING'],
  ] as const)('%s: a service is %s, in whatever language', async (file, outcome, meaning, state) => {
    const finding = await withService(file);
    expect(finding).toMatchObject({ outcome, meaning });
    expect(factOf(finding, 'state')).toBe(state);
  });

  it('tells the process behind a service, and what one that failed ended with', async () => {
    expect(factOf(await withService('sc-running.en.txt'), 'pid')).toBe('3312');
    expect(factOf(await withService('sc-stopped.de.txt'), 'pid')).toBeUndefined();
    expect(factOf(await withService('sc-failed.zh.txt'), 'exitCode')).toBe('1066 (17051)');
  });

  it.each([
    ['sc-no-service.en.txt', 'failed', 'serviceNotFound'],
    ['sc-no-service.fr.txt', 'failed', 'serviceNotFound'],
    ['sc-denied.en.txt', 'unknown', 'serviceDenied'],
    ['launchctl-new-words.txt', 'unknown', 'serviceUnreadable'],
  ] as const)('%s with an exit code is %s', async (file, outcome, meaning) => {
    expect(await withService(file, 36)).toMatchObject({ outcome, meaning });
  });

  it('tells what listens and whose it is, in German', async () => {
    const places = { ...noPlaces, system: await withNetstat('netstat-ano.de.txt') };
    const finding = await run({ kind: 'ports', ports: [] }, { places });
    expect(listening(finding)).toEqual([
      '0.0.0.0:135 (PID 1044)',
      '[::]:135 (PID 1044)',
      '[fe80::d5f:2a17:9c1%12]:139 (PID 4)',
      '0.0.0.0:445 (PID 4)',
      '127.0.0.1:5939 (PID 4120)',
    ]);
    // Connected is not open, and neither is UDP.
    expect(await run({ kind: 'ports', ports: [135, 49734, 123] }, { places })).toMatchObject({
      meaning: 'portsMissing',
      facts: [
        { key: 'missing', value: '49734, 123' },
        { key: 'toldBy' },
        { key: 'listening', value: '0.0.0.0:135 (PID 1044)' },
        {},
        {},
        {},
        {},
      ],
    });
  });

  it('tells its ways out in Chinese: those in use, and not those kept for later', async () => {
    const told = await (await withNetstat('netstat-rn.zh.txt')).gateways(asking);
    expect(told?.all).toEqual([
      { address: '192.168.1.1', device: '192.168.1.10', metric: 35 },
      { address: 'fe80::1', device: '12', metric: 51 },
      { address: '10.20.0.254', device: '10.20.0.31', metric: 60 },
    ]);
  });

  it('with no way out is told apart from one that says nothing of it', async () => {
    expect((await (await withNetstat('netstat-rn-none.en.txt')).gateways(asking))?.all).toEqual([]);
    for (const file of ['sc-denied.en.txt', 'netstat-rn.macos.txt']) {
      const system = await withNetstat(file);
      expect(await system.gateways(asking)).toBeNull();
      expect(await system.listening(asking)).toBeNull();
    }
  });
});

describe.runIf(process.platform !== 'win32')('macOS', () => {
  const mac = (given: Partial<Parameters<typeof macSystem>[0]>): LaptopSystem =>
    macSystem({ launchctl: null, netstat: null, vmStat: null, uid: 501, ...given });
  const withService = async (file: string): Promise<Finding> =>
    service(mac({ launchctl: await recorded('launchctl', file) }), 'com.example.agent');

  it.each([
    ['launchctl-running.txt', 'ok', 'serviceRuns'],
    ['launchctl-on-demand.txt', 'ok', 'serviceOnDemand'],
    ['launchctl-kept-stopped.txt', 'failed', 'serviceStopped'],
    ['launchctl-crashing.txt', 'failed', 'serviceFailed'],
    ['launchctl-ended.txt', 'failed', 'serviceFailed'],
    ['launchctl-new-words.txt', 'unknown', 'serviceUnreadable'],
  ] as const)('%s is %s', async (file, outcome, meaning) => {
    expect(await withService(file)).toMatchObject({ outcome, meaning });
  });

  it('tells process and end of a service, and not those of what is written beside it', async () => {
    expect(factOf(await withService('launchctl-running.txt'), 'pid')).toBe('412');
    expect(factOf(await withService('launchctl-on-demand.txt'), 'pid')).toBeUndefined();
    expect(factOf(await withService('launchctl-crashing.txt'), 'exitCode')).toBe('78: EX_CONFIG');
  });

  it('is asked for services of the system, then for those of the person', async () => {
    const seen = join(folder, 'asked');
    const launchctl = await program(
      'launchctl',
      `echo "$1 $2" >> '${seen}'
case "$2" in gui/*) cat '${join(fixtures, 'launchctl-ended.txt')}' ;; *) echo 'Could not find service "x" in domain' >&2; exit 113 ;; esac`,
    );
    const finding = await service(mac({ launchctl }), 'com.example.sync');
    expect(factOf(finding, 'domain')).toBe('gui/501');
    expect((await readFile(seen, 'utf8')).trim().split('\n')).toEqual([
      'print system/com.example.sync',
      'print gui/501/com.example.sync',
    ]);
    const none = await program('none', 'echo "Could not find service" >&2; exit 113');
    expect(await service(mac({ launchctl: none }))).toMatchObject({ outcome: 'failed', meaning: 'serviceNotFound' });
    const broken = await program('broken', 'exit 64');
    expect(await service(mac({ launchctl: broken }))).toMatchObject({ meaning: 'serviceUnreadable' });
  });

  it('tells what listens', async () => {
    const system = mac({ netstat: await recorded('netstat', 'netstat-tcp.macos.txt') });
    const finding = await run({ kind: 'ports', ports: [8080] }, { places: { ...noPlaces, system } });
    expect(finding.meaning).toBe('portsAsExpected');
    expect(listening(finding)).toEqual([
      '[::]:8080',
      '127.0.0.1:631',
      '[::1]:631',
      '0.0.0.0:5000',
      '[fe80::aede:48ff:fe00:1122%en5]:49152',
    ]);
  });

  it.each([
    ['netstat-rn.macos.txt', ['192.168.1.1 en0', 'fe80::1 en0']],
    ['netstat-rn-old.macos.txt', ['10.10.10.1 en0']],
  ])('%s tells the ways out', async (file, ways) => {
    const told = await mac({ netstat: await recorded('netstat', file) }).gateways(asking);
    expect(told?.all.map(({ address, device }) => `${address} ${device}`)).toEqual(ways);
  });

  it('counts memory that would be given up as free', async () => {
    const system = mac({ vmStat: await recorded('vm_stat', 'vm-stat.macos.txt') });
    const finding = await run({ kind: 'load' }, { places: { ...noPlaces, system }, limits: { warn: 0, fail: 0 } });
    const share = ((12_345 + 234_567 + 2_222) * 16_384) / (measureOf(finding, 'memoryTotal') ?? 1);
    expect(measureOf(finding, 'memoryFreeShare')).toBeCloseTo(share * 100, 0);
    const odd = mac({ vmStat: await recorded('odd', 'netstat-rn.macos.txt') });
    expect(await run({ kind: 'load' }, { places: { ...noPlaces, system: odd } })).toMatchObject({
      meaning: 'memoryUnknown',
    });
  });
});
