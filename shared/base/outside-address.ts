const shape = /^(?:https?:\/\/[^\p{Cc}\s\\/?#@]+(?:[/?#][^\p{Cc}\s\\]*)?|mailto:[^\p{Cc}\s\\/]+|tel:\+?\d[\d().-]*)$/iu;

/** Longer ones are a trick, or carry more than a place. */
const MAX_LENGTH = 2_000;

/**
 * An address that may be opened outside the console: web, mail and telephone. No script, data, file or path of the console, and no name
 * before the host, which would make `https://bank.example@other.example` look like the bank.
 */
export const isOutsideAddress = (address: string): boolean => address.length <= MAX_LENGTH && shape.test(address);
