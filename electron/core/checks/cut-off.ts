import type { Finding, Meaning } from '#shared/checks/finding.ts';
import { hostOf } from '#shared/checks/target.ts';

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

/** So many hosts do not fall silent together by chance: it is the way to all of them. */
const LEAST = 3;

/**
 * Whether it is this laptop that is cut off, and not each server that is down: an adapter that is connected to a network which leads nowhere looks
 * like any other. Hosts that are silent one after another, with none heard between, count; the first answer of any host ends it.
 */
export class CutOff {
  readonly #silent = new Set<string>();
  #since: string | null = null;

  /** RFC 3339: when the first of them fell silent; null where this laptop hears somebody. */
  get since(): string | null {
    return this.#silent.size >= LEAST ? this.#since : null;
  }

  /** What a run comes to with what others came to; `isFirst` for the one by which it is known. Of loopback and the laptop itself it says nothing. */
  judge(finding: Finding): { readonly finding: Finding; readonly isFirst: boolean } {
    const host = hostOf(finding.diagnostic);
    const isKnown = finding.outcome !== 'unknown';
    if (host === null || !isKnown) return { finding, isFirst: false };
    if (!SILENT.has(finding.meaning)) {
      this.#silent.clear();
      this.#since = null;
      return { finding, isFirst: false };
    }
    const before = this.#silent.size;
    this.#since ??= finding.at;
    this.#silent.add(host);
    if (this.#silent.size < LEAST) return { finding, isFirst: false };
    return { finding: { ...finding, outcome: 'unknown', meaning: 'cutOff' }, isFirst: before < LEAST };
  }
}
