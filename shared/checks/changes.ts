import type { FactKey, Finding } from './finding.ts';

/** Facts that stay the same as long as nothing was changed; times, counts and what is said of one run alone are none. */
const lasting = [
  'address',
  'addresses',
  'osAnswer',
  'server',
  'dnsServers',
  'gateway',
  'proxy',
  'subject',
  'issuer',
  'names',
  'validUntil',
  'fingerprint',
  'protocol',
  'status',
  'redirect',
  'finalUrl',
  'missing',
  'state',
] as const satisfies readonly FactKey[];

export interface Change {
  readonly key: FactKey;
  /** Empty where it is new. */
  readonly before: string;
  /** Empty where it is gone. */
  readonly now: string;
}

/** What lasts of a finding, and is another than it was; one that broke off finds other things than one that did not, which is no change. */
export const changesSince = (before: Finding, now: Finding): readonly Change[] =>
  lasting.flatMap((key) => {
    const [old, new_] = [before, now].map(({ facts }) =>
      facts
        .flatMap((each) => (each.key === key ? [each.value] : []))
        .toSorted()
        .join(', '),
    );
    const isOpen = now.outcome === 'failed' || now.outcome === 'unknown';
    if (old === undefined || new_ === undefined || old === new_ || (isOpen && (old === '' || new_ === ''))) return [];
    return [{ key, before: old, now: new_ }];
  });
