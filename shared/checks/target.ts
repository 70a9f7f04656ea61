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

/** Whether it says anything on a laptop that is on no network: loopback and the laptop itself are always there. */
export const needsNetwork = (diagnostic: Diagnostic): boolean => {
  const isLocal = (name: string): boolean => /^(?:localhost|127\.[0-9.]+|\[?::1\]?)$/i.test(name.replace(/\.$/, ''));
  switch (diagnostic.kind) {
    case 'dns':
      return diagnostic.server === null || !isLocal(splitPort(diagnostic.server, 53)?.host ?? '');
    case 'tcp':
    case 'tls':
    case 'latency':
      return !isLocal(diagnostic.host);
    case 'http':
    case 'path':
      return !isLocal(/^https?:\/\/(\[[^\]]+\]|[^/?#:]+)/i.exec(diagnostic.url)?.[1] ?? '');
    case 'time':
      return !diagnostic.servers.some((each) => isLocal(splitPort(each, 123)?.host ?? ''));
    case 'network':
    case 'disk':
    case 'load':
    case 'ports':
    case 'service':
      return false;
  }
};
