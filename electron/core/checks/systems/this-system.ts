import { userInfo } from 'node:os';
import { found } from '../probe.ts';
import { firstProgram, inWindows } from './ask-program.ts';
import type { LaptopSystem } from './laptop-system.ts';
import { linuxSystem } from './linux.ts';
import { macSystem } from './macos.ts';
import { windowsSystem } from './windows.ts';

/** A system that nobody here knows: it tells nothing, and that is said. */
export const unknownSystem: LaptopSystem = {
  service: () => Promise.resolve(found('unknown', 'serviceUnavailable')),
  listening: () => Promise.resolve(null),
  gateways: () => Promise.resolve(null),
  availableMemory: () => Promise.resolve(null),
};

/** The system that this laptop runs. */
export const thisSystem = (): LaptopSystem => {
  switch (process.platform) {
    case 'linux':
      return linuxSystem({
        systemctl: firstProgram(['/usr/bin/systemctl', '/bin/systemctl']),
        tables: ['/proc/net/tcp', '/proc/net/tcp6'],
        routes: '/proc/net/route',
        routesSix: '/proc/net/ipv6_route',
        memory: '/proc/meminfo',
      });
    case 'win32':
      return windowsSystem({
        sc: firstProgram([inWindows('sc.exe')]),
        netstat: firstProgram([inWindows('netstat.exe')]),
      });
    case 'darwin':
      return macSystem({
        launchctl: firstProgram(['/bin/launchctl']),
        netstat: firstProgram(['/usr/sbin/netstat']),
        vmStat: firstProgram(['/usr/bin/vm_stat']),
        uid: userInfo().uid,
      });
    default:
      return unknownSystem;
  }
};
