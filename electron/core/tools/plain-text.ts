/** Where the next character stands: in the text, or within a sequence that a terminal would act on. */
type Place = 'text' | 'escape' | 'intermediate' | 'csi' | 'string' | 'string-escape';

const ESC = '\u001B';
const BEL = '\u0007';
/** Longer than any sequence that a program means: what does not end by then is text that lost its beginning. */
const LONGEST_STRING = 4_096;

/** What is text as it is: nearly all of what programs write. */
const ORDINARY = /[\n\t\x20-\x7e\u00a0-\u200d\u2010-\u2029\u202f-\u2065\u206a-\uffff]*/y;

/** A control character as the sign that stands for it, so that it is seen and does nothing. */
const pictureOf = (code: number): string => (code === 0x7f ? '\u2421' : String.fromCharCode(0x2400 + code));

/** Characters that turn the order of what is read, so that text looks like another one. */
const isTurning = (code: number): boolean =>
  (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || code === 0x200e || code === 0x200f;

/**
 * Text for reading, made of what was written for a terminal: colours, moves and titles are gone, each return begins a line, and other control
 * characters are shown. Takes its text in pieces, wherever those part a sequence.
 */
export class PlainText {
  #place: Place = 'text';
  #inString = 0;
  #afterReturn = false;

  add(text: string): string {
    let plain = '';
    for (let at = 0; at < text.length;) {
      if (this.#place === 'text' && !this.#afterReturn) {
        ORDINARY.lastIndex = at;
        const [run = ''] = ORDINARY.exec(text) ?? [];
        plain += run;
        at += run.length;
      }
      const code = text.codePointAt(at);
      if (code === undefined) break;
      const character = String.fromCodePoint(code);
      plain += this.#next(character);
      at += character.length;
    }
    return plain;
  }

  #next(character: string): string {
    const code = character.codePointAt(0) ?? 0;
    switch (this.#place) {
      case 'escape':
        return this.#afterEscape(character, code);
      case 'intermediate':
        if (code < 0x20 || code > 0x2f) this.#place = 'text';
        return '';
      case 'csi':
        if (code >= 0x40 && code <= 0x7e) this.#place = 'text';
        // A sequence that never ended: what follows is text again.
        else if (code < 0x20 || code > 0x7e) return this.#restart(character);
        return '';
      case 'string':
        if (character === BEL || code === 0x9c) this.#place = 'text';
        else if (character === ESC) this.#place = 'string-escape';
        else if (++this.#inString > LONGEST_STRING) this.#place = 'text';
        return '';
      case 'string-escape':
        this.#place = character === '\\' ? 'text' : 'string';
        return '';
      case 'text':
        return this.#ofText(character, code);
    }
  }

  #restart(character: string): string {
    this.#place = 'text';
    return this.#ofText(character, character.codePointAt(0) ?? 0);
  }

  #afterEscape(character: string, code: number): string {
    if (character === '[') this.#place = 'csi';
    else if ('P]X^_'.includes(character)) {
      this.#place = 'string';
      this.#inString = 0;
    } else if (code >= 0x20 && code <= 0x2f) this.#place = 'intermediate';
    else if (character !== ESC) this.#place = 'text';
    return '';
  }

  #ofText(character: string, code: number): string {
    const followsReturn = this.#afterReturn;
    this.#afterReturn = character === '\r';
    if (character === '\n') return followsReturn ? '' : '\n';
    if (character === '\r') return '\n';
    if (character === '\t') return '\t';
    if (character === ESC) {
      this.#place = 'escape';
      return '';
    }
    if (code === 0x9b) {
      this.#place = 'csi';
      return '';
    }
    if (code < 0x20 || code === 0x7f) return pictureOf(code);
    if ((code >= 0x80 && code < 0xa0) || isTurning(code))
      return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
    return character;
  }
}
