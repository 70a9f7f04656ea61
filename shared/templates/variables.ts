import type { TemplateContent, TemplateLanguage } from './template.ts';

/** What a text can be filled with. `answers.<id>` besides, in templates of tickets. */
export const variables = [
  'ticket.number',
  'ticket.title',
  'requester.name',
  'requester.firstName',
  'me.name',
  'desk.name',
  'date',
  'due',
] as const;
export type Variable = (typeof variables)[number];

/** What is known when a template is used. Times RFC 3339. */
export interface TemplateValues {
  readonly number: string | null;
  readonly title: string | null;
  readonly requester: string | null;
  readonly me: string;
  readonly desk: string;
  readonly now: string;
  /** When the next clock of the ticket falls due; null for none. */
  readonly due: string | null;
  /** By the id of the question. */
  readonly answers: Readonly<Record<string, string>>;
}

/** What stands for a value that is not known, in the words of the template's language. */
const gapNames: Readonly<Record<TemplateLanguage, Readonly<Record<Variable, string>>>> = {
  en: {
    'ticket.number': 'number',
    'ticket.title': 'title',
    'requester.name': 'requester',
    'requester.firstName': 'requester',
    'me.name': 'your name',
    'desk.name': 'desk',
    date: 'date',
    due: 'due time',
  },
  'zh-CN': {
    'ticket.number': '编号',
    'ticket.title': '标题',
    'requester.name': '请求人',
    'requester.firstName': '请求人',
    'me.name': '你的姓名',
    'desk.name': '服务台',
    date: '日期',
    due: '到期时间',
  },
};

const placeholder = /\{\{\s*([^{}\s]{1,60})\s*\}\}/gu;
const gap = /‹[^‹›\n]{1,200}›/u;
const answer = /^answers\.([a-z][a-z0-9_]{0,39})$/;

/** The first gap in a text: somebody has to fill it before the text goes out. Undefined where there is none. */
export const gapIn = (text: string): { readonly text: string; readonly from: number } | undefined => {
  const found = gap.exec(text);
  return found ? { text: found[0], from: found.index } : undefined;
};

const isVariable = (name: string): name is Variable => variables.some((each) => each === name);

/** How a Chinese name is addressed, it is addressed whole; others by what comes first. */
const firstName = (name: string): string =>
  /\p{Script=Han}/u.test(name) ? name.trim() : (name.trim().split(/\s+/u)[0] ?? '');

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** A moment as each language writes it, in the zone of this laptop: `Thu 15 Oct 21:00`, `10 月 15 日周四 21:00`. */
const moment = (at: string, language: TemplateLanguage, withTime: boolean): string => {
  const date = new Date(at);
  const time = withTime ? ` ${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}` : '';
  if (language === 'zh-CN') {
    const weekday = new Intl.DateTimeFormat('zh-CN', { weekday: 'short' }).format(date);
    return `${date.getMonth() + 1} 月 ${date.getDate()} 日${weekday}${time}`;
  }
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' }).format(date);
  return `${day.replace(',', '')}${time}`;
};

const valueOf = (variable: Variable, values: TemplateValues, language: TemplateLanguage): string | null => {
  switch (variable) {
    case 'ticket.number':
      return values.number;
    case 'ticket.title':
      return values.title;
    case 'requester.name':
      return values.requester;
    case 'requester.firstName':
      return values.requester === null ? null : firstName(values.requester);
    case 'me.name':
      return values.me;
    case 'desk.name':
      return values.desk;
    case 'date':
      return moment(values.now, language, false);
    case 'due':
      return values.due === null ? null : moment(values.due, language, true);
  }
};

/** Ids of the questions whose answers are put into this text. */
export const answersNamedIn = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(placeholder)].flatMap(([, name = '']) => answer.exec(name)?.[1] ?? []));

export interface Filled {
  readonly text: string;
  /** Gaps that are left, each once. */
  readonly gaps: readonly string[];
}

/**
 * The text with its values. One that is not known leaves a gap that can be seen, `‹requester›`, never nothing. What a value holds is not
 * filled in again. A placeholder that is none of ours stays as it was written. `questions` are what the gaps of answers are called.
 */
export const fillTemplate = (
  text: string,
  values: TemplateValues,
  language: TemplateLanguage,
  questions: Readonly<Record<string, string>> = {},
): Filled => {
  const gaps = new Set<string>();
  const filled = text.replaceAll(placeholder, (written, name: string) => {
    const asked = answer.exec(name)?.[1];
    if (asked === undefined && !isVariable(name)) return written;
    const value = asked === undefined ? valueOf(name as Variable, values, language) : (values.answers[asked] ?? null);
    if (value !== null && value.trim() !== '') return value.replaceAll(/[‹›]/gu, '|');
    const missing = `‹${asked === undefined ? gapNames[language][name as Variable] : (questions[asked] ?? asked)}›`;
    gaps.add(missing);
    return missing;
  });
  return { text: filled, gaps: [...gaps] };
};

/** Texts of a template in which placeholders are filled. */
export const textsOf = (content: TemplateContent): readonly string[] => {
  switch (content.kind) {
    case 'reply':
      return [content.body];
    case 'ticket':
      return [content.title, content.description];
    case 'macro':
      return content.steps.flatMap((step) => {
        if (step.do === 'workNote' || step.do === 'comment') return [step.text];
        if (step.do === 'hold') return [step.comment];
        if (step.do === 'resolve') return [step.text, step.noArticleReason];
        return step.do === 'tasks' ? step.tasks.map(({ title }) => title) : [];
      });
  }
};

/** Placeholders that nothing will ever fill, as they were written: misspelt, or about a question that is not asked. Each once. */
export const unknownVariables = (content: TemplateContent): readonly string[] => {
  const asked = new Set(content.kind === 'ticket' ? content.questions.map(({ id }) => id) : []);
  const unknown = textsOf(content)
    .flatMap((text) => [...text.matchAll(/\{\{([^{}]*)\}\}/gu)])
    .filter(({ 1: inner = '' }) => {
      const name = inner.trim();
      const question = answer.exec(name)?.[1];
      return question === undefined ? !isVariable(name) : !asked.has(question);
    });
  return [...new Set(unknown.map(([written]) => written))];
};
