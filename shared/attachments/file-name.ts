import { MAX_FILE_NAME } from './limits.ts';

/** What turns letters around or cannot be seen, so that a name reads as another: `invoice‮fdp.exe`. Joiners stay, scripts need them. */
const INVISIBLE =
  /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
/** No file system of this world has them in a name. */
const FORBIDDEN = /[<>:"|?*]/gu;
/** Devices of Windows, whatever follows the first dot. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/iu;
const LONGEST_ENDING = 20;

/** No longer than `length` UTF-16 units, without half a character at the end. */
const cut = (text: string, length: number): string => {
  const head = text.slice(0, length);
  return /[\ud800-\udbff]$/.test(head) ? head.slice(0, -1) : head;
};

/** With the ending that says what it is, where there is one. */
const shorten = (name: string): string => {
  if (name.length <= MAX_FILE_NAME) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= LONGEST_ENDING ? name.slice(dot) : '';
  return `${cut(name, MAX_FILE_NAME - ending.length - 1).trimEnd()}…${ending}`;
};

/**
 * A name under which the file can be shown and saved anywhere: without the path before it, without what cannot be seen, reserved or
 * misread. What people wrote in any script stays as they know it. Of nothing but such signs remains `file`.
 */
export const cleanFileName = (given: string): string => {
  const name = given
    .normalize('NFC')
    .replaceAll(INVISIBLE, '')
    .replace(/^.*[/\\]/su, '')
    .replaceAll(FORBIDDEN, '_')
    .replaceAll(/\s+/gu, ' ')
    .replace(/^ +/u, '')
    .replace(/[. ]+$/u, '');
  if (name === '') return 'file';
  return shorten(RESERVED.test(name) ? `_${name}` : name);
};

const apart = (name: string): readonly [stem: string, ending: string] => {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
};

/** `report (2).pdf` for the second file called `report.pdf`: no name twice in one place. */
export const distinctName = (name: string, taken: ReadonlySet<string>): string => {
  const [stem, ending] = apart(name);
  let found = name;
  for (let count = 2; taken.has(found.toLowerCase()); count++) found = `${stem} (${count})${ending}`;
  return found;
};

/** Whether `shown` is `name`, or what `distinctName` made of it. */
export const isNameOrNumbered = (shown: string, name: string): boolean => {
  if (shown === name) return true;
  const [stem, ending] = apart(name);
  const isAround = shown.startsWith(`${stem} (`) && shown.endsWith(`)${ending}`);
  return isAround && /^\d+$/u.test(shown.slice(stem.length + 2, shown.length - ending.length - 1));
};
