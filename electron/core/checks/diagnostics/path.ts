import { isIP } from 'node:net';
import type { DiagnosticKind, DiagnosticOf } from '#shared/checks/diagnostic.ts';
import { needsNetwork } from '#shared/checks/target.ts';
import type { Fact } from '#shared/checks/finding.ts';
import { fact, facts, found, type Found, type Probe } from '../probe.ts';
import { resolveHost } from '../reach.ts';
import { lookAtWeb } from './http.ts';
import type { LaptopSystem } from '../systems/laptop-system.ts';
import { lookAtNetwork } from './network.ts';
import { lookAtPort } from './tcp.ts';
import { lookAtCertificate } from './tls.ts';

type Step = readonly [DiagnosticKind, (probe: Probe) => Promise<Found>];

const lookUp = async (host: string, probe: Probe): Promise<Found> => {
  const resolved = await resolveHost(host, probe);
  if (!resolved.ok) return resolved.found;
  return found('ok', 'dnsAnswered', facts(['addresses', resolved.addresses.join(', ')]));
};

/** In the order in which a browser depends on them. Behind a proxy, names and ports are the proxy's to find. */
const stepsTo = (url: URL, proxy: string, system: LaptopSystem): readonly Step[] => {
  const host = url.hostname.replaceAll(/[[\]]/g, '');
  const isSecure = url.protocol === 'https:';
  const port = Number(url.port) || (isSecure ? 443 : 80);
  const network: readonly Step[] = needsNetwork({ kind: 'http', url: url.href })
    ? [['network', (probe) => lookAtNetwork(probe, system)]]
    : [];
  const web: Step = ['http', (probe) => lookAtWeb({ kind: 'http', url: url.href }, probe)];
  if (proxy !== '') return [...network, web];
  const name: Step = ['dns', (probe) => lookUp(host, probe)];
  const certificate: Step = ['tls', (probe) => lookAtCertificate({ kind: 'tls', host, port, name: null }, probe)];
  return [
    ...network,
    ...(isIP(host) === 0 ? [name] : []),
    ['tcp', (probe) => lookAtPort({ kind: 'tcp', host, port }, probe)],
    ...(isSecure ? [certificate] : []),
    web,
  ];
};

/**
 * The way from this laptop to a web address, link by link, as far as it holds: the first that is broken is the answer, and what lies behind it
 * is not asked. A laptop that does not tell its gateway, or has none to a host beside it, goes on: the next link decides.
 */
export const lookAtPath = async (asked: DiagnosticOf<'path'>, probe: Probe, system: LaptopSystem): Promise<Found> => {
  if (!URL.canParse(asked.url)) return found('failed', 'hostInvalid');
  const links: Fact[] = [];
  let doubt: Found | undefined;
  for (const [kind, look] of stepsTo(new URL(asked.url), probe.proxy, system)) {
    const link = await look({ ...probe, limits: null });
    links.push(fact('link', `${kind} ${link.outcome} ${link.meaning}`));
    const isBroken = link.outcome === 'failed' || link.outcome === 'unknown';
    if (isBroken) return { ...link, facts: [fact('brokenLink', kind), ...links, ...link.facts] };
    if (link.outcome === 'warning' && kind !== 'network') doubt ??= { ...link, facts: [fact('doubtfulLink', kind)] };
  }
  return doubt ? { ...doubt, facts: [...doubt.facts, ...links] } : found('ok', 'pathFine', links);
};
