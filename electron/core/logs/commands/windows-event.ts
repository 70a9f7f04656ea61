/** An event of Windows, put together from the parts of its XML as they come. */
import type { Level } from '#shared/logs/line.ts';
import type { LogEvent } from './event.ts';
import { utcOf } from './utc.ts';

/** By the number that Windows gives a level. */
export const windowsLevels: Readonly<Record<string, Level>> = {
  0: 'info',
  1: 'error',
  2: 'error',
  3: 'warning',
  4: 'info',
  5: 'debug',
};

/** Keyword of the security log, which gives no level: the attempt failed. */
const AUDIT_FAILURE = 0x10000000000000n;

const MOST_DATA = 256;
const LONGEST_VALUE = 32 * 1024;
export const LONGEST_MESSAGE = 64 * 1024;
const LONGEST_BINARY = 1024;

export const cut = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest)}…` : text;

/** Messages come in paragraphs with tabs; one event is one line. */
export const onOneLine = (text: string): string => text.trim().replace(/\s*[\r\n\t]\s*/gu, ' ');

const isSaid = (value: string): boolean => value !== '' && value !== '-';

/** `<string>…</string>` is how some exports write a list of values. */
const STRINGS = /^(?:\s*<string>[^<]*<\/string>)+\s*$/u;

const valuesOf = (text: string): readonly string[] =>
  STRINGS.test(text) ? [...text.matchAll(/<string>([^<]*)<\/string>/gu)].map(([, value = '']) => value) : [text];

const quoted = (value: string): string => (/[\s"=]/u.test(value) ? `"${value.replaceAll('"', "'")}"` : value);

const isFailedAudit = (keywords: string): boolean =>
  /^0x[0-9a-f]{1,16}$/iu.test(keywords) && (BigInt(keywords) & AUDIT_FAILURE) !== 0n;

export class WindowsEvent {
  readonly #data: { readonly name: string; readonly value: string }[] = [];
  readonly #system = new Map<string, string>();
  #message = '';

  /** An element of `System` with its text, or an attribute of one as `TimeCreated.SystemTime`. */
  system(name: string, value: string): void {
    if (this.#system.size < MOST_DATA) this.#system.set(name, cut(value.trim(), LONGEST_VALUE));
  }

  /** A value of `EventData` or `UserData`; the name may be empty. */
  data(name: string, value: string): void {
    for (const one of valuesOf(cut(value, LONGEST_VALUE))) {
      if (this.#data.length >= MOST_DATA) return;
      const longest = name === 'Binary' ? LONGEST_BINARY : LONGEST_VALUE;
      this.#data.push({ name, value: cut(onOneLine(one), longest) });
    }
  }

  /** As Windows words it in the language of its user. */
  message(text: string): void {
    this.#message = cut(onOneLine(text), LONGEST_MESSAGE);
  }

  /** `isWhole`: its end was seen. Reading never goes on behind an event that was not. */
  finish(isWhole: boolean): LogEvent {
    const system = (name: string): string => this.#system.get(name) ?? '';
    const isFailure = isFailedAudit(system('Keywords'));
    const said = this.#message === '' ? this.#dataInWords() : this.#message;
    const record = system('EventRecordID');
    return {
      at: utcOf(system('TimeCreated.SystemTime')),
      level: isFailure ? 'warning' : (windowsLevels[system('Level')] ?? null),
      provider: system('Provider.Name') || system('Provider.EventSourceName') || 'unknown',
      eventId: /^\d{1,10}$/u.test(system('EventID')) ? system('EventID') : null,
      processId: null,
      host: system('Computer') || null,
      message: isWhole ? said : `${said} (the rest of this event is missing)`.trim(),
      fields: this.#fields(),
      cursor: isWhole && /^\d{1,20}$/u.test(record) ? record : null,
    };
  }

  #dataInWords(): string {
    return this.#data
      .filter(({ name, value }) => name !== 'Binary' && isSaid(value))
      .map(({ name, value }) => (name === '' ? value : `${name}=${quoted(value)}`))
      .join(' ');
  }

  #fields(): Readonly<Record<string, string>> {
    const fields = new Map<string, string>();
    for (const name of ['Channel', 'EventRecordID', 'Task', 'Opcode', 'Keywords', 'Security.UserID']) {
      const value = this.#system.get(name);
      if (value) fields.set(name.slice(name.indexOf('.') + 1), value);
    }
    let unnamed = 0;
    for (const { name, value } of this.#data) {
      const key = name === '' ? `Data${++unnamed}` : name;
      if (isSaid(value)) fields.set(key, value);
    }
    return Object.fromEntries(fields);
  }
}
