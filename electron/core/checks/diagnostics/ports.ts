import type { DiagnosticOf } from '#shared/checks/diagnostic.ts';
import { MAX_FACTS } from '#shared/checks/finding.ts';
import { facts, found, type Found, type Probe } from '../probe.ts';
import { reach } from '../reach.ts';
import type { LaptopSystem, Listening } from '../systems/laptop-system.ts';

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

const shown = ({ address, port, pid }: Listening): string =>
  `${address.includes(':') ? `[${address}]` : address}:${port}${pid === undefined ? '' : ` (PID ${pid})`}`;

/** What listens on this laptop, as its system tells; where it does not, the ports asked for are tried one by one. */
export const lookAtPorts = async (
  { ports }: DiagnosticOf<'ports'>,
  probe: Probe,
  system: LaptopSystem,
): Promise<Found> => {
  const told = await system.listening(probe);
  if (told === null && ports.length === 0) return found('unknown', 'portsUnavailable');
  const listening = told?.all ?? (await tried(ports, probe));
  const open = new Set(listening.map(({ port }) => port));
  const missing = ports.filter((port) => !open.has(port));
  // Those asked for stand first: a long list is cut at its end.
  const sorted = listening.toSorted(
    (left, right) => Number(ports.includes(right.port)) - Number(ports.includes(left.port)) || left.port - right.port,
  );
  const list = facts(
    ...[...new Set(sorted.map(shown))].slice(0, MAX_FACTS - 2).map((each) => ['listening', each] as const),
  );
  const said = [...facts(['missing', missing.join(', ')], ['toldBy', told?.by ?? null]), ...list];
  if (missing.length > 0) return found('failed', told === null ? 'portsNoAnswer' : 'portsMissing', said);
  return found('ok', ports.length > 0 ? 'portsAsExpected' : 'portsListed', said);
};
