import { isOutsideAddress } from '../../base/outside-address.ts';

/** What the files at the top of a folder say of all of it; a person confirms it. */
export interface AboutFolder {
  readonly licence: string | null;
  readonly attribution: string | null;
  readonly url: string | null;
}

const licences: readonly (readonly [RegExp, string])[] = [
  [/attribution-noncommercial-sharealike 4\.0|\bcc[ -]by-nc-sa[ -]4\.0/i, 'CC BY-NC-SA 4.0'],
  [/attribution-noncommercial-noderivatives 4\.0|\bcc[ -]by-nc-nd[ -]4\.0/i, 'CC BY-NC-ND 4.0'],
  [/attribution-noncommercial 4\.0|\bcc[ -]by-nc[ -]4\.0/i, 'CC BY-NC 4.0'],
  [/attribution-noderivatives 4\.0|\bcc[ -]by-nd[ -]4\.0/i, 'CC BY-ND 4.0'],
  [/attribution-sharealike 4\.0|\bcc[ -]by-sa[ -]4\.0/i, 'CC BY-SA 4.0'],
  [/attribution 4\.0 international|\bcc[ -]by[ -]4\.0/i, 'CC BY 4.0'],
  [/attribution-sharealike 3\.0|\bcc[ -]by-sa[ -]3\.0/i, 'CC BY-SA 3.0'],
  [/\bcc[ -]by[ -]3\.0/i, 'CC BY 3.0'],
  [/cc0 1\.0|\bcc0\b/i, 'CC0 1.0'],
  [/apache license\s*,?\s*version 2\.0|\bapache-2\.0/i, 'Apache 2.0'],
  [/gnu free documentation license/i, 'GFDL'],
  [/\bmit license\b|permission is hereby granted, free of charge/i, 'MIT'],
];

/** The usual name of the licence that a text is or names; the first that it names counts, for a licence's text opens with it. */
export const licenceIn = (text: string): string | null => {
  const found = licences.flatMap(([pattern, name]) => {
    const at = text.search(pattern);
    return at < 0 ? [] : [{ at, name }];
  });
  return found.toSorted((left, right) => left.at - right.at)[0]?.name ?? null;
};

/** What is read of a file: all that tells of a folder stands at the top of it. */
const READ = 100_000;
/** Longest name of an author; longest address. */
const MAX_NAME = 200;
const MAX_ADDRESS = 2_000;

const trimmed = (text: string | undefined): string | null => {
  const said = (text ?? '')
    .trim()
    .slice(0, MAX_NAME)
    .replace(/[.,;:)]+$/, '')
    .trim();
  return said === '' ? null : said;
};

const attributionIn = (text: string): string | null =>
  trimmed(/\battribution to ([^.\n;]+)/i.exec(text)?.[1]) ??
  trimmed(/^(?:author|attribution|by|作者|署名) ?[:：] ?(.+)$/im.exec(text)?.[1]) ??
  trimmed(
    /^ ?copyright (?:\(c\)|©)? ?(?:\d{4}(?: ?[-–,] ?\d{4})*)?,? ?(?:by )?([A-Z\p{Script=Han}][^\n]{1,120}?)(?:\.? all rights reserved\.?)?$/imu.exec(
      text,
    )?.[1],
  ) ??
  trimmed(/\bgithub\.com\/([\w-]+)\//i.exec(text)?.[1]);

const urlIn = (text: string): string | null => {
  const said = /^(?:source|origin|url|来源|出处) ?[:：] ?<?(\S+?)>?(?:[\s,;]|$)/im
    .exec(text)?.[1]
    ?.slice(0, MAX_ADDRESS)
    .replace(/[.,;)>]+$/, '');
  if (said === undefined) return null;
  const address = /^https?:/i.test(said) ? said : /^[\w.-]+\.[a-z]{2,}\//i.test(said) ? `https://${said}` : '';
  return isOutsideAddress(address) ? address : null;
};

/** The surer file first: what tells of the origin before a licence, that before a README. */
const order = ['origin', 'attribution', 'notice', 'copyright', 'licen', 'copying', 'readme'];

const rankOf = (name: string): number => {
  const rank = order.findIndex((start) => name.toLowerCase().startsWith(start));
  return rank < 0 ? order.length : rank;
};

/** Spaces run together, so that nothing in a text makes looking for a pattern of words longer than the text is. */
const opening = (text: string): string => text.slice(0, READ).replaceAll(/[^\S\n]+/gu, ' ');

export const aboutFolder = (files: readonly { readonly name: string; readonly text: string }[]): AboutFolder => {
  const texts = files
    .toSorted((left, right) => rankOf(left.name) - rankOf(right.name))
    .map(({ name, text }) => ({ name, text: opening(text) }));
  const first = <Value>(find: (text: string) => Value | null): Value | null => {
    for (const { text } of texts) {
      const found = find(text);
      if (found !== null) return found;
    }
    return null;
  };
  const isLicence = (name: string): boolean => /^(?:licen|copying)/i.test(name);
  return {
    licence: first(licenceIn),
    attribution:
      texts
        .filter(({ name }) => !isLicence(name))
        .map(({ text }) => attributionIn(text))
        .find((name) => name !== null) ?? null,
    url: first(urlIn),
  };
};
