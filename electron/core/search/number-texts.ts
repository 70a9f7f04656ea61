import { fold } from '#shared/search/fold.ts';
import { numberSearchKey } from '#shared/tickets/number.ts';

/** Slots whose numbers stand in one text. */
const CHUNK = 512;

/** Numbers that a document is known by. */
export interface Numbered {
  readonly number: string;
  /** What it was called elsewhere. */
  readonly externalId: string | null;
}

interface Chunk {
  /** One line for each slot, its forms set apart by tabs; every line begins and ends with one. */
  readonly text: string;
  /** By slot in the chunk: where its line begins. */
  readonly lines: Uint32Array;
}

const dashes = /[-\u2010-\u2015\u2212]/gu;

/** Without dashes, as numbers are compared: a part of a number that was typed with them is found as well. */
const undashed = (text: string): string => text.replaceAll(dashes, '');

const lineOf = (document: Numbered | undefined): string => {
  if (!document) return '\n';
  const padded = undashed(fold(document.number));
  const short = numberSearchKey(document.number);
  const external = document.externalId === null ? '' : `\t${undashed(fold(document.externalId))}`;
  return `\t${padded}\t${short}${external}\t\n`;
};

/**
 * The numbers of all documents, with and without padding zeros, and those they had elsewhere. Nobody types a number from its beginning, so any
 * part of it is found; each is its own, so that a list of where it stands would only repeat it.
 */
export class NumberTexts {
  readonly #numbered: (slot: number) => Numbered | undefined;
  readonly #chunks: (Chunk | undefined)[] = [];
  #touched = 0;

  constructor(numbered: (slot: number) => Numbered | undefined) {
    this.#numbered = numbered;
  }

  /** The document in this slot came, changed or went. */
  touch(slot: number): void {
    const chunk = Math.floor(slot / CHUNK);
    // The chunk before is written while documents are read one after the other, so that no search waits for all of them.
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
      text += lineOf(this.#numbered(chunk * CHUNK + place));
    }
    // Joined from pieces it would be put together again with every search.
    const made = { text: Buffer.from(text, 'utf16le').toString('utf16le'), lines };
    this.#chunks[chunk] = made;
    return made;
  }
}
