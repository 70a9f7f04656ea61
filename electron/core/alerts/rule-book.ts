/** The rules of a desk: what ships, and what was saved here over it or beside it. */
import { createHash } from 'node:crypto';
import type { LogRule, LogRuleRecord, LogRuleRun, RuleContent } from '#shared/alerts/rule.ts';
import type { Desk } from '../desk.ts';
import { shippedUlid } from '../shipped-ulid.ts';
import { shippedRules } from './shipped.ts';

/** Id of the record that says what the desk makes of a rule. */
export const ruleId = (code: string): string => `logRule:${shippedUlid(`log rule ${code}`)}`;

/** Id of the record that says which diagnostic of a rule runs on this laptop. */
export const ruleRunId = (code: string): string => ruleId(code).replace('logRule:', 'logRuleRun:');

export const contentOf = ({ code: _code, ...content }: LogRule): RuleContent => content;

/** What is not said is as if it were not there: a rule is no other one because rules can say more. */
export const contentHash = (content: RuleContent): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        Object.entries(content)
          .filter(([, value]) => value !== null)
          .toSorted(([left], [right]) => (left < right ? -1 : 1)),
      ),
    )
    .digest('hex');

export class RuleBook {
  readonly #desk: Desk;
  readonly #listeners = new Set<() => void>();
  #rules: ReadonlyMap<string, LogRule> | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
    desk.onApplied(({ puts, removes }) => {
      const isEdited = puts.some(({ type }) => type === 'logRule') || removes.some((id) => id.startsWith('logRule:'));
      // One that is put aside now is done without already where lines are read.
      if (!isEdited && !removes.some((id) => id.startsWith('logRuleAside:'))) return;
      if (isEdited) this.#rules = undefined;
      for (const listener of this.#listeners) listener();
    });
  }

  /** What holds, those that ship first. */
  get all(): readonly LogRule[] {
    return [...this.#read().values()];
  }

  find(code: string): LogRule | undefined {
    return this.#read().get(code);
  }

  saved(code: string): LogRuleRecord | undefined {
    return this.#desk.records.get<LogRuleRecord>('logRule', ruleId(code));
  }

  /** What ships under a code, whatever the desk made of it. */
  shipped(code: string): RuleContent | undefined {
    const rule = shippedRules().find((each) => each.code === code);
    return rule && contentOf(rule);
  }

  /** What ships now, where it is not what the desk wrote its own version over. */
  shippedSince(code: string): RuleContent | null {
    const saved = this.saved(code);
    const shipped = this.shipped(code);
    if (!shipped || !saved?.content || !saved.over) return null;
    return saved.over === contentHash(shipped) ? null : shipped;
  }

  /** Whether the diagnostic of a rule runs on this laptop by itself: one that ships, or exactly what somebody let run. */
  runsHere({ code, diagnostic }: LogRule): boolean {
    if (diagnostic === null) return false;
    const what = JSON.stringify(diagnostic);
    const shipped = this.shipped(code)?.diagnostic;
    if (shipped && JSON.stringify(shipped) === what) return true;
    return this.#desk.records.get<LogRuleRun>('logRuleRun', ruleRunId(code))?.what === what;
  }

  /** What the desk wrote itself, over what ships or beside it. */
  get own(): readonly LogRule[] {
    return this.all.filter(({ code }) => (this.saved(code)?.content ?? null) !== null);
  }

  /** Called when rules are others than before: who scans takes them anew. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #read(): ReadonlyMap<string, LogRule> {
    if (this.#rules) return this.#rules;
    const rules = new Map(shippedRules().map((rule) => [rule.code, rule]));
    const { records } = this.#desk;
    for (const id of [...records.ids('logRule')].toSorted()) {
      const record = records.get<LogRuleRecord>('logRule', id);
      if (record?.content)
        rules.set(record.code, { code: record.code, ...record.content, diagnostic: record.content.diagnostic ?? null });
    }
    this.#rules = rules;
    return rules;
  }
}
