import { isIP } from 'node:net';
import { checkServerIdentity, connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import type { Socket } from 'node:net';
import type { DiagnosticOf } from '#shared/checks/diagnostic.ts';
import type { Meaning, Outcome } from '#shared/checks/finding.ts';
import { gradeOf } from '#shared/checks/limits.ts';
import { codeOf, facts, found, measure, type Found, type Probe } from '../probe.ts';
import { lossOf, lost, reach, reachedFacts } from '../reach.ts';
import type { Roots } from '../roots.ts';
import { settleHost } from '../settle-host.ts';

const DAY_MS = 86_400_000;
const OLD: ReadonlySet<string> = new Set(['SSLv3', 'TLSv1', 'TLSv1.1']);
/** A chain longer than that goes in circles. */
const MAX_CHAIN = 8;

/** A handshake over `socket` that accepts any certificate: it is only looked at. Rejects as the connection does. */
export const handshake = (socket: Socket, name: string, { context }: Roots, signal: AbortSignal): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const loss = lossOf(socket);
    if (loss) throw loss;
    const secure = connect({
      socket,
      secureContext: context,
      // A name is sent so that a server with several has the right one ready; an address must not be.
      ...(isIP(name) === 0 ? { servername: name } : {}),
      rejectUnauthorized: false,
      // For which name it has to be is judged apart from the chain: of an address, this would not be told.
      checkServerIdentity: () => undefined,
    });
    const stop = (): void => void secure.destroy(new DOMException('over', 'AbortError'));
    const settle = (): void => signal.removeEventListener('abort', stop);
    secure.once('error', (error) => {
      settle();
      secure.on('error', () => undefined);
      reject(error);
    });
    secure.once('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
    secure.once('secureConnect', () => {
      settle();
      resolve(secure);
    });
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });

const nameOf = ({ subject }: DetailedPeerCertificate): string => {
  const name = subject?.CN ?? subject?.O ?? '';
  return Array.isArray(name) ? name.join(', ') : name;
};

const chainOf = (leaf: DetailedPeerCertificate): readonly DetailedPeerCertificate[] => {
  const chain: DetailedPeerCertificate[] = [];
  const passed = new Set<string>();
  let at: DetailedPeerCertificate | undefined = leaf;
  while (at?.fingerprint256 !== undefined && !passed.has(at.fingerprint256) && chain.length < MAX_CHAIN) {
    passed.add(at.fingerprint256);
    chain.push(at);
    at = at.issuerCertificate;
  }
  return chain;
};

/** What the chain of a certificate that itself holds comes to, by the code of OpenSSL; any other code is `tlsBadChain`. */
const chainMeanings: Readonly<Record<string, readonly [Outcome, Meaning]>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: ['warning', 'tlsSelfSigned'],
  SELF_SIGNED_CERT_IN_CHAIN: ['warning', 'tlsOwnAuthority'],
  UNABLE_TO_GET_ISSUER_CERT: ['warning', 'tlsUnknownIssuer'],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['warning', 'tlsUnknownIssuer'],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['warning', 'tlsUnknownIssuer'],
  CERT_UNTRUSTED: ['warning', 'tlsUnknownIssuer'],
  CERT_HAS_EXPIRED: ['failed', 'tlsChainExpired'],
  CERT_NOT_YET_VALID: ['failed', 'tlsChainExpired'],
  CERT_REVOKED: ['failed', 'tlsRevoked'],
};
export const judgeChain = (code: string): readonly [Outcome, Meaning] =>
  chainMeanings[code] ?? ['failed', 'tlsBadChain'];

/** What a handshake that did not come about means: whether there is TLS at all, and who did not want what. */
export const handshakeLost = (error: unknown, probe: Probe): Found => {
  const code = codeOf(error);
  if (probe.signal.aborted) return found('failed', 'silentOnceOpen');
  if (!(code.startsWith('ERR_SSL') || code === 'EPROTO')) return lost(error, probe);
  const about = facts(['code', code]);
  if (/CERTIFICATE_REQUIRED/.test(code)) return found('warning', 'tlsClientCertificate', about);
  if (/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|LEGACY_SIGALG/.test(code))
    return found('failed', 'tlsOldProtocol', about);
  const isOtherLanguage = /WRONG_VERSION_NUMBER|PACKET_LENGTH|HTTP_REQUEST|RECORD_LAYER|UNKNOWN_PROTOCOL|EPROTO$/.test(
    code,
  );
  return found('failed', isOtherLanguage ? 'tlsNone' : 'tlsRefused', about);
};

/** What a certificate comes to for whoever wants to reach `name`: what is worst of it. */
export const judgeCertificate = (secure: TLSSocket, name: string, roots: Roots, probe: Probe): Found => {
  const leaf = secure.getPeerCertificate(true);
  const chain = chainOf(leaf);
  const [from, until] = [Date.parse(leaf.valid_from), Date.parse(leaf.valid_to)];
  // Whole days before its end and after it; the sum makes a 0 of -0.
  const daysLeft = 0 + Math.trunc((until - probe.now()) / DAY_MS);
  const issuer = leaf.issuer?.CN ?? leaf.issuer?.O ?? '';
  const protocol = secure.getProtocol() ?? '';
  const trouble = String(secure.authorizationError ?? '');
  const top = chain.at(-1);
  const trustedBy = trouble === '' && top ? roots.whose(top.raw) : undefined;
  const said = facts(
    ['subject', nameOf(leaf)],
    ['issuer', Array.isArray(issuer) ? issuer.join(', ') : issuer],
    ['names', leaf.subjectaltname?.replaceAll(/(?:DNS|IP Address):/g, '')],
    ['validFrom', Number.isNaN(from) ? null : new Date(from).toISOString()],
    ['validUntil', Number.isNaN(until) ? null : new Date(until).toISOString()],
    ['fingerprint', leaf.fingerprint256],
    ['chain', chain.map(nameOf).join(' ← ')],
    ['protocol', protocol],
    ['cipher', secure.getCipher()?.name],
    ['code', trouble],
    trustedBy === undefined ? ['judgedBy', roots.of.join(' ')] : ['trustedBy', trustedBy],
  );
  const [outcome, meaning] = ((): readonly [Outcome, Meaning] => {
    if (Number.isNaN(from) || Number.isNaN(until)) return ['failed', 'tlsUnreadable'];
    if (probe.now() >= until) return ['failed', 'tlsExpired'];
    if (probe.now() < from) return ['failed', 'tlsNotYet'];
    if (checkServerIdentity(name, leaf) !== undefined) return ['failed', 'tlsWrongHost'];
    const grade = gradeOf('tls', daysLeft, probe.limits);
    if (grade === 'failed') return [grade, 'tlsExpiring'];
    const chained = trouble === '' ? undefined : judgeChain(trouble);
    if (chained?.[0] === 'failed') return chained;
    // That it ends soon is news; that its authority is the organisation's own is not.
    if (grade === 'warning') return [grade, 'tlsExpiring'];
    if (chained) return chained;
    return OLD.has(protocol) ? ['warning', 'tlsOldProtocol'] : ['ok', 'tlsValid'];
  })();
  return found(outcome, meaning, said, Number.isNaN(daysLeft) ? [] : [measure('daysLeft', daysLeft)]);
};

export const lookAtCertificate = async (asked: DiagnosticOf<'tls'>, probe: Probe): Promise<Found> => {
  const name = settleHost(asked.name ?? asked.host);
  if (name === undefined) return found('failed', 'hostInvalid');
  const reached = await reach(asked.host, asked.port, probe);
  if (!reached.ok) return reached.found;
  const about = reachedFacts(reached);
  probe.tell('asking', reached.address);
  try {
    const roots = await probe.roots();
    const secure = await handshake(reached.socket, name, roots, probe.signal);
    const judged = judgeCertificate(secure, name, roots, probe);
    return { ...judged, facts: [...about.facts, ...judged.facts], measures: [...judged.measures, ...about.measures] };
  } catch (error) {
    const failed = handshakeLost(error, probe);
    return { ...failed, facts: [...about.facts, ...failed.facts], measures: about.measures };
  } finally {
    reached.socket.destroy();
  }
};
