/** What launchctl, netstat and vm_stat of macOS write, which is English everywhere. */
import { isIP } from 'node:net';
import type { Gateway, Listening } from './laptop-system.ts';

export interface MacService {
  readonly state: string;
  /** Whether launchd keeps it running all the time; it waits to be wanted otherwise. */
  readonly isKept: boolean;
  /** What it ended with, as `78: EX_CONFIG` or `Killed: 9`; null where it never did. */
  readonly ended: string | null;
  readonly pid: number | null;
}

/** Of `launchctl print`: only what stands one tab in is said of the service itself. Undefined where it says no state. */
export const macService = (text: string): MacService | undefined => {
  const value = (key: string): string | undefined => new RegExp(`^\\t${key} = (.+)$`, 'm').exec(text)?.[1]?.trim();
  const state = value('state');
  if (state === undefined) return undefined;
  const code = value('last exit code');
  const ended = value('last terminating signal') ?? (code === undefined || code.startsWith('(') ? null : code);
  const pid = value('pid');
  return {
    state,
    isKept: /\bkeepalive\b/.test(value('properties') ?? ''),
    ended,
    pid: pid !== undefined && /^\d+$/.test(pid) ? Number(pid) : null,
  };
};

/** Of `netstat -anW -p tcp`. The port is what stands behind the last dot. Null where it is no such table. */
export const macListening = (text: string): readonly Listening[] | null => {
  if (!/^Proto\s+Recv-Q/m.test(text)) return null;
  return text.split('\n').flatMap((line) => {
    const [protocol = '', , , local = '', , state] = line.trim().split(/\s+/);
    const parts = /^(.+)\.(\d{1,5})$/.exec(local);
    if (!protocol.startsWith('tcp') || state !== 'LISTEN' || !parts) return [];
    const any = protocol === 'tcp4' ? '0.0.0.0' : '::';
    return [{ address: parts[1] === '*' ? any : (parts[1] ?? ''), port: Number(parts[2]) }];
  });
};

/** Of `netstat -rnW`: default routes in the order in which they are used; those of one interface alone are none. Null where it is no such table. */
export const macGateways = (text: string): readonly Gateway[] | null => {
  if (!/^Routing tables/m.test(text)) return null;
  return text.split('\n').flatMap((line, place) => {
    const [target, gateway = '', flags = '', ...rest] = line.trim().split(/\s+/);
    if (target !== 'default' || !flags.includes('U') || flags.includes('I')) return [];
    const device = rest.find((each) => /^[a-z]+\d+$/.test(each)) ?? '';
    const address = gateway.replace(/%.*$/, '');
    // Into a modem or a VPN whatever is sent leaves by itself.
    return [{ device, address: isIP(address) === 0 ? '' : address, metric: place }];
  });
};

/** Of `vm_stat`: what is free, and what is kept only in case it is wanted again. Null where it does not say. */
export const macMemory = (text: string): number | null => {
  const size = /page size of (\d+) bytes/.exec(text)?.[1];
  const pages = ['free', 'inactive', 'speculative'].map((kind) =>
    Number(new RegExp(`^Pages ${kind}:\\s+(\\d+)\\.`, 'm').exec(text)?.[1] ?? Number.NaN),
  );
  const sum = pages.reduce((all, each) => all + each, 0);
  return size === undefined || Number.isNaN(sum) ? null : sum * Number(size);
};
