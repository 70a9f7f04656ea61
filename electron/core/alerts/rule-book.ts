/** The rules of a desk: what ships, and what was saved here over it or beside it. */
import type { LogRule, LogRuleRecord } from '#shared/alerts/rule.ts';
import type { Desk } from '../desk.ts';
import { shippedUlid } from '../shipped-ulid.ts';
import { shippedRules } from './shipped.ts';

/** Id of the record that says what the desk makes of a rule. */
export const ruleId = (code: string): string => `logRule:${shippedUlid(`log rule ${code}`)}`;

export class RuleBook {
  readonly #desk: Desk;
  readonly #listeners = new Set<() => void>();
  #rules: ReadonlyMap<string, LogRule> | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
    desk.onApplied(({ puts, removes }) => {
      if (!puts.some(({ type }) => type === 'logRule') && !removes.some((id) => id.startsWith('logRule:'))) return;
      this.#rules = undefined;
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

  isShipped(code: string): boolean {
    return shippedRules().some((rule) => rule.code === code);
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
      if (record?.content) rules.set(record.code, { code: record.code, ...record.content });
    }
    this.#rules = rules;
    return rules;
  }
}
