/** A rule that somebody writes, as fields of a draft, and read back. */
import { newRule, type RuleEdit } from './rule-edit.ts';

type Fields = Readonly<Record<string, string>>;

export const newRuleKey = 'new-log-rule:1';
/** The draft of a rule; undefined: of one that is new. */
export const ruleDraftKey = (code: string | undefined): string =>
  code === undefined ? newRuleKey : `log-rule:${code}`;

export const ruleFields = (edit: RuleEdit): Fields => ({
  title: edit.content.name.en || edit.content.name['zh-CN'] || edit.code,
  edit: JSON.stringify(edit),
});

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Undefined where there is none, or none that can be read. What a later edition of rules has besides is as in `base`. */
export const keptRule = (fields: Fields, base: RuleEdit = newRule): RuleEdit | undefined => {
  const read = parsed(fields['edit'] ?? '') as Partial<RuleEdit> | undefined;
  if (!isObject(read) || !isObject(read.texts) || !isObject(read.content) || typeof read.code !== 'string')
    return undefined;
  return {
    code: read.code,
    seen: typeof read.seen === 'number' ? read.seen : null,
    // Written by `ruleFields`.
    texts: { ...base.texts, ...read.texts },
    content: { ...base.content, ...read.content },
  };
};
