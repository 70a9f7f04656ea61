import type { ArticleContent, ArticleKind } from '../knowledge/article.ts';
import type { Ticket, TimelineEntry } from '../tickets/ticket.ts';

/** Headings of the parts, in the language of the article. */
export interface ArticleParts {
  readonly symptoms: string;
  readonly cause: string;
  /** What stands there while nobody knows. */
  readonly causeOpen: string;
  readonly solution: string;
}

/** What the last guided diagnosis came to. */
const causeOf = (timeline: readonly TimelineEntry[]): string | null =>
  timeline
    .flatMap(({ event }) => (event.kind === 'diagnosis' && event.act === 'answer' ? (event.outcome?.cause ?? []) : []))
    .at(-1) ?? null;

/** What was wrong, why, and what helped, as the beginning of an article: a known error of an incident, a how-to of a request. */
export const articleFromTicket = (
  ticket: Pick<Ticket, 'kind' | 'title' | 'description' | 'category' | 'tags' | 'resolution'>,
  timeline: readonly TimelineEntry[],
  parts: ArticleParts,
): { readonly kind: ArticleKind; readonly content: ArticleContent } => {
  const section = (heading: string, text: string): string => `## ${heading}\n\n${text.trim()}`.trim();
  const { kind, title, description, category, tags, resolution } = ticket;
  const sections =
    kind === 'incident'
      ? [
          section(parts.symptoms, description),
          section(parts.cause, causeOf(timeline) ?? parts.causeOpen),
          section(parts.solution, resolution?.text ?? ''),
        ]
      : [section(parts.symptoms, description), section(parts.solution, resolution?.text ?? '')];
  return {
    kind: kind === 'incident' ? 'known_error' : 'howto',
    content: { title, body: `${sections.join('\n\n')}\n`, category, tags: [...tags], audience: 'internal' },
  };
};
