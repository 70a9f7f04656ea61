import type { NameWanted } from '../search/condition.ts';
import { fold } from '../search/fold.ts';
import { spelled, type Grammar } from '../search/grammar.ts';
import { noneSpelling, operatorSpellings, type Spelling } from '../search/operators.ts';
import { nameWanted } from '../search/parse-value.ts';
import type { ArticleStanding } from './actions.ts';
import { articleKinds, articleStates, type ArticleKind, type ArticleState } from './article.ts';
import type { ArticleRow } from './row.ts';

/** What a search can ask of an article besides words: `kind:faq`, `状态:已发布`. */
export const articleOperators = ['kind', 'lang', 'tag', 'category', 'state'] as const;
export type ArticleOperator = (typeof articleOperators)[number];

export type ArticleCondition =
  | { readonly on: 'kind'; readonly kinds: readonly ArticleKind[] }
  /** Any of these, or one that goes on: `zh` is `zh-CN` too. Folded. */
  | { readonly on: 'lang'; readonly languages: readonly string[] }
  | { readonly on: 'tag' | 'category'; readonly wanted: NameWanted }
  | { readonly on: 'state'; readonly states: readonly ArticleState[] };

const kindSpellings: Readonly<Record<ArticleKind, Spelling>> = {
  howto: { en: ['how-to', 'howto', 'guide'], 'zh-CN': ['操作指南', '指南'] },
  known_error: { en: ['known-error', 'known_error', 'error'], 'zh-CN': ['已知错误'] },
  faq: { en: ['faq'], 'zh-CN': ['常见问题'] },
  manual: { en: ['manual'], 'zh-CN': ['手册'] },
  training: { en: ['training'], 'zh-CN': ['培训'] },
  policy: { en: ['policy'], 'zh-CN': ['制度', '规定'] },
};

const stateSpellings: Readonly<Record<ArticleState, Spelling>> = {
  draft: { en: ['draft'], 'zh-CN': ['草稿'] },
  in_review: { en: ['in-review', 'in_review', 'review'], 'zh-CN': ['审核中', '待审核'] },
  published: { en: ['published'], 'zh-CN': ['已发布'] },
  retired: { en: ['retired'], 'zh-CN': ['已停用', '停用'] },
};

const languageSpellings: readonly (readonly [string, Spelling])[] = [
  ['en', { en: ['en', 'english'], 'zh-CN': ['英文', '英语'] }],
  ['zh', { en: ['zh', 'chinese'], 'zh-CN': ['中文', '汉语'] }],
];

const kinds = articleKinds.map((kind) => [kind, kindSpellings[kind]] as const);
const states = articleStates.map((state) => [state, stateSpellings[state]] as const);

const listOf = <Name>(list: readonly (readonly [Name, Spelling])[], value: string): readonly Name[] =>
  value.split(/[,，]/u).flatMap((each) => (each === '' ? [] : spelled(list, each)));

export const articleGrammar: Grammar<ArticleOperator, ArticleCondition> = {
  names: articleOperators,
  spellings: {
    kind: operatorSpellings.kind,
    lang: { en: ['lang', 'language'], 'zh-CN': ['语言', '语种'] },
    tag: operatorSpellings.tag,
    category: operatorSpellings.category,
    state: { en: ['state', 'status'], 'zh-CN': ['状态'] },
  },
  isOrdered: () => false,
  parse: (operator, typed, { isQuoted }) => {
    const value = fold(typed).trim();
    if (value === '') return { problem: 'empty' };
    switch (operator) {
      case 'kind': {
        const found = listOf(kinds, value);
        return found.length > 0 ? { condition: { on: 'kind', kinds: found } } : { problem: 'unknown-value' };
      }
      case 'state': {
        const found = listOf(states, value);
        return found.length > 0 ? { condition: { on: 'state', states: found } } : { problem: 'unknown-value' };
      }
      case 'lang': {
        const found = listOf(languageSpellings, value);
        if (found.length > 0) return { condition: { on: 'lang', languages: found } };
        return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/u.test(value)
          ? { condition: { on: 'lang', languages: [value] } }
          : { problem: 'unknown-value' };
      }
      case 'tag':
      case 'category':
        return { condition: { on: operator, wanted: nameWanted(value, isQuoted, false) } };
    }
  },
  values: (operator) => {
    switch (operator) {
      case 'kind':
        return kinds;
      case 'lang':
        return languageSpellings;
      case 'state':
        return states;
      case 'tag':
      case 'category':
        return [['none', noneSpelling]];
    }
  },
};

const standingsIn: Readonly<Record<ArticleState, readonly ArticleStanding[]>> = {
  draft: ['draft', 'published_draft'],
  in_review: ['in_review', 'published_in_review'],
  published: ['published', 'published_draft', 'published_in_review'],
  retired: ['retired'],
};

const isNamed = (wanted: NameWanted, names: readonly string[]): boolean => {
  switch (wanted.kind) {
    case 'none':
      return names.length === 0;
    case 'whole':
      return names.some((name) => fold(name) === wanted.name);
    case 'part':
      return names.some((name) => fold(name).includes(wanted.name));
    case 'me':
      return false;
  }
};

/** Whether an article is what a condition asks for. A published one whose next version is being written is in both states. */
export const meetsCondition = (row: ArticleRow, condition: ArticleCondition): boolean => {
  switch (condition.on) {
    case 'kind':
      return condition.kinds.includes(row.kind);
    case 'state':
      return condition.states.some((state) => standingsIn[state].includes(row.standing));
    case 'lang': {
      const language = row.language.toLowerCase();
      return condition.languages.some((each) => language === each || language.startsWith(`${each}-`));
    }
    case 'tag':
      return isNamed(condition.wanted, row.tags);
    case 'category':
      return isNamed(condition.wanted, row.category === null ? [] : [row.category]);
  }
};
