/**
 * What a person may name as a host, before core makes one of it: a name in any script, an IPv4 or IPv6 address, with or without brackets. No
 * space, control, quote, slash or leading hyphen, so that it is neither a path, an option nor a sentence wherever it goes.
 */
export const MAX_HOST = 253;

const NOT_IN_A_HOST = /[\s\p{C}"'`\\/?#@%&|;<>(){}$!*,=+^~]/u;

export const isHostText = (text: string): boolean =>
  text.length > 0 && text.length <= MAX_HOST && !text.startsWith('-') && !NOT_IN_A_HOST.test(text);

/** `[2001:db8::1]:5353`, `192.0.2.1:53`, `time.example:123`, or any of them without a port. */
export const splitPort = (text: string, usual: number): { readonly host: string; readonly port: number } | null => {
  const bracketed = /^\[([^[\]]+)\](?::(\d{1,5}))?$/.exec(text);
  const plain = /^([^:[\]]+)(?::(\d{1,5}))?$/.exec(text);
  const bare = /^[0-9A-Fa-f:.]+$/.test(text) && text.split(':').length > 2;
  const found = bare ? [text, text, undefined] : (bracketed ?? plain);
  const host = found?.[1];
  if (host === undefined) return null;
  const port = found?.[2] === undefined ? usual : Number(found[2]);
  return isHostText(host) && port >= 1 && port <= 65_535 ? { host, port } : null;
};
