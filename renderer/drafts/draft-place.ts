import { hrefOf } from '#renderer/ui/route.ts';

const ticketTexts = ['workNote', 'comment', 'reply', 'resolve', 'diagnosisNote', 'survey', 'report'] as const;
const problemTexts = { note: 'problemNote', workaround: 'workaround', resolve: 'problemResolve' } as const;
type TicketText = (typeof ticketTexts)[number];
type ProblemText = (typeof problemTexts)[keyof typeof problemTexts];

/** Where a draft was being written, read from its key. */
export interface DraftPlace {
  readonly kind:
    | 'newTicket'
    | 'newProblem'
    | 'newAsset'
    | 'asset'
    | 'newTemplate'
    | 'template'
    | 'diagnosisTree'
    | 'handover'
    | 'service'
    | 'newArticle'
    | 'article'
    | 'contact'
    | 'quiz'
    | 'tool'
    | TicketText
    | ProblemText;
  readonly ticketId: string | null;
}

const NEW = 'new-ticket:';
const NEW_PROBLEM = 'new-problem:';
const NEW_ASSET = 'new-asset:';
const ASSET = 'ci:';
const NEW_TEMPLATE = 'new-template:';
const TEMPLATE = 'template:';
const TREE = 'diagnosis:';
const HANDOVER = 'handover:';
const SERVICE = 'service:';
export const NEW_SERVICE = 'service:new';
const NEW_ARTICLE = 'new-article:';
const ARTICLE = 'article:';
const CONTACT = 'contact:';
const QUIZ = 'quiz:';
const TOOL = 'tool:';
const NEW_TOOL = 'new-tool:';

const isTicketText = (kind: string | undefined): kind is TicketText => ticketTexts.some((each) => each === kind);

/**
 * `new-ticket:1`, `ticket:<ULID>:comment`, `problem:<ULID>:note`, `template:<ULID>`, `diagnosis:network`, `handover:new`, `service:new`, `new-article:1`, `article:<ULID>`, …; a key of another shape counts as a work note of
 * no ticket, so that it can still be discarded.
 */
export const draftPlace = (key: string): DraftPlace => {
  if (key.startsWith(NEW)) return { kind: 'newTicket', ticketId: null };
  if (key.startsWith(NEW_PROBLEM)) return { kind: 'newProblem', ticketId: null };
  if (key.startsWith(NEW_ASSET)) return { kind: 'newAsset', ticketId: null };
  if (key.startsWith(ASSET)) return { kind: 'asset', ticketId: null };
  if (key.startsWith(NEW_TEMPLATE)) return { kind: 'newTemplate', ticketId: null };
  if (key.startsWith(TEMPLATE)) return { kind: 'template', ticketId: null };
  if (key.startsWith(TREE)) return { kind: 'diagnosisTree', ticketId: null };
  if (key.startsWith(HANDOVER)) return { kind: 'handover', ticketId: null };
  if (key.startsWith(SERVICE)) return { kind: 'service', ticketId: null };
  if (key.startsWith(NEW_ARTICLE)) return { kind: 'newArticle', ticketId: null };
  if (key.startsWith(ARTICLE)) return { kind: 'article', ticketId: null };
  if (key.startsWith(CONTACT)) return { kind: 'contact', ticketId: null };
  if (key.startsWith(QUIZ)) return { kind: 'quiz', ticketId: null };
  if (key.startsWith(TOOL) || key.startsWith(NEW_TOOL)) return { kind: 'tool', ticketId: null };
  const [, onProblem] = /^problem:[^:]+:(note|workaround|resolve)$/.exec(key) ?? [];
  if (onProblem !== undefined) return { kind: problemTexts[onProblem as keyof typeof problemTexts], ticketId: null };
  const [, ticketId, kind] = /^(ticket:[^:]+):(\w+)$/.exec(key) ?? [];
  if (ticketId !== undefined && kind === 'problem') return { kind: 'newProblem', ticketId };
  return ticketId !== undefined && isTicketText(kind) ? { kind, ticketId } : { kind: 'workNote', ticketId: null };
};

/** The address under which the draft is continued. */
export const draftHref = (key: string): string => {
  if (key.startsWith(NEW)) return hrefOf('queue', key);
  if (key.startsWith(NEW_PROBLEM)) return hrefOf('problems', key);
  if (key.startsWith(NEW_ASSET)) return hrefOf('assets', key);
  if (key.startsWith(ASSET)) return hrefOf('assets', key, 'edit');
  if (key.startsWith(NEW_TEMPLATE) || key.startsWith(TEMPLATE)) return hrefOf('templates', key);
  if (key.startsWith(CONTACT)) return hrefOf('contacts', key);
  if (key.startsWith(HANDOVER)) return hrefOf('handover', key.slice(HANDOVER.length));
  if (key.startsWith(SERVICE)) return hrefOf('services', key === NEW_SERVICE ? 'new' : key, 'edit');
  if (key.startsWith(TREE)) return hrefOf('diagnosis', key.slice(TREE.length));
  if (key.startsWith(NEW_ARTICLE)) return hrefOf('knowledge', 'new', key.slice(NEW_ARTICLE.length));
  if (key.startsWith(ARTICLE)) return hrefOf('knowledge', key, 'edit');
  if (key.startsWith(QUIZ)) return hrefOf('training', key.slice(QUIZ.length), 'quiz');
  if (key.startsWith(TOOL)) return hrefOf('tools', key, 'edit');
  if (key.startsWith(NEW_TOOL)) return hrefOf('tools', key.slice('new-'.length), 'duplicate');
  const [, problemId] = /^(problem:[^:]+):/.exec(key) ?? [];
  if (problemId !== undefined) return hrefOf('problems', problemId);
  return hrefOf('queue', draftPlace(key).ticketId ?? '');
};

/** The first key that no draft has: forms begun side by side do not overwrite each other. */
export const newDraftKey = (taken: readonly string[]): string => {
  let n = 1;
  while (taken.includes(`${NEW}${n}`)) n++;
  return `${NEW}${n}`;
};

export const isNewTemplate = (key: string): boolean => key.startsWith(NEW_TEMPLATE);

/** The first key under which no new template is being written. */
export const newTemplateKey = (isTaken: (key: string) => boolean): string => {
  let n = 1;
  while (isTaken(`${NEW_TEMPLATE}${n}`)) n++;
  return `${NEW_TEMPLATE}${n}`;
};

/** The first key under which no new article is being written. */
export const newArticleKey = (isTaken: (key: string) => boolean): string => {
  let n = 1;
  while (isTaken(`${NEW_ARTICLE}${n}`)) n++;
  return `${NEW_ARTICLE}${n}`;
};

/** What a person recognises it by: the title, else the beginning of the text. */
export const draftText = (fields: Readonly<Record<string, string>>): string =>
  (fields['title'] || fields['text'] || fields['description'] || '').trim().slice(0, 200);
