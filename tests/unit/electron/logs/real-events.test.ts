/**
 * Exports of events as the product opens them, event by event against what stands in the file, found there without a reader of XML. Those that lie in
 * the fixtures are always read; the collection beside the repository where it is there.
 */
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFile } from './opened-file.ts';

const fixtures = fileURLToPath(new URL('../../../fixtures/logs/', import.meta.url));
const shared = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
const isShared = existsSync(join(shared, 'evtx-text'));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskside-real-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (place: string, name: string) => {
  const path = join(folder, 'a.log');
  copyFileSync(join(place, name), path);
  return openFile(path);
};

const signs: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const unescaped = (text: string): string =>
  text.replaceAll(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/giu, (_, hex?: string, decimal?: string, name = '') =>
    (hex ?? decimal) ? String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)) : (signs[name] ?? ''),
  );
const within = (xml: string, pattern: RegExp): string => unescaped(pattern.exec(xml)?.[1] ?? '').trim();

const levels = ['info', 'error', 'error', 'warning', 'info', 'debug'];
const isRefusal = (keywords: string): boolean => (BigInt(keywords || 0) & (1n << 52n)) !== 0n;

/** Words that a line about it holds, in this order. */
const wordsOf = (xml: string): readonly string[] => {
  const message = within(xml, /<Message>([^<]*)<\/Message>/u);
  const values = message
    ? [message]
    : [...xml.matchAll(/<Data(?: Name="[^"]*")?>([^<]*)<\/Data>/gu)].flatMap(([, value = '']) =>
        unescaped(value).split(/<\/?string>/u),
      );
  const words = values.map((value) => value.trim().replaceAll(/\s*[\r\n\t]\s*/gu, ' '));
  return words.filter((word) => word !== '' && word !== '-');
};

const eventsIn = (xml: string) =>
  xml.split('</Event>').flatMap((event) => {
    if (!event.includes('<Event ')) return [];
    const time = within(event, /<TimeCreated SystemTime=["']([^"']*)/u);
    const keywords = within(event, /<Keywords>([^<]*)/u);
    const provider = within(event, /<Provider Name=["']([^"']*)/u);
    const id = within(event, /<EventID[^>]*>(\d+)/u);
    const level = isRefusal(keywords) ? 'warning' : levels[Number(within(event, /<Level>([^<]*)/u))];
    const head = `${level?.toUpperCase()} ${within(event, /<Computer>([^<]*)/u)} ${provider}(${id}):`;
    return [{ at: Date.parse(time.replace(' ', 'T')), level, head, words: wordsOf(event) }];
  });

/** What of these words is missing in a line behind its head, where it has them in this order. */
const missingIn = (line: string, words: readonly string[]): readonly string[] => {
  let from = 0;
  return words.filter((word) => {
    const at = line.indexOf(word.replaceAll('"', "'"), from);
    const found = at === -1 ? line.indexOf(word, from) : at;
    if (found !== -1) from = found + word.length;
    return found === -1;
  });
};

const exports = (place: string): readonly string[] =>
  existsSync(place) ? readdirSync(place).filter((name) => name.includes('utf16le')) : [];

for (const [name, place] of [
  ['the fixtures', fixtures],
  ['the collection', join(shared, 'evtx-text')],
] as const)
  describe.skipIf(place !== fixtures && !isShared)(`of ${name}`, () => {
    it.each(exports(place))('%s opens event by event, each with all that it says', (file) => {
      const expected = eventsIn(new TextDecoder('utf-16le').decode(readFileSync(join(place, file))));
      expect(expected.length).toBeGreaterThan(2);
      expect(expected.flatMap(({ words }) => words).length).toBeGreaterThan(expected.length);
      const { lines, isEvents } = open(place, file);
      expect(isEvents).toBe(true);
      expect(lines).toHaveLength(expected.length);
      for (const [number, { at, level, head, words }] of expected.entries()) {
        const line = lines[number];
        const text = line?.text.slice(line.text.indexOf(' ') + 1) ?? '';
        expect({ at: line?.at, level: line?.level, head: text.slice(0, head.length) }).toEqual({ at, level, head });
        // Of what is longer than a line is shown, the beginning.
        const isWhole = line?.length === line?.text.length;
        if (isWhole) expect(missingIn(text.slice(head.length), words)).toEqual([]);
      }
    });
  });

const picture = (control: string): string => String.fromCharCode(0x2400 + control.charCodeAt(0));

/** A message that is no text is a list of its bytes, one that is not there is null. */
const messageOf = (message: unknown): string => {
  const text = Array.isArray(message) ? Buffer.from(message).toString() : typeof message === 'string' ? message : '';
  return stripVTControlCharacters(text).replaceAll(/[^\P{Cc}\t\n]/gu, picture);
};

/** Where the machine was started anew between two entries, one that says so comes first. */
const entriesIn = (text: string) => {
  let boot: unknown;
  return text.split('\n').flatMap((line) => {
    if (line === '') return [];
    const entry = JSON.parse(line) as Readonly<Record<string, unknown>>;
    const at = Math.floor(Number(entry['__REALTIME_TIMESTAMP']) / 1_000);
    const isNew = boot !== undefined && boot !== entry['_BOOT_ID'];
    boot = entry['_BOOT_ID'];
    const said = { at, message: messageOf(entry['MESSAGE']) };
    return isNew ? [{ at, message: `-- Boot ${String(boot)} --` }, said] : [said];
  });
};

describe('a journal', () => {
  const journals = [
    [fixtures, 'journal.jsonl', true],
    [join(shared, 'lnav-testlogs'), 'logfile_journald.json', isShared],
  ] as const;
  for (const [place, file, isThere] of journals)
    it.skipIf(!isThere)(`${file} opens entry by entry, each with its message`, () => {
      const expected = entriesIn(readFileSync(join(place, file), 'utf8'));
      expect(expected.length).toBeGreaterThan(1);
      const { lines, isEvents } = open(place, file);
      expect(isEvents).toBe(true);
      const said = lines.map(({ at, text, length, isContinued }) => {
        const message = isContinued ? text.replace(/^ {4}/u, '') : (text.split(/: (.*)/su)[1] ?? '');
        return { at, message, isContinued, isCut: length > text.length };
      });
      const told = expected.flatMap(({ at, message }) =>
        message.split('\n').map((part, place) => ({ at, message: part, isContinued: place > 0 })),
      );
      expect(said.map(({ at, message, isContinued }) => ({ at, message, isContinued }))).toEqual(
        told.map((each, place) => {
          const line = said[place];
          return line?.isCut === true ? { ...each, message: each.message.slice(0, line.message.length) } : each;
        }),
      );
    });
});
