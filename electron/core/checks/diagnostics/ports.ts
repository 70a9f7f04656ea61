import { readFile } from 'node:fs/promises';
import type { DiagnosticOf } from '#shared/checks/diagnostic.ts';
import { MAX_FACTS } from '#shared/checks/finding.ts';
import { facts, found, type Found, type Probe } from '../probe.ts';
import { listeningIn, type Listening } from '../proc-net.ts';
import { reach } from '../reach.ts';

export interface PortPlaces {
  /** Files in which the system writes what listens; none where it writes it nowhere. */
  readonly tables: readonly string[];
}

const tableOf = async (path: string, probe: Probe): Promise<readonly Listening[] | null> => {
  try {
    return listeningIn(await readFile(path, { encoding: 'latin1', signal: probe.signal }));
  } catch {
    return null;
  }
};

/** Those of the given ports that take a connection on this laptop. */
const tried = async (ports: readonly number[], probe: Probe): Promise<readonly Listening[]> => {
  const open: Listening[] = [];
  const each = { ...probe, timeoutMs: Math.max(200, Math.floor(probe.timeoutMs / Math.max(1, ports.length))) };
  for (const port of ports) {
    const reached = await reach('localhost', port, each);
    if (!reached.ok) continue;
    reached.socket.destroy();
    open.push({ address: reached.address, port });
  }
  return open;
};

const shown = ({ address, port }: Listening): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;

/** What listens on this laptop, read where the system writes it; elsewhere the ports asked for are tried one by one. */
export const lookAtPorts = async (
  { ports }: DiagnosticOf<'ports'>,
  probe: Probe,
  { tables }: PortPlaces,
): Promise<Found> => {
  const read = (await Promise.all(tables.map((path) => tableOf(path, probe)))).flatMap((table) =>
    table ? [table] : [],
  );
  const listening = read.length > 0 ? read.flat() : await tried(ports, probe);
  const open = new Set(listening.map(({ port }) => port));
  const missing = ports.filter((port) => !open.has(port));
  const sorted = listening.toSorted((left, right) => left.port - right.port).map(shown);
  const list = facts(...[...new Set(sorted)].slice(0, MAX_FACTS - 2).map((each) => ['listening', each] as const));
  if (missing.length > 0) return found('failed', 'portsMissing', [...facts(['missing', missing.join(', ')]), ...list]);
  return found('ok', ports.length > 0 ? 'portsAsExpected' : 'portsListed', list);
};
