import type { Question, TemplateLanguage, TicketContent } from './template.ts';
import { answersNamedIn, fillTemplate, type TemplateValues } from './variables.ts';

export type Answers = Readonly<Record<string, string>>;

/** Questions that are asked after these answers, in order: one that hangs on a question that is not asked is not asked either. */
export const askedQuestions = (questions: readonly Question[], answers: Answers): readonly Question[] => {
  const asked = new Set<string>();
  return questions.filter(({ id, showIf }) => {
    const isAsked =
      showIf === null || (asked.has(showIf.question) && showIf.answers.includes(answers[showIf.question] ?? ''));
    if (isAsked) asked.add(id);
    return isAsked;
  });
};

/** Ids of required questions that are asked and not answered. */
export const unanswered = (questions: readonly Question[], answers: Answers): readonly string[] =>
  askedQuestions(questions, answers)
    .filter(({ id, required }) => required && (answers[id] ?? '').trim() === '')
    .map(({ id }) => id);

/** What is wrong with the questions themselves. */
export type QuestionFault = 'id' | 'options' | 'showIf';

/** Ids are told apart, a choice has something to choose, and a condition hangs on an earlier choice and its options. */
export const questionFault = (questions: readonly Question[], place: number): QuestionFault | undefined => {
  const question = questions[place];
  if (!question) return undefined;
  const earlier = questions.slice(0, place);
  if (earlier.some(({ id }) => id === question.id)) return 'id';
  if (question.type === 'choice' && question.options.length < 2) return 'options';
  const { showIf } = question;
  if (showIf === null) return undefined;
  const on = earlier.find(({ id }) => id === showIf.question);
  const isSound =
    on?.type === 'choice' && showIf.answers.length > 0 && showIf.answers.every((one) => on.options.includes(one));
  return isSound ? undefined : 'showIf';
};

/** The answers as the description tells them: one a line, longer ones below their question. */
const told = (questions: readonly Question[], answers: Answers, language: TemplateLanguage): string =>
  questions
    .flatMap(({ id, label }) => {
      const answer = (answers[id] ?? '').trim();
      if (answer === '') return [];
      const words = label.trim().replace(/[:：]$/u, '');
      const colon = /[?？]$/u.test(words) ? '' : language === 'zh-CN' ? '：' : ':';
      if (answer.includes('\n')) return [`**${words}${colon}**\n${answer}`];
      return [`**${words}${colon}**${language === 'zh-CN' ? '' : ' '}${answer}`];
    })
    .join('\n');

export interface FilledTicket {
  readonly title: string;
  readonly description: string;
  /** What the answers tell that the description does not name: it follows the description. */
  readonly answers: string;
}

/** The texts of the ticket that a template makes after these answers; one that is missing leaves a gap that can be seen. */
export const filledTicket = (content: TicketContent, values: TemplateValues): FilledTicket => {
  const { questions, language } = content;
  const answers = Object.fromEntries(
    askedQuestions(questions, values.answers).map(({ id }) => [id, values.answers[id] ?? '']),
  );
  const labels = Object.fromEntries(questions.map(({ id, label }) => [id, label.replaceAll(/[‹›]/gu, '|')]));
  const fill = (text: string): string => fillTemplate(text, { ...values, answers }, language, labels).text;
  const named = answersNamedIn(content.description);
  const rest = Object.entries(answers).filter(([id]) => !named.has(id));
  return {
    title: fill(content.title),
    description: fill(content.description),
    answers: told(questions, Object.fromEntries(rest), language),
  };
};

/** A description with the answers below it. */
export const withAnswers = (description: string, answers: string): string =>
  [description, answers].filter((part) => part.trim() !== '').join('\n\n');
