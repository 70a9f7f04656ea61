import type { Article } from '#shared/knowledge/article.ts';
import type { ArticleField, ArticleHit, FoundBy } from '#shared/knowledge/found.ts';
import { plainText } from '#shared/knowledge/plain-text.ts';
import type { ArticleSide } from '#shared/knowledge/search.ts';
import { fold } from '#shared/search/fold.ts';
import { hitFinder, type FindHits } from '#shared/search/hits.ts';
import { snippetOf } from '#shared/search/snippet.ts';
import { numberSearchKey } from '#shared/tickets/number.ts';
import { contentAt } from './article-texts.ts';
import type { FoundWord } from './word-query.ts';

interface Looking {
  readonly word: FoundWord;
  readonly inRow: FindHits | undefined;
  readonly inText: FindHits | undefined;
}

/** What was typed counts before what stands for it. */
const order: readonly FoundWord['as'][] = ['typed', 'code', 'synonym', 'typo'];

const undashed = (text: string): string => fold(text).replaceAll(/[-\u2010-\u2015\u2212\s]/gu, '');

const isNumber = (number: string, typed: string): boolean => {
  const part = undashed(typed);
  if (part.length < 2 || !/\d/u.test(part)) return false;
  return numberSearchKey(number) === numberSearchKey(typed) || undashed(number).includes(part);
};

/** Tells of articles why they were found, and what stands around it. Made once for a search. */
export const articleHits = (words: readonly FoundWord[]): ((article: Article, side: ArticleSide) => ArticleHit) => {
  const looking = words
    .toSorted((left, right) => order.indexOf(left.as) - order.indexOf(right.as))
    .map((word): Looking => ({ word, inRow: hitFinder([word], 'row'), inText: hitFinder([word], 'body') }));
  const inText = hitFinder(words, 'body');
  const wanted = [...new Set(words.map(({ typed }) => typed))];

  return (article, side) => {
    const content = contentAt(article, side);
    if (!content || !inText) return { why: [], snippet: null };
    const text = plainText(content.body);
    const shown: readonly (readonly [ArticleField, readonly string[]])[] = [
      ['title', [content.title]],
      ['tag', content.tags],
      ['category', content.category === null ? [] : [content.category]],
      ['text', [text]],
    ];
    const reasonFor = (typed: string): FoundBy | undefined => {
      const candidates = looking.filter(({ word }) => word.typed === typed);
      if (isNumber(article.number, typed)) return { in: 'number', as: 'typed', typed, word: article.number };
      for (const as of order)
        for (const [field, texts] of shown)
          for (const { word, inRow, inText: find } of candidates) {
            if (word.as !== as) continue;
            for (const each of texts) {
              const hit = (field === 'text' ? find : inRow)?.(each)[0];
              if (hit) return { in: field, as, typed, word: each.slice(hit.from, hit.to) };
            }
          }
      return undefined;
    };
    const why = wanted.flatMap((typed) => reasonFor(typed) ?? []);
    return { why, snippet: snippetOf([{ field: 'text', text }], inText)?.text ?? null };
  };
};
