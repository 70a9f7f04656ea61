import { promises } from 'node:dns';
import { isIP } from 'node:net';
import type { DiagnosticOf } from '#shared/checks/diagnostic.ts';
import type { Meaning } from '#shared/checks/finding.ts';
import { splitPort } from '#shared/checks/host-text.ts';
import { gradeOf } from '#shared/checks/limits.ts';
import { codeOf, facts, found, measure, orAborted, type Found, type Probe } from '../probe.ts';
import { resolveHost } from '../reach.ts';
import { settleHost } from '../settle-host.ts';

type Asked = DiagnosticOf<'dns'>;

/** By what the server, or the library for it, says. */
const meanings: Readonly<Record<string, Meaning>> = {
  ENOTFOUND: 'dnsNoSuchName',
  ENODATA: 'dnsNoRecords',
  ESERVFAIL: 'dnsServerFailed',
  EREFUSED: 'dnsRefused',
  ETIMEOUT: 'dnsTimeout',
  ECANCELLED: 'dnsTimeout',
  ECONNREFUSED: 'dnsUnreachable',
  EBADNAME: 'hostInvalid',
};
const TRIES = 2;

const ask = async (resolver: promises.Resolver, { name, record }: Asked, host: string): Promise<readonly string[]> => {
  switch (record) {
    case 'A':
      return (await resolver.resolve4(host, { ttl: true })).map(({ address, ttl }) => `${address} (TTL ${ttl})`);
    case 'AAAA':
      return (await resolver.resolve6(host, { ttl: true })).map(({ address, ttl }) => `${address} (TTL ${ttl})`);
    case 'MX':
      return (await resolver.resolveMx(host))
        .toSorted((left, right) => left.priority - right.priority)
        .map(({ priority, exchange }) => `${priority} ${exchange}`);
    case 'PTR':
      return isIP(name) === 0 ? resolver.resolvePtr(host) : resolver.reverse(host);
  }
};

/** The addresses that programs of this laptop get, its hosts file and caches included. Null where they get none. */
const asPrograms = async (host: string, record: Asked['record'], probe: Probe): Promise<readonly string[] | null> => {
  if (record !== 'A' && record !== 'AAAA') return null;
  const resolved = await resolveHost(host, { ...probe, tell: () => undefined });
  if (!resolved.ok) return null;
  return resolved.addresses.filter((address) => isIP(address) === (record === 'A' ? 4 : 6));
};

const bare = (answer: string): string => answer.split(' ')[0] ?? '';

/** What the system's servers or a given one say of a name, with no such name, no answer and a failing server told apart. */
export const lookAtName = async (asked: Asked, probe: Probe): Promise<Found> => {
  const host = settleHost(asked.name);
  if (host === undefined) return found('failed', 'hostInvalid');
  const given = asked.server === null ? null : splitPort(asked.server, 53);
  let serverAddress: string | null = null;
  if (given) {
    const server = await resolveHost(given.host, probe);
    if (!server.ok) return server.found;
    serverAddress = server.addresses[0] ?? given.host;
  }
  // A new one knows the servers of the network that this laptop is in now; those of the whole program are the ones it began with.
  const resolver = new promises.Resolver({
    timeout: Math.max(250, Math.floor(probe.timeoutMs / (TRIES + 1))),
    tries: TRIES,
  });
  if (given && serverAddress !== null)
    resolver.setServers([
      isIP(serverAddress) === 6 ? `[${serverAddress}]:${given.port}` : `${serverAddress}:${given.port}`,
    ]);
  const servers = resolver.getServers().join(', ');
  const about = facts(['server', servers], ['record', asked.record]);
  const stop = (): void => resolver.cancel();
  probe.signal.addEventListener('abort', stop, { once: true });
  probe.tell('asking', servers);
  const began = probe.mono();
  const took = () => measure('took', probe.mono() - began);
  try {
    const answers = await orAborted(ask(resolver, asked, host), probe.signal);
    const time = took();
    const said = [...about, ...facts(...answers.map((each) => ['answer', each] as const))];
    const programs = given ? null : await asPrograms(host, asked.record, probe);
    const differs =
      programs !== null && programs.length > 0 && !programs.some((each) => answers.map(bare).includes(each));
    if (differs) return found('warning', 'dnsDiffers', [...said, ...facts(['osAnswer', programs.join(', ')])], [time]);
    const grade = gradeOf('dns', time.value, probe.limits);
    return found(grade, grade === 'ok' ? 'dnsAnswered' : 'dnsSlow', said, [time]);
  } catch (error) {
    const code = codeOf(error);
    const meaning = probe.signal.aborted ? 'dnsTimeout' : (meanings[code] ?? 'dnsServerFailed');
    // A short name, with the domain of the network put behind it, or one of the hosts file.
    const isNone = meaning === 'dnsNoSuchName' || meaning === 'dnsNoRecords';
    const programs = isNone && !given ? await asPrograms(host, asked.record, probe) : null;
    if (programs !== null && programs.length > 0)
      return found(
        'warning',
        'dnsOnlyPrograms',
        [...about, ...facts(['code', code], ['osAnswer', programs.join(', ')])],
        [took()],
      );
    // Nobody answered: how long that took says how long it was waited for.
    const isAnswer = meaning !== 'dnsTimeout' && meaning !== 'dnsUnreachable';
    return found('failed', meaning, [...about, ...facts(['code', code])], isAnswer ? [took()] : []);
  } finally {
    probe.signal.removeEventListener('abort', stop);
    resolver.cancel();
  }
};
