/** A pattern that names several files: `/var/log/nginx/*.log`, `C:\inetpub\logs\**\u_ex*.log`. */
import nodePath, { type PlatformPath } from 'node:path';

/** Fits the name of one file or folder. */
export type NamePattern = (name: string) => boolean;

export interface FilePattern {
  /** Where looking begins: what stands before the first name with a sign. */
  readonly root: string;
  /** Names below it, `**` for any number of folders, as they were written. */
  readonly names: readonly string[];
}

/** `*` stands for any number of characters. */
type Token = string | { readonly chars: string; readonly isNegated: boolean };

const SIGNS = /[*?[]/u;

const CLASS = /^\[(!|\^)?(\]?[^\]]*)\]/u;

const tokensOf = (text: string): readonly (Token | null)[] => {
  const tokens: (Token | null)[] = [];
  for (let rest = text; rest !== '';) {
    const found = CLASS.exec(rest);
    if (found) {
      tokens.push({ chars: found[2] ?? '', isNegated: found[1] !== undefined });
      rest = rest.slice(found[0].length);
      continue;
    }
    const [char = ''] = rest;
    // Null fits any one character; of several stars one is as good.
    if (char !== '*' || tokens.at(-1) !== '*') tokens.push(char === '?' ? null : char);
    rest = rest.slice(char.length);
  }
  return tokens;
};

const isIn = (char: string, chars: string): boolean => {
  const all = [...chars];
  for (let at = 0; at < all.length; at++) {
    const [from = '', dash, to] = all.slice(at, at + 3);
    if (dash === '-' && to !== undefined) {
      if (char >= from && char <= to) return true;
      at += 2;
    } else if (char === from) return true;
  }
  return false;
};

/** `*`, `?`, `[a-z]`, `[!0-9]`. Takes time in proportion to both lengths, whoever named the files. */
export const namePattern = (text: string, ignoresCase: boolean): NamePattern => {
  const fold = (part: string): string => (ignoresCase ? part.toLowerCase() : part);
  const tokens = tokensOf(fold(text));
  const fits = (token: Token | null | undefined, char: string): boolean => {
    if (token === null) return true;
    if (token === undefined || typeof token === 'string') return token === char;
    return isIn(char, token.chars) !== token.isNegated;
  };
  return (name) => {
    const chars = [...fold(name)];
    let token = 0;
    let at = 0;
    let star = -1;
    let from = 0;
    while (at < chars.length) {
      if (tokens[token] === '*') {
        star = token++;
        from = at;
      } else if (fits(tokens[token], chars[at] ?? '')) {
        token++;
        at++;
      } else if (star !== -1) {
        token = star + 1;
        at = ++from;
      } else return false;
    }
    while (tokens[token] === '*') token++;
    return token === tokens.length;
  };
};

/** Null where it is no absolute pattern: nothing in it stands for several names, or it goes upwards. */
export const parsePattern = (text: string, path: PlatformPath = nodePath): FilePattern | null => {
  if (!path.isAbsolute(text) || text.includes('\0')) return null;
  const { root } = path.parse(text);
  const parts = text
    .slice(root.length)
    .split(path.sep === '\\' ? /[\\/]/u : '/')
    .filter((part) => part !== '' && part !== '.');
  const first = parts.findIndex((part) => SIGNS.test(part));
  if (first === -1 || parts.includes('..')) return null;
  const names = parts.slice(first).filter((part, at, all) => part !== '**' || all[at - 1] !== '**');
  return { root: path.join(root, ...parts.slice(0, first)), names: names.at(-1) === '**' ? [...names, '*'] : names };
};

export const formatPattern = ({ root, names }: FilePattern, path: PlatformPath = nodePath): string =>
  path.join(root, ...names);

/** Whether a pattern leads to a file of this name below its folder, whichever files there are. Its parts are told apart by `/` on every system. */
export const isNamedBy = (text: string, file: string, path: PlatformPath = nodePath): boolean => {
  const names = parsePattern(text, path)?.names ?? [];
  const parts = file.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\0'))) return false;
  const ignoresCase = path.sep === '\\';
  const fits = names.map((name) => (name === '**' ? null : namePattern(name, ignoresCase)));
  /** Places in the pattern at which the next part may stand. */
  let places: ReadonlySet<number> = new Set([0]);
  for (const part of parts) {
    const next = new Set<number>();
    for (let at = 0; at < fits.length; at++) {
      if (!places.has(at) && !(fits[at - 1] === null && places.has(at - 1))) continue;
      if (fits[at] === null) next.add(at);
      else if (fits[at]?.(part) === true) next.add(at + 1);
    }
    places = next;
  }
  return places.has(names.length);
};
