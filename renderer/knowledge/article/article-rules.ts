/**
 * Markdown as articles are written and imported: all of CommonMark, with tables, strikethrough, task lists and bare addresses. HTML is shown
 * as the text it is; an address that may not be followed makes no link.
 */
import MarkdownIt, { type MarkdownIt as Parser } from 'markdown-it';
import { safeHref } from '#renderer/writing/safe-href.ts';
import { readPictureAddress } from '#shared/knowledge/pictures.ts';

/** Deeper nesting is shown as it was typed: the parser leaves it out. */
export const MAX_NESTING = 40;

/** An article by id or number, or a heading of the same text. */
const place = /^(?:article:[\w-]{1,64}|#\S{1,400})$/;

const isOwnAddress = (address: string): boolean => place.test(address) || readPictureAddress(address) !== undefined;

export const articleMarkdown = (): Parser => {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false, maxNesting: MAX_NESTING });
  markdown.validateLink = (address) => isOwnAddress(address) || safeHref(address) !== undefined;
  // `safeHref` writes the address its own way; what the parser would do to it beforehand could only differ.
  markdown.normalizeLink = (address) => address;
  markdown.normalizeLinkText = (text) => text;
  return markdown;
};
