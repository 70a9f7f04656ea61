import type { ReactNode } from 'react';
import type { Client } from '#renderer/api/client.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { PriorityGlyph, StateGlyph } from '#renderer/ui/glyphs.tsx';
import { articleGrammar, articleOperators, type ArticleOperator } from '#shared/knowledge/grammar.ts';
import type { Grammar } from '#shared/search/grammar.ts';
import type { OperatorValue } from '#shared/search/operations.ts';
import { nameOperators, type OperatorName } from '#shared/search/operators.ts';
import { ticketGrammar } from '#shared/search/ticket-grammar.ts';
import { ticketStates, type Priority } from '#shared/tickets/ticket.ts';
import type { searchEn } from './messages.en.ts';
import classes from './search-field.module.css';

/** What is searched. */
export type SearchScopeName = 'tickets' | 'articles';

/** What a search of one kind of record understands, and what it offers to complete it. */
export interface SearchScope {
  readonly grammar: Grammar<string, unknown>;
  /** Operators whose values a desk counts. */
  readonly counted: readonly string[];
  /** Those whose value is a name that somebody gave. */
  readonly named: readonly string[];
  /** Values in use, most used first; none if they cannot be had. */
  values(client: Client, operator: string, beginning: string, count: number): Promise<readonly OperatorValue[]>;
  hintKey(operator: string): Extract<keyof typeof searchEn, `hint.${string}`>;
  /** What stands before a value. `me` is how the person is called. */
  glyph(operator: string, name: string, me: string): ReactNode;
}

const isPriority = (name: string): name is `${Priority}` => /^[1-4]$/u.test(name);

const ticketGlyph = (operator: string, name: string, me: string): ReactNode => {
  const state = operator === 'status' ? ticketStates.find((each) => each === name) : undefined;
  if (state !== undefined) return <StateGlyph state={state} />;
  if (operator === 'priority' && isPriority(name)) return <PriorityGlyph priority={Number(name) as Priority} />;
  if (operator === 'status') return <span className={classes['noGlyph']} />;
  if (operator === 'assignee')
    return <Avatar name={name === 'none' ? null : name === 'me' ? me : name} own={name === 'me' || name === me} />;
  return undefined;
};

export const searchScopes: Readonly<Record<SearchScopeName, SearchScope>> = {
  tickets: {
    grammar: ticketGrammar,
    counted: ['status', 'priority', 'kind', ...nameOperators],
    named: nameOperators,
    values: async (client, operator, beginning, count) => {
      const reply = await client.call('search.values', { operator: operator as OperatorName, beginning, count });
      return reply.ok ? reply.value : [];
    },
    hintKey: (operator) => `hint.${operator as OperatorName}`,
    glyph: ticketGlyph,
  },
  articles: {
    grammar: articleGrammar,
    counted: articleOperators,
    named: ['tag', 'category'],
    values: async (client, operator, beginning, count) => {
      const reply = await client.call('knowledge.values', { operator: operator as ArticleOperator, beginning, count });
      return reply.ok ? reply.value : [];
    },
    hintKey: (operator) => `hint.article.${operator as ArticleOperator}`,
    glyph: () => undefined,
  },
};
