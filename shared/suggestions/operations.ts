import * as z from 'zod';
import { command, query } from '../contract/operation.ts';
import type { ArticleKind } from '../knowledge/article.ts';
import type { TicketUseKind } from '../knowledge/ticket-use.ts';
import { MAX_TEXT, MAX_TITLE } from '../tickets/limits.ts';
import type { Why } from './why.ts';

/** Suggestions at once; more than these nobody reads. */
export const MAX_SUGGESTIONS = 10;

const articleId = z.string().regex(/^article:[0-9A-HJKMNP-TV-Z]{26}$/);
const ticketId = z.string().regex(/^ticket:[0-9A-HJKMNP-TV-Z]{26}$/);
/** Language of who asks: of two translations theirs is shown. */
const language = z.string().max(35);
const limit = z.int().min(1).max(MAX_SUGGESTIONS);

/** An article as a ticket shows it. */
export interface OfferedArticle {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly kind: ArticleKind;
  /** BCP 47 */
  readonly language: string;
  /** 0: not published yet. */
  readonly version: number;
  /** Tickets and texts that it went into within the last 90 days. */
  readonly uses: number;
}

export interface Suggestion {
  readonly article: OfferedArticle;
  /** The weightiest reason first; never empty. */
  readonly why: readonly Why[];
}

export interface Suggestions {
  /** Best first. */
  readonly shown: readonly Suggestion[];
  /** How many are worth showing in all. */
  readonly total: number;
  /** Whether this desk has any article: room for suggestions is kept only then. */
  readonly hasArticles: boolean;
}

/** An article named on a ticket. */
export interface TicketArticle {
  readonly article: OfferedArticle;
  readonly kind: TicketUseKind;
  /** The version that was read then. */
  readonly usedVersion: number;
  /** RFC 3339 */
  readonly at: string;
  readonly by: string;
  /** The ticket is resolved with it: it stays named. */
  readonly isSolution: boolean;
}

export const suggestionOperations = {
  /** Whether this desk has any article to suggest or to resolve with. */
  'suggestions.stock': query('knowledge.read', z.strictObject({})).returns<Pick<Suggestions, 'hasArticles'>>(),
  /** Articles that may answer a ticket; those named on it already are left out. */
  'suggestions.forTicket': query(
    'knowledge.read',
    z.strictObject({ ticketId, language, limit }),
  ).returns<Suggestions>(),
  /** The same for what is being typed. */
  'suggestions.forText': query(
    'knowledge.read',
    z.strictObject({
      title: z.string().max(MAX_TITLE),
      description: z.string().max(MAX_TEXT),
      category: z.string().max(200).nullable(),
      language,
      limit,
    }),
  ).returns<Suggestions>(),
  /** Articles named on a ticket, the first one first. */
  'suggestions.ofTicket': query('knowledge.read', z.strictObject({ ticketId })).returns<readonly TicketArticle[]>(),
  /** Names an article on a ticket, or says that its steps went into a text of it. Once for a ticket and an article: again changes nothing. */
  'suggestions.link': command(
    'tickets.work',
    z.strictObject({ ticketId, articleId, kind: z.enum(['linked', 'inserted']) }),
  ).returns<readonly TicketArticle[]>(),
  /** Takes it off again. `article.is-solution` where the ticket is resolved with it. */
  'suggestions.unlink': command('tickets.work', z.strictObject({ ticketId, articleId })).returns<
    readonly TicketArticle[]
  >(),
};
