/** What stands in place of a secret, however long that is. */
const MASK = '••••';
/** Shorter ones are part of too many words, and masking those would tell what they are. */
const SHORTEST = 4;

/**
 * Text without the secrets that a tool was given, wherever pieces part one: the same comes out however it is cut. Every character that belongs to one of
 * them goes, those where two overlap or one holds another too; so nothing is left of the longer one. An end that may begin one waits for what follows.
 */
export class MaskedText {
  readonly #secrets: readonly string[];
  readonly #longest: number;
  #waiting = '';
  /** How many characters of what waits are masked already, by a mask that was told of. */
  #masked = 0;

  constructor(secrets: readonly string[]) {
    this.#secrets = secrets.filter((secret) => secret.length >= SHORTEST);
    this.#longest = Math.max(0, ...this.#secrets.map(({ length }) => length));
  }

  add(text: string): string {
    if (this.#secrets.length === 0) return text;
    const whole = this.#waiting + text;
    return this.#settle(whole, whole.length - this.#unsettled(whole));
  }

  /** What still waits: nothing follows any more. */
  end(): string {
    return this.#settle(this.#waiting, this.#waiting.length);
  }

  /** What `whole` comes to before `until`; the rest of it waits. */
  #settle(whole: string, until: number): string {
    let settled = '';
    // All before is told of, as it is or by a mask.
    let told = this.#masked;
    for (const { from, to } of this.#found(whole)) {
      if (from >= until) break;
      if (from >= told) settled += whole.slice(told, from) + MASK;
      told = Math.max(told, to);
    }
    if (told < until) settled += whole.slice(told, until);
    this.#waiting = whole.slice(until);
    this.#masked = Math.max(0, told - until);
    return settled;
  }

  /** Where secrets stand, by their beginnings; they may overlap. */
  #found(text: string): readonly { readonly from: number; readonly to: number }[] {
    const found: { from: number; to: number }[] = [];
    for (const secret of this.#secrets)
      for (let from = text.indexOf(secret); from !== -1; from = text.indexOf(secret, from + 1))
        found.push({ from, to: from + secret.length });
    return found.toSorted((left, right) => left.from - right.from);
  }

  /** Length of the longest end that begins a secret and is not all of it. */
  #unsettled(text: string): number {
    for (let length = Math.min(text.length, this.#longest - 1); length > 0; length--) {
      const end = text.slice(-length);
      if (this.#secrets.some((secret) => secret.length > length && secret.startsWith(end))) return length;
    }
    return 0;
  }
}
