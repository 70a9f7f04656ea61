/**
 * What sc.exe and netstat.exe write, read without a word of any language: by the place of a line, its numbers and its addresses. Bytes that are
 * not ASCII may be anything, as they are in the code page of the console.
 */
import { isIP } from 'node:net';
import type { Gateway, Listening } from './laptop-system.ts';

/** In the order of their numbers, from 1. */
const states = [
  'STOPPED',
  'START_PENDING',
  'STOP_PENDING',
  'RUNNING',
  'CONTINUE_PENDING',
  'PAUSE_PENDING',
  'PAUSED',
] as const;

export interface WindowsService {
  readonly state: (typeof states)[number];
  /** What it ended with, 0 where all was well; `ownCode` where that is a number of its own making. */
  readonly exitCode: number;
  readonly ownCode: number;
  /** 0 where it does not run. */
  readonly pid: number;
}

/** Of `sc queryex`: the lines after the name are its type, its state, then figures. Undefined where it is no such answer. */
export const windowsService = (text: string): WindowsService | undefined => {
  const rows = text.split(/\r?\n/).flatMap((line) => {
    const row = /^\s+[^\s:][^:]*:\s*(\S+)\s*(.*?)\s*$/.exec(line);
    return row ? [[row[1] ?? '', row[2] ?? ''] as const] : [];
  });
  const [type, stated] = rows;
  const state = /^[1-7]$/.test(stated?.[0] ?? '') ? states[Number(stated?.[0]) - 1] : undefined;
  if (!/^[0-9a-f]{1,4}$/i.test(type?.[0] ?? '') || state === undefined) return undefined;
  const codes = rows.flatMap(([value, rest]) => (/^\(0x[0-9a-f]+\)$/i.test(rest) ? [Number(value)] : []));
  const pid = rows.slice(2).find(([value, rest]) => rest === '' && /^\d+$/.test(value))?.[0];
  return { state, exitCode: codes[0] ?? 0, ownCode: codes[1] ?? 0, pid: Number(pid ?? 0) };
};

/** `[fe80::1%5]:139`, `0.0.0.0:135`; undefined for anything else. */
const endOf = (text: string): { readonly address: string; readonly port: number } | undefined => {
  const parts = /^(?:\[([^[\]]+)\]|([\d.]+)):(\d{1,5})$/.exec(text);
  const address = parts?.[1] ?? parts?.[2];
  return address === undefined || isIP(address.replace(/%.*$/, '')) === 0
    ? undefined
    : { address, port: Number(parts?.[3]) };
};

/** Of `netstat -ano`: a TCP socket that is connected to nobody waits to be. Null where not one line is one of its. */
export const windowsListening = (text: string): readonly Listening[] | null => {
  let isTable = false;
  const all = text.split(/\r?\n/).flatMap((line) => {
    const cells = line.trim().split(/\s+/);
    const [protocol, near = '', far = ''] = cells;
    const [local, foreign, pid] = [endOf(near), endOf(far), cells.at(-1) ?? ''];
    if (!local || (protocol !== 'TCP' && protocol !== 'UDP')) return [];
    isTable = true;
    if (protocol !== 'TCP' || foreign?.port !== 0) return [];
    return [{ ...local, ...(/^\d+$/.test(pid) ? { pid: Number(pid) } : {}) }];
  });
  return isTable ? all : null;
};

/** Routes that are kept for the next start have no interface, or one that is none. */
const NO_METRIC = 4_294_967_295;

/** Of `netstat -rn`: the default routes in use, by metric; `device` is the address or the number of the interface. Null where it holds no routes. */
export const windowsGateways = (text: string): readonly Gateway[] | null => {
  let isTable = false;
  const all = text.split(/\r?\n/).flatMap((line) => {
    const cells = line.trim().split(/\s+/);
    const four = /^\s*([\d.]+)\s+([\d.]+)\s+(?:.*\S\s+)?([\d.]+)\s+\d+\s*$/.exec(line);
    if (four && isIP(four[1] ?? '') === 4 && isIP(four[2] ?? '') === 4 && isIP(four[3] ?? '') === 4) isTable = true;
    const [target, mask, gateway = '', device = '', metric = ''] = cells;
    if (target === '0.0.0.0' && mask === '0.0.0.0') {
      const isUsed = isIP(gateway) === 4 && isIP(device) === 4 && /^\d+$/.test(metric);
      return isUsed ? [{ address: gateway, device, metric: Number(metric) }] : [];
    }
    const six = /^\s*(\d+)\s+(\d+)\s+::\/0\s+(\S+)\s*$/.exec(line);
    const isUsed = six && Number(six[1]) > 0 && Number(six[2]) < NO_METRIC && isIP(six[3] ?? '') === 6;
    return isUsed ? [{ address: six[3] ?? '', device: six[1] ?? '', metric: Number(six[2]) }] : [];
  });
  return isTable ? all.toSorted((left, right) => left.metric - right.metric) : null;
};
