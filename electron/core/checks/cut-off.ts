import { isIP } from 'node:net';
import type { Finding, Meaning, Silence } from '#shared/checks/finding.ts';
import { hostOf } from '#shared/checks/target.ts';
import type { Gateways } from './ask-gateways.ts';

/** Nobody was heard: not the host, and nobody who could say where it is. A refusal, a page that fails and a bad certificate are answers. */
const SILENT: ReadonlySet<Meaning> = new Set([
  'nameUnknown',
  'nameTimeout',
  'nameFailed',
  'unreachable',
  'timeout',
  'dnsTimeout',
  'dnsUnreachable',
  'timeNoAnswer',
  'httpProxyFailed',
]);

/** So many hosts do not fall silent together by chance: something that they share is the reason. */
const LEAST = 3;
/** What the gateways said holds so long. */
const HOLDS_MS = 60_000;

const why: Readonly<Record<Gateways, Silence>> = { gone: 'cutOff', answer: 'silentBeyond', untold: 'silentAll' };

export interface Witnesses {
  readonly gateways: () => Promise<Gateways>;
  /** Whether an address lies in a network that this laptop is in itself. */
  readonly isNear: (address: string) => boolean;
  /** Monotonic ms. */
  readonly mono: () => number;
}

/** Where the host of a finding was looked for; none where its name was not found. */
const addressesOf = ({ facts }: Finding, host: string): readonly string[] => {
  if (isIP(host) !== 0) return [host];
  const said = facts.find(({ key }) => key === 'addresses') ?? facts.find(({ key }) => key === 'address');
  return (said?.value.split(', ') ?? []).filter((address) => isIP(address) !== 0);
};

/**
 * Whether hosts are silent because this laptop is cut off, or because they are down: an adapter that is connected to a network which leads nowhere
 * looks like any other. Hosts that are silent one after another, with none heard between, are doubted; then the gateways are asked. Where they
 * answer, hosts in the laptop's own network have failed; of others it cannot be told, and that is said. The first answer of any host ends it.
 */
export class CutOff {
  readonly #witnesses: Witnesses;
  readonly #silent = new Set<string>();
  #since: string | null = null;
  #asked: { readonly at: number; readonly answer: Promise<Gateways> } | undefined;
  #reason: Silence | null = null;

  constructor(witnesses: Witnesses) {
    this.#witnesses = witnesses;
  }

  /** RFC 3339: when the first of them fell silent, and why as far as that is known; null where this laptop hears somebody. */
  get silence(): { readonly since: string; readonly why: Silence } | null {
    return this.#since !== null && this.#reason !== null ? { since: this.#since, why: this.#reason } : null;
  }

  /** What a run comes to with what others came to; `isFirst` for the one by which it is known. Of loopback and the laptop itself it says nothing. */
  async judge(finding: Finding): Promise<{ readonly finding: Finding; readonly isFirst: boolean }> {
    const host = hostOf(finding.diagnostic);
    const asFound = { finding, isFirst: false };
    if (host === null || finding.outcome === 'unknown') return asFound;
    if (!SILENT.has(finding.meaning)) {
      this.#silent.clear();
      this.#since = null;
      this.#asked = undefined;
      this.#reason = null;
      return asFound;
    }
    this.#since ??= finding.at;
    this.#silent.add(host);
    if (this.#silent.size < LEAST) return asFound;
    const gateways = await this.#gateways();
    // Somebody was heard meanwhile.
    if (this.#silent.size < LEAST) return asFound;
    const { isNear } = this.#witnesses;
    const addresses = addressesOf(finding, host);
    if (gateways === 'answer' && addresses.length > 0 && addresses.every(isNear)) return asFound;
    const isFirst = this.#reason === null;
    this.#reason = why[gateways];
    return { finding: { ...finding, outcome: 'unknown', meaning: this.#reason }, isFirst };
  }

  #gateways(): Promise<Gateways> {
    const now = this.#witnesses.mono();
    if (!this.#asked || now - this.#asked.at >= HOLDS_MS) this.#asked = { at: now, answer: this.#witnesses.gateways() };
    return this.#asked.answer;
  }
}
