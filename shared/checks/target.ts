import type { Diagnostic } from './diagnostic.ts';
import { splitPort } from './host-text.ts';

/** What it looks at, in one short line: never a sentence, the same in every language. */
export const targetOf = (diagnostic: Diagnostic): string => {
  switch (diagnostic.kind) {
    case 'dns':
      return `${diagnostic.name} ${diagnostic.record}`;
    case 'tcp':
    case 'tls':
    case 'latency':
      return diagnostic.host.includes(':')
        ? `[${diagnostic.host.replaceAll(/[[\]]/g, '')}]:${diagnostic.port}`
        : `${diagnostic.host}:${diagnostic.port}`;
    case 'http':
    case 'path':
      return diagnostic.url;
    case 'disk':
      return diagnostic.path;
    case 'time':
      return diagnostic.servers.join(', ');
    case 'ports':
      return diagnostic.ports.join(', ');
    case 'service':
      return diagnostic.name;
    case 'network':
    case 'load':
      return '';
  }
};

const isLocal = (name: string): boolean => /^(?:localhost|127\.[0-9.]+|\[?::1\]?)$/i.test(name.replace(/\.$/, ''));

/** Those that are asked over the network, as they were written; none for this laptop itself. */
const hostsOf = (diagnostic: Diagnostic): readonly string[] => {
  switch (diagnostic.kind) {
    case 'dns':
      return [diagnostic.server === null ? '' : (splitPort(diagnostic.server, 53)?.host ?? '')];
    case 'tcp':
    case 'tls':
    case 'latency':
      return [diagnostic.host];
    case 'http':
    case 'path':
      return [/^https?:\/\/(\[[^\]]+\]|[^/?#:]+)/i.exec(diagnostic.url)?.[1] ?? ''];
    case 'time':
      return diagnostic.servers.map((each) => splitPort(each, 123)?.host ?? '');
    case 'network':
    case 'disk':
    case 'load':
    case 'ports':
    case 'service':
      return [];
  }
};

/** Whether it says nothing on a laptop that is on no network: loopback and the laptop itself are always there. */
export const needsNetwork = (diagnostic: Diagnostic): boolean => {
  const hosts = hostsOf(diagnostic);
  return hosts.length > 0 && !hosts.some(isLocal);
};

/** Who is asked out there, to be told apart from others; null for loopback and the laptop itself. */
export const hostOf = (diagnostic: Diagnostic): string | null =>
  needsNetwork(diagnostic) ? hostsOf(diagnostic).join(' ').toLowerCase() : null;
