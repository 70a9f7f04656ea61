/** What a diagnostic came to. It explains itself: every word of it is a key, so that it reads in either language, also years later on a ticket. */
import type { Diagnostic } from './diagnostic.ts';
import type { Measure } from './limits.ts';

export const outcomes = ['ok', 'warning', 'failed', 'unknown'] as const;
/** `unknown`: nothing can be said, which is neither good nor bad. */
export type Outcome = (typeof outcomes)[number];

/** Each has one sentence on what it means and one on what to do next (`renderer/checks/meanings.*.ts`). */
export const meanings = [
  'noNetwork',
  'cutOff',
  'silentBeyond',
  'silentAll',
  'nameUnknown',
  'nameTimeout',
  'nameFailed',
  'refused',
  'unreachable',
  'noRoute',
  'notAllowed',
  'laptopFull',
  'timeout',
  'silentOnceOpen',
  'connectionLost',
  'hostInvalid',
  'pathFine',
  'dnsAnswered',
  'dnsSlow',
  'dnsDiffers',
  'dnsOnlyPrograms',
  'dnsNoSuchName',
  'dnsNoRecords',
  'dnsTimeout',
  'dnsServerFailed',
  'dnsRefused',
  'dnsUnreachable',
  'tcpOpen',
  'tcpSlow',
  'tlsValid',
  'tlsExpiring',
  'tlsExpired',
  'tlsNotYet',
  'tlsSelfSigned',
  'tlsOwnAuthority',
  'tlsUnknownIssuer',
  'tlsBadChain',
  'tlsChainExpired',
  'tlsRevoked',
  'tlsUnreadable',
  'tlsWrongHost',
  'tlsOldProtocol',
  'tlsRefused',
  'tlsClientCertificate',
  'tlsNone',
  'httpAnswered',
  'httpSlow',
  'httpWantsSignIn',
  'httpClientError',
  'httpServerError',
  'httpTooManyRedirects',
  'httpBadRedirect',
  'httpDowngraded',
  'httpInward',
  'httpBadCertificate',
  'httpNotHttp',
  'httpBadAnswer',
  'httpProxyFailed',
  'latencyGood',
  'latencySlow',
  'latencyLoss',
  'networkFine',
  'networkNoGateway',
  'networkGatewayUnknown',
  'diskFine',
  'diskFillsSoon',
  'diskLow',
  'diskFull',
  'diskNotFound',
  'diskNoAnswer',
  'diskNoSize',
  'loadFine',
  'loadBusy',
  'memoryLow',
  'memoryUnknown',
  'timeFine',
  /** Of findings before the two that follow: which way was not said. */
  'timeOff',
  'timeBehind',
  'timeAhead',
  'timeDisagree',
  'timeKiss',
  'timeUnsynchronised',
  'timeNoAnswer',
  'portsListed',
  'portsAsExpected',
  'portsMissing',
  'portsNoAnswer',
  'portsUnavailable',
  'serviceRuns',
  'serviceOnDemand',
  'serviceStopped',
  'servicePaused',
  'serviceFailed',
  'serviceNotFound',
  'serviceStarting',
  'serviceNoAnswer',
  'serviceDenied',
  'serviceUnreadable',
  'serviceUnavailable',
] as const;
export type Meaning = (typeof meanings)[number];

/** Why nobody who was asked is heard: the laptop's own network is gone, it answers and nobody behind it does, or that cannot be told. */
export type Silence = Extract<Meaning, 'cutOff' | 'silentBeyond' | 'silentAll'>;

export const factKeys = [
  'brokenLink',
  'doubtfulLink',
  'link',
  'address',
  'addresses',
  'answer',
  'osAnswer',
  'server',
  'record',
  'code',
  'subject',
  'issuer',
  'names',
  'validFrom',
  'validUntil',
  'fingerprint',
  'protocol',
  'cipher',
  'chain',
  'trustedBy',
  'judgedBy',
  'status',
  'redirect',
  'finalUrl',
  'proxy',
  'sent',
  'answered',
  'interface',
  'gateway',
  'dnsServers',
  'path',
  'load',
  'timeServer',
  'kiss',
  'listening',
  'missing',
  'unit',
  'state',
  'since',
  'exitCode',
  'pid',
  'domain',
  'toldBy',
  'cutBody',
] as const;
export type FactKey = (typeof factKeys)[number];

/** A value as it was found: an address, a name, a code; never a sentence. */
export interface Fact {
  readonly key: FactKey;
  readonly value: string;
}

export interface Finding {
  readonly diagnostic: Diagnostic;
  readonly outcome: Outcome;
  readonly meaning: Meaning;
  readonly facts: readonly Fact[];
  readonly measures: readonly Measure[];
  /** RFC 3339: when it began. */
  readonly at: string;
  readonly tookMs: number;
}

/** A fact is shown in one place and kept for years. */
export const MAX_FACTS = 60;
export const MAX_FACT_LENGTH = 600;
