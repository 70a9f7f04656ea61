import { fold } from '../search/fold.ts';
import type { Parameter, ToolPlatform } from './tool.ts';
import { valueProblem } from './value.ts';

/**
 * `asset.attribute.IP` is the attribute of that name; the others are what they say. `mailbox`: what
 * stands before the @ of the first address. `value.22` is 22 itself, the usual one.
 */
export const SOURCE =
  /^(?:asset\.(?:name|serial|tag)|asset\.attribute\.[^\p{C}]{1,60}|requester\.(?:mailbox|email)|site\.name|ticket\.number|value\.[^\p{C}]{1,60})$/u;

/** Something that is known of a ticket and may fill a parameter in. */
export interface TicketFact {
  /** As parameters name it. */
  readonly source: string;
  /** Name of the asset, the person or the site, or the number of the ticket; empty for a value that the definition gives. */
  readonly of: string;
  readonly value: string;
}

const VALUE = 'value.';

const factsFrom = (source: string, facts: readonly TicketFact[]): readonly TicketFact[] =>
  source.startsWith(VALUE)
    ? [{ source, of: '', value: source.slice(VALUE.length) }]
    : facts.filter((fact) => fold(fact.source) === fold(source));

/** What may be filled in, the best first. Only what can be the value of the parameter: the rest is never offered. */
export const offeredFacts = (
  parameter: Parameter,
  facts: readonly TicketFact[],
  platform: ToolPlatform,
): readonly TicketFact[] => {
  const seen = new Set<string>();
  return parameter.from
    .flatMap((source) => factsFrom(source, facts))
    .filter(({ value }) => {
      if (value === '' || seen.has(value) || valueProblem(parameter, value, platform)) return false;
      seen.add(value);
      return true;
    });
};
