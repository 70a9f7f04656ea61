/** What stands in place of a secret, however long that is. */
const MASK = '••••';
/** Shorter ones are part of too many words, and masking those would tell what they are. */
const SHORTEST = 4;

/** Text without the secrets that a tool was given, wherever pieces part one: an end that may be the beginning of one waits for what follows. */
export class MaskedText {
  readonly #secrets: readonly string[];
  #waiting = '';

  constructor(secrets: readonly string[]) {
    this.#secrets = secrets
      .filter((secret) => secret.length >= SHORTEST)
      .toSorted((left, right) => right.length - left.length);
  }

  add(text: string): string {
    if (this.#secrets.length === 0) return text;
    let whole = this.#waiting + text;
    for (const secret of this.#secrets) whole = whole.replaceAll(secret, MASK);
    const from = whole.length - this.#unsettled(whole);
    this.#waiting = whole.slice(from);
    return whole.slice(0, from);
  }

  /** What still waits: nothing follows any more. */
  end(): string {
    const rest = this.#waiting;
    this.#waiting = '';
    return rest;
  }

  /** Length of the longest end that begins a secret. */
  #unsettled(text: string): number {
    for (let length = Math.min(text.length, (this.#secrets[0]?.length ?? 1) - 1); length > 0; length--) {
      const end = text.slice(-length);
      if (this.#secrets.some((secret) => secret.length > length && secret.startsWith(end))) return length;
    }
    return 0;
  }
}
