import type { TemplateContent, TemplateKind, TemplateLanguage, TemplateTask } from '#shared/templates/template.ts';

/** A template of a kind with nothing in it yet. */
export const emptyContent = (kind: TemplateKind, language: TemplateLanguage): TemplateContent => {
  const named = { name: '', language, keywords: '' };
  switch (kind) {
    case 'reply':
      return { kind, ...named, body: '' };
    case 'ticket':
      return {
        kind,
        ...named,
        ticketKind: 'incident',
        title: '',
        description: '',
        category: null,
        impact: 3,
        urgency: 2,
        channel: null,
        tags: [],
        tasks: [],
        questions: [],
      };
    case 'macro':
      return { kind, ...named, steps: [] };
  }
};

/** Whether it lacks what every template of its kind needs; the core judges the rest. */
export const isIncomplete = (content: TemplateContent): boolean => {
  if (content.name.trim() === '') return true;
  if (content.kind === 'reply') return content.body.trim() === '';
  if (content.kind === 'ticket') return content.questions.some(({ label }) => label.trim() === '');
  return (
    content.steps.length === 0 ||
    content.steps.some(
      (step) =>
        ((step.do === 'workNote' || step.do === 'comment' || step.do === 'resolve') && step.text.trim() === '') ||
        (step.do === 'resolve' && step.noArticleReason.trim() === '') ||
        (step.do === 'tasks' && step.tasks.length === 0),
    )
  );
};

/** Tags as typed, one after each comma. */
export const tagsIn = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/[,，、]/u)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
];

/** Tasks as typed, one a line; an asterisk at its end makes one required. */
export const tasksIn = (text: string): readonly TemplateTask[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== '*')
    .map((line) => ({ title: line.replace(/\s*\*$/u, ''), required: line.endsWith('*') }));

export const taskLines = (tasks: readonly TemplateTask[]): string =>
  tasks.map(({ title, required }) => (required ? `${title} *` : title)).join('\n');

/** The list with one member elsewhere; as it was where that would be outside. */
export const moved = <Member>(list: readonly Member[], place: number, by: -1 | 1): readonly Member[] => {
  const to = place + by;
  const member = list[place];
  if (member === undefined || to < 0 || to >= list.length) return list;
  return list.toSpliced(place, 1).toSpliced(to, 0, member);
};
