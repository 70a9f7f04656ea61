/** What a laptop says of itself: tables of the kernel, disks, ports, services. */
import type { StatsFs } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressOf, gatewaysIn, listeningIn } from '#core/checks/proc-net.ts';
import { leadsOut } from '#core/checks/this-laptop.ts';
import { diagnosticSchema } from '#shared/checks/diagnostic.ts';
import { factOf, measureOf, noPlaces, run } from './probing.ts';
import { Started } from './servers.ts';

const started = new Started();
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'checks-'));
});
afterEach(async () => {
  await started.end();
  await rm(folder, { recursive: true });
});

describe('tables of the kernel', () => {
  it('hold addresses as the machine that wrote them', () => {
    expect(addressOf('0100007F')).toBe('127.0.0.1');
    expect(addressOf('0101A8C0')).toBe('192.168.1.1');
    expect(addressOf('00000000000000000000000001000000')).toBe('::1');
    expect(addressOf('00000000000000000000000000000000')).toBe('::');
    expect(addressOf('B80D0120000000000000000001000000')).toBe('2001:db8::1');
    expect(addressOf('0000000000000000FFFF00000100007F')).toBe('::ffff:7f00:1');
    expect(addressOf('zz')).toBeUndefined();
  });

  it('name what listens, and not what is connected', () => {
    const text = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      '   0: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0',
      '   1: 0100007F:1F90 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 2 1 0',
      'nonsense',
    ].join('\n');
    expect(listeningIn(text)).toEqual([{ address: '0.0.0.0', port: 22 }]);
  });

  it('name the gateway that is used first', () => {
    const text = [
      'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT',
      'wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0',
      'eth0\t00000000\tFE01A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0',
      'eth0\t0001A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0',
    ].join('\n');
    expect(gatewaysIn(text).map(({ device, address }) => [device, address])).toEqual([
      ['eth0', '192.168.1.254'],
      ['wlan0', '192.168.1.1'],
    ]);
  });

  it.runIf(process.platform === 'linux')('of this machine name a port that this test listens on', async () => {
    const port = await started.listen(createServer());
    const tables = ['/proc/net/tcp', '/proc/net/tcp6'];
    const finding = await run({ kind: 'ports', ports: [port] }, { places: { ...noPlaces, tables } });
    expect(finding).toMatchObject({ outcome: 'ok', meaning: 'portsAsExpected' });
    expect(finding.facts.map(({ value }) => value)).toContain(`127.0.0.1:${port}`);
    const closed = await started.refusingPort();
    expect(await run({ kind: 'ports', ports: [closed] }, { places: { ...noPlaces, tables } })).toMatchObject({
      outcome: 'failed',
      meaning: 'portsMissing',
    });
    expect(listeningIn(await readFile('/proc/net/tcp', 'latin1')).some((each) => each.port === port)).toBe(true);
  });
});

it('where no table is written, the ports asked for are tried', async () => {
  const port = await started.listen(createServer());
  const closed = await started.refusingPort();
  const finding = await run({ kind: 'ports', ports: [port, closed] });
  expect(finding).toMatchObject({ outcome: 'failed', meaning: 'portsMissing' });
  expect(factOf(finding, 'missing')).toBe(String(closed));
});

it('a network says what it is made of, or that the gateway is not to be known here', async () => {
  const routes = join(folder, 'route');
  await writeFile(routes, 'Iface\tDestination\nlo\t00000000\t0101A8C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n');
  const finding = await run({ kind: 'network' }, { places: { ...noPlaces, routes } });
  const elsewhere = await run({ kind: 'network' });
  if (finding.meaning === 'noNetwork') expect(elsewhere.meaning).toBe('noNetwork');
  else {
    expect(factOf(finding, 'gateway')).toBe('192.168.1.1 (lo)');
    expect(elsewhere.meaning).toBe('networkGatewayUnknown');
  }
});

it('a disk says how much room is left, and what is no place says so', async () => {
  const finding = await run({ kind: 'disk', path: folder }, { limits: { warn: 0, fail: 0 } });
  expect(finding.meaning).toBe((measureOf(finding, 'freeShare') ?? 0) > 0 ? 'diskFine' : 'diskFull');
  expect(measureOf(finding, 'totalBytes')).toBeGreaterThan(measureOf(finding, 'freeBytes') ?? Infinity);
  expect(await run({ kind: 'disk', path: folder }, { limits: { warn: 100, fail: 0 } })).toMatchObject({
    outcome: 'warning',
    meaning: 'diskLow',
  });
  expect(await run({ kind: 'disk', path: join(folder, 'gone') })).toMatchObject({ meaning: 'diskNotFound' });
});

it('a share that hangs holds one thread and no more, and another place is not called full because of it', async () => {
  let calls = 0;
  let answer = (_stats: StatsFs): void => undefined;
  const hung = (): Promise<StatsFs> => {
    calls++;
    return new Promise((resolve) => {
      answer = resolve;
    });
  };
  const setting = { timeoutMs: 50, places: { ...noPlaces, statfs: hung } };
  const share = () => run({ kind: 'disk', path: '/mnt/share' }, setting);
  expect(await share()).toMatchObject({ outcome: 'failed', meaning: 'diskNoAnswer' });
  expect(await share()).toMatchObject({ outcome: 'failed', meaning: 'diskNoAnswer' });
  expect(await run({ kind: 'disk', path: '/' }, setting)).toMatchObject({
    outcome: 'unknown',
    meaning: 'diskNoAnswer',
  });
  expect(calls).toBe(1);
  answer(await statfs(folder));
  expect(await run({ kind: 'disk', path: folder }, { limits: { warn: 0, fail: 0 } })).toMatchObject({
    meaning: 'diskFine',
  });
});

it('a place without a size is not full', async () => {
  const stats = { ...(await statfs(folder)), blocks: 0, bavail: 0 };
  const places = { ...noPlaces, statfs: () => Promise.resolve(stats) };
  expect(await run({ kind: 'disk', path: '/proc' }, { places })).toMatchObject({
    outcome: 'unknown',
    meaning: 'diskNoSize',
  });
});

it('load and memory of this machine are figures', async () => {
  const finding = await run({ kind: 'load' }, { limits: { warn: 0, fail: 0 } });
  expect(measureOf(finding, 'memoryTotal')).toBeGreaterThan(0);
  expect(measureOf(finding, 'uptime')).toBeGreaterThan(0);
});

describe.runIf(process.platform !== 'win32')('a service', () => {
  const systemctl = async (body: string): Promise<string> => {
    const path = join(folder, 'systemctl');
    await writeFile(path, `#!/bin/sh\n${body}\n`);
    await chmod(path, 0o755);
    return path;
  };
  const look = async (body: string, name = 'cups.service') =>
    run({ kind: 'service', name }, { places: { ...noPlaces, systemctl: await systemctl(body) } });
  const hanging = async () => ({ ...noPlaces, systemctl: await systemctl("trap '' TERM; exec sleep 60") });
  const says = (load: string, active: string): string =>
    `printf 'LoadState=${load}\\nActiveState=${active}\\nSubState=running\\nResult=success\\n'`;

  it.each([
    ['loaded', 'active', 'ok', 'serviceRuns'],
    ['loaded', 'inactive', 'failed', 'serviceStopped'],
    ['loaded', 'failed', 'failed', 'serviceFailed'],
    ['loaded', 'activating', 'warning', 'serviceStarting'],
    ['not-found', 'inactive', 'failed', 'serviceNotFound'],
  ] as const)('%s, %s is %s', async (load, active, outcome, meaning) => {
    expect(await look(says(load, active))).toMatchObject({ outcome, meaning });
  });

  it('is one argument, whatever its name is, and no shell reads it', async () => {
    const seen = join(folder, 'args');
    await look(`printf '%s\\n' "$@" > '${seen}'; ${says('loaded', 'active')}`, 'getty@tty1.service');
    expect((await readFile(seen, 'utf8')).split('\n').slice(-3)).toEqual(['--', 'getty@tty1.service', '']);
    for (const name of ['--help', '-H', 'a;b', 'a b', '$(x)', 'a\nb', '../x', ''])
      expect(diagnosticSchema.safeParse({ kind: 'service', name }).success, name).toBe(false);
  });

  it('cannot be asked for where there is no systemd, and that is no failure', async () => {
    expect(await run({ kind: 'service', name: 'cups' })).toMatchObject({
      outcome: 'unknown',
      meaning: 'serviceUnavailable',
    });
    expect(await run({ kind: 'service', name: 'cups' }, { timeoutMs: 200, places: await hanging() })).toMatchObject({
      outcome: 'unknown',
      meaning: 'serviceNoAnswer',
    });
    expect(await look('exit 1')).toMatchObject({ outcome: 'unknown', meaning: 'serviceUnavailable' });
  });
});

it('adapters of virtual machines and containers are no network', () => {
  const within = ['docker0', 'br-1f2e3d4c5b6a', 'veth1a2b', 'virbr0', 'vmnet8', 'vboxnet0', 'vEthernet (WSL)'];
  expect(within.filter(leadsOut)).toEqual([]);
  const out = ['eth0', 'enp3s0', 'wlan0', 'br0', 'en0', 'Ethernet', 'Wi-Fi', 'WLAN', 'tun0', 'wg0', 'ppp0', '以太网'];
  expect(out.filter(leadsOut)).toEqual(out);
});
