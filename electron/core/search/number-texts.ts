import { fold } from '#shared/search/fold.ts';
import { numberSearchKey } from '#shared/tickets/number.ts';
import type { TicketRow } from '#shared/tickets/row.ts';

/** Slots whose numbers stand in one text. */
const CHUNK = 512;

interface Chunk {
  /** One line for each slot, its forms set apart by tabs; every line begins and ends with one. */
  readonly text: string;
  /** By slot in the chunk: where its line begins. */
  readonly lines: Uint32Array;
}

const dashes = /[-\u2010-\u2015\u2212]/gu;

/** Without dashes, as numbers are compared: a part of a number that was typed with them is found as well. */
const undashed = (text: string): string => text.replaceAll(dashes, '');

const lineOf = (row: TicketRow | undefined): string => {
  if (!row) return '\n';
  const padded = undashed(fold(row.number));
  const short = numberSearchKey(row.number);
  const external = row.externalId === null ? '' : `\t${undashed(fold(row.externalId))}`;
  return `\t${padded}\t${short}${external}\t\n`;
};

/**
 * The numbers of all tickets, with and without padding zeros, and those they had elsewhere. Nobody types a number from its beginning, so any
 * part of it is found; each is its own, so that a list of where it stands would only repeat it.
 */
export class NumberTexts {
  readonly #row: (slot: number) => TicketRow | undefined;
  readonly #chunks: (Chunk | undefined)[] = [];
  #touched = 0;

  constructor(row: (slot: number) => TicketRow | undefined) {
    this.#row = row;
  }

  /** The ticket in this slot came, changed or went. */
  touch(slot: number): void {
    const chunk = Math.floor(slot / CHUNK);
    // The chunk before is written while tickets are read one after the other, so that no search waits for all of them.
    if (chunk !== this.#touched && this.#touched < this.#chunks.length) this.#chunk(this.#touched);
    this.#touched = chunk;
    while (this.#chunks.length <= chunk) this.#chunks.push(undefined);
    this.#chunks[chunk] = undefined;
  }

  /** Gives every slot whose numbers hold `part` to `take`; `isWhole` where it is one of them. */
  holding(part: string, take: (slot: number, isWhole: boolean) => void): void {
    const wanted = undashed(part);
    if (wanted === '' || wanted.includes('\t')) return;
    for (let chunk = 0; chunk < this.#chunks.length; chunk++) {
      const { text, lines } = this.#chunk(chunk);
      let place = 0;
      for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at)) {
        while (place + 1 < lines.length && (lines[place + 1] ?? 0) <= at) place++;
        const end = lines[place + 1] ?? text.length;
        take(chunk * CHUNK + place, text.slice(lines[place], end).includes(`\t${wanted}\t`));
        at = end;
      }
    }
  }

  #chunk(chunk: number): Chunk {
    const known = this.#chunks[chunk];
    if (known) return known;
    const lines = new Uint32Array(CHUNK);
    let text = '';
    for (let place = 0; place < CHUNK; place++) {
      lines[place] = text.length;
      text += lineOf(this.#row(chunk * CHUNK + place));
    }
    // Joined from pieces it would be put together again with every search.
    const made = { text: Buffer.from(text, 'utf16le').toString('utf16le'), lines };
    this.#chunks[chunk] = made;
    return made;
  }
}
