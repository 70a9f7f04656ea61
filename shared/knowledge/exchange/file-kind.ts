import { MAX_FILE_BYTES as MAX_ATTACHMENT_BYTES } from '../../attachments/limits.ts';
import { MAX_FILE_BYTES } from './limits.ts';
import { folderOf, nameOf } from './path.ts';

/** What a file of a folder is to an import. `about`: tells of the folder, its licence and origin; `hidden`: of a system or a tool. */
export type FileKind = 'markdown' | 'html' | 'about' | 'picture' | 'hidden' | 'other';

const byExtension: Readonly<Record<string, FileKind>> = {
  md: 'markdown',
  markdown: 'markdown',
  mdown: 'markdown',
  mkd: 'markdown',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  png: 'picture',
  jpg: 'picture',
  jpeg: 'picture',
  gif: 'picture',
  webp: 'picture',
  bmp: 'picture',
  avif: 'picture',
};

const ABOUT = /^(?:licen[cs]e|copying|copyright|notice|origin|attribution|readme)(?:[-_.].*)?$/i;
/** Of a repository's housekeeping: no knowledge, wherever it lies. */
const HOUSEKEEPING =
  /^(?:contributing|code[-_]of[-_]conduct|security|changelog|third-?party-?notices|pull_request_template|issue_template|toc)\.(?:md|markdown|html?)$/i;

const extensionOf = (name: string): string => (name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : '');

/** By its name alone. A README deeper in the folder is an article like any other. */
export const fileKindOf = (place: string): FileKind => {
  const name = nameOf(place);
  if (place.split('/').some((step) => step.startsWith('.') || step === '__MACOSX' || step === 'node_modules'))
    return 'hidden';
  if (HOUSEKEEPING.test(name)) return 'hidden';
  const isAtTop = !folderOf(place).includes('/');
  if (isAtTop && ABOUT.test(name) && !/\.(?:png|jpe?g|gif|webp|bmp|avif)$/i.test(name)) return 'about';
  return byExtension[extensionOf(name).toLowerCase()] ?? 'other';
};

/** Whether its bytes are wanted: what is neither read nor told from is named, and stays where it is. */
export const isWanted = (place: string): boolean => {
  const kind = fileKindOf(place);
  return kind === 'picture' || isTextKind(kind);
};

/** Files that are read as text; the others come along where a text shows them. */
export const isTextKind = (kind: FileKind): boolean => kind === 'markdown' || kind === 'html' || kind === 'about';

/** What one file may weigh: a picture what the editor takes, a text what people read. */
export const maxBytesOf = (kind: FileKind): number => (kind === 'picture' ? MAX_ATTACHMENT_BYTES : MAX_FILE_BYTES);
