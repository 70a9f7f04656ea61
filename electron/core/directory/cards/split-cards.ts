import type { CardProblem } from '#shared/directory/cards.ts';

export interface RawCard {
  /** Line that it begins on, from 1. */
  readonly line: number;
  /** Its lines without BEGIN and END, as they stand in the file: folded ones in pieces. */
  readonly lines: readonly string[];
  readonly problem: CardProblem | null;
}

/** A card with a large photo; past this it is no card. */
const MAX_LINES = 200_000;

const begins = (line: string): boolean => /^BEGIN:VCARD\s*$/iu.test(line);
const ends = (line: string): boolean => /^END:VCARD\s*$/iu.test(line);

/** The cards of a file one by one, so that a broken one takes no other with it. A card that another begins within has no end. */
export function* splitCards(text: string): Generator<RawCard> {
  let line = 0;
  let card: { line: number; lines: string[] } | undefined;
  for (const found of text.matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/gu)) {
    if (found[0] === '') break;
    line++;
    const content = found[0].replace(/[\r\n]+$/u, '').replace(/^\uFEFF/u, '');
    if (begins(content.trim())) {
      if (card) yield { ...card, problem: 'no-end' };
      card = { line, lines: [] };
    } else if (ends(content.trim())) {
      if (card) yield { ...card, problem: card.lines.length > MAX_LINES ? 'too-long' : null };
      card = undefined;
    } else card?.lines.push(content);
  }
  if (card) yield { ...card, problem: 'no-end' };
}
