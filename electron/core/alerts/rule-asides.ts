/**
 * Rules that are done without on this laptop since they took too long on a line. That outlives a restart: a rule that never ends would hold up the
 * reading of all logs anew each time. It is over once the rule is saved again, ships with other patterns, or somebody has it tried again; lines
 * that were read meanwhile are not looked at by it.
 */
import { MAX_EXCERPT_LINE } from '#shared/alerts/limits.ts';
import { patternsOf, type LogRule, type LogRuleAside } from '#shared/alerts/rule.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import { cutText } from '#shared/base/well-formed.ts';
import type { Desk } from '../desk.ts';
import type { StoppedPlace, StoppedRule } from '../known-problems.ts';
import type { Unit } from '../unit.ts';
import { ruleId, type RuleBook } from './rule-book.ts';

const asideId = (code: string): string => ruleId(code).replace('logRule:', 'logRuleAside:');

/** Stages that a rule is tried again. Answers whether it was not. */
export const takeUp = (unit: Unit, code: string): boolean => {
  const id = asideId(code);
  if (!unit.get<LogRuleAside>('logRuleAside', id)) return false;
  unit.removeLocal(id);
  return true;
};

export class RuleAsides {
  readonly #desk: Desk;
  readonly #rules: RuleBook;

  constructor(desk: Desk, rules: RuleBook) {
    this.#desk = desk;
    this.#rules = rules;
  }

  /** Undefined where the rule is tried. */
  of(rule: LogRule): LogRuleAside | undefined {
    const aside = this.#desk.records.get<LogRuleAside>('logRuleAside', asideId(rule.code));
    return aside?.patterns === patternsOf(rule) ? aside : undefined;
  }

  /** How many rules that are in use are done without. */
  get count(): number {
    if (this.#records().length === 0) return 0;
    return this.#rules.all.filter((rule) => rule.active && this.of(rule)).length;
  }

  /** What is looked for. */
  get tried(): readonly LogRule[] {
    return this.#records().length === 0 ? this.#rules.all : this.#rules.all.filter((rule) => !this.of(rule));
  }

  /** Nothing where the rule has other patterns by now. */
  put(
    source: { readonly id: string; readonly name: string },
    { code, patterns, text }: StoppedRule,
    place: StoppedPlace | null,
  ): Promise<Result<null>> {
    return this.#desk.commit(this.#desk.deviceActor, (unit) => {
      const rule = this.#rules.find(code);
      if (!rule || patternsOf(rule) !== patterns || this.of(rule)) return succeed(null);
      const aside: LogRuleAside = {
        ...unit.stamp('logRuleAside', asideId(code)),
        code,
        patterns,
        sourceId: source.id,
        sourceName: source.name,
        file: place?.file ?? null,
        generation: place?.generation ?? null,
        line: place?.line ?? null,
        text: (text.length > MAX_EXCERPT_LINE ? `${cutText(text, MAX_EXCERPT_LINE - 1)}…` : text).toWellFormed(),
        since: unit.at,
      };
      unit.putLocal(aside);
      const { sourceId, generation, line } = aside;
      unit.audit({
        action: 'log-rule.put-aside',
        object: { type: 'logRule', id: ruleId(code), number: null },
        after: { code, sourceId, generation, line },
      });
      return succeed(null);
    });
  }

  /** What is left of rules that are others by now, or gone. */
  async sweep(): Promise<Result<null>> {
    const left = this.#records().filter(({ code }) => {
      const rule = this.#rules.find(code);
      return !rule || !this.of(rule);
    });
    if (left.length === 0) return succeed(null);
    return this.#desk.commit(this.#desk.deviceActor, (unit) => {
      for (const { id } of left) unit.removeLocal(id);
      return succeed(null);
    });
  }

  #records(): readonly LogRuleAside[] {
    const { records } = this.#desk;
    return [...records.ids('logRuleAside')].flatMap((id) => records.get<LogRuleAside>('logRuleAside', id) ?? []);
  }
}
