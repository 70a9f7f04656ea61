/** What a laptop says of itself: tables of the kernel, disks, ports, services. */
import type { StatsFs } from 'node:fs';
import { mkdtemp, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressOf, gatewaysIn, gatewaysInSix, listeningIn } from '#core/checks/systems/proc-net.ts';
import { linuxSystem } from '#core/checks/systems/linux.ts';
import { leadsOut } from '#core/checks/this-laptop.ts';
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

const linux = (given: Partial<Parameters<typeof linuxSystem>[0]>) =>
  linuxSystem({
    systemctl: null,
    tables: [],
    routes: join(folder, 'none'),
    routesSix: join(folder, 'none'),
    memory: join(folder, 'none'),
    ...given,
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

  it('name the ways out, also one that needs no gateway', () => {
    const text = [
      'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT',
      'wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0',
      'eth0\t00000000\tFE01A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0',
      'eth0\t0001A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0',
      'wwan0\t00000000\t00000000\t0001\t0\t0\t700\t00000000\t0\t0\t0',
      'lo\t00000000\t00000000\t0201\t0\t0\t0\t00000000\t0\t0\t0',
    ].join('\n');
    expect(gatewaysIn(text)).toEqual([
      { device: 'wlan0', address: '192.168.1.1', metric: 600 },
      { device: 'eth0', address: '192.168.1.254', metric: 100 },
      { device: 'wwan0', address: '', metric: 700 },
    ]);
  });

  it('name the gateways of IPv6, where addresses stand the other way round', () => {
    const none = '0'.repeat(32);
    const text = [
      `${none} 00 ${none} 00 fe80000000000000000000000000abcd 00000400 00000001 00000000 00000003     eth0`,
      `${none} 00 ${none} 00 ${none} ffffffff 00000001 00000000 00200200       lo`,
      `fe800000000000000000000000000000 40 ${none} 00 ${none} 00000100 00000001 00000000 00000001     eth0`,
    ].join('\n');
    expect(gatewaysInSix(text)).toEqual([{ device: 'eth0', address: 'fe80::abcd', metric: 1024 }]);
  });

  it.runIf(process.platform === 'linux')('of this machine name a port that this test listens on', async () => {
    const port = await started.listen(createServer());
    const places = { ...noPlaces, system: linux({ tables: ['/proc/net/tcp', '/proc/net/tcp6'] }) };
    const finding = await run({ kind: 'ports', ports: [port] }, { places });
    expect(finding).toMatchObject({ outcome: 'ok', meaning: 'portsAsExpected' });
    expect(factOf(finding, 'toldBy')).toContain('/proc/net/tcp');
    expect(factOf(finding, 'listening')).toBe(`127.0.0.1:${port}`);
    const closed = await started.refusingPort();
    expect(await run({ kind: 'ports', ports: [closed] }, { places })).toMatchObject({
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
  expect(finding).toMatchObject({ outcome: 'failed', meaning: 'portsNoAnswer' });
  expect(factOf(finding, 'missing')).toBe(String(closed));
  // With none to try, an empty list would say that nothing is open.
  expect(await run({ kind: 'ports', ports: [] })).toMatchObject({ outcome: 'unknown', meaning: 'portsUnavailable' });
});

it('a network says what it is made of, or that the gateway is not to be known here', async () => {
  const routes = join(folder, 'route');
  await writeFile(routes, 'Iface\tDestination\nlo\t00000000\t0101A8C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n');
  const finding = await run({ kind: 'network' }, { places: { ...noPlaces, system: linux({ routes }) } });
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

it('load and memory are figures, and memory that is not told is not guessed', async () => {
  const memory = join(folder, 'meminfo');
  await writeFile(memory, 'MemTotal:       16314564 kB\nMemFree:          812344 kB\nMemAvailable:    1024 kB\n');
  const finding = await run({ kind: 'load' }, { places: { ...noPlaces, system: linux({ memory }) } });
  expect(finding.meaning).toBe('memoryLow');
  expect(measureOf(finding, 'memoryFreeShare')).toBeLessThan(3);
  const untold = await run({ kind: 'load' });
  expect(untold).toMatchObject({ outcome: 'unknown', meaning: 'memoryUnknown' });
  expect(measureOf(untold, 'memoryFreeShare')).toBeUndefined();
  expect(measureOf(finding, 'memoryTotal')).toBeGreaterThan(0);
  expect(measureOf(finding, 'uptime')).toBeGreaterThan(0);
});

it('adapters of virtual machines and containers are no network', () => {
  const within = ['docker0', 'br-1f2e3d4c5b6a', 'veth1a2b', 'virbr0', 'vmnet8', 'vboxnet0', 'vEthernet (WSL)'];
  expect(within.filter(leadsOut)).toEqual([]);
  const out = ['eth0', 'enp3s0', 'wlan0', 'br0', 'en0', 'Ethernet', 'Wi-Fi', 'WLAN', 'tun0', 'wg0', 'ppp0', '以太网'];
  expect(out.filter(leadsOut)).toEqual(out);
});
