/**
 * The event log of Windows, through `wevtutil`. Written after its help and Microsoft's description of the event schema; the program itself was
 * never run here, what it prints is tried with events exported from real computers.
 */
import type { EventCommand } from './event-command.ts';
import type { EventReader, LogEvent } from './event.ts';
import { ExportedText, TAG_END, type EightBitNow } from './exported-text.ts';
import { WindowsEvent } from './windows-event.ts';

import { XmlTokens, type XmlTaker } from './xml-tokens.ts';

const EVENTS = 'http://schemas.microsoft.com/win/2004/08/events/event';
const DEEPEST = 64;
const LONGEST_TEXT = 256 * 1024;

/** Puts events together; text between them, and elements around them, are passed over. */
class Assembly implements XmlTaker {
  readonly #done: LogEvent[] = [];
  #event: WindowsEvent | undefined;
  /** Names from the event down to where reading stands, without the event itself. */
  #path: string[] = [];
  #text = '';
  #dataName = '';

  open(name: string, attributes: ReadonlyMap<string, string>): void {
    const isEvent = name === 'Event' && (this.#event === undefined || attributes.get('xmlns') === EVENTS);
    if (isEvent) {
      // The one before was cut off: an event holds no other.
      this.leave(false);
      this.#event = new WindowsEvent();
      return;
    }
    if (this.#event === undefined) return;
    this.#path.push(name);
    this.#text = '';
    if (this.#path.length > DEEPEST) return this.leave(false);
    if (this.#path.length !== 2) return;
    if (this.#path[0] === 'System') for (const [key, value] of attributes) this.#event.system(`${name}.${key}`, value);
    if (this.#path[0] === 'EventData') this.#dataName = attributes.get('Name') ?? (name === 'Data' ? '' : name);
  }

  text(value: string): void {
    if (this.#event !== undefined && this.#text.length < LONGEST_TEXT) this.#text += value;
  }

  close(name: string): void {
    if (this.#event === undefined) return;
    if (name === 'Event' && !this.#path.includes('Event')) return this.leave(this.#path.length === 0);
    const depth = this.#path.lastIndexOf(name);
    // An end without a beginning.
    if (depth === -1) return;
    if (depth === this.#path.length - 1) this.#element(this.#event, name);
    this.#path.length = depth;
    this.#text = '';
  }

  leave(isWhole: boolean): void {
    if (this.#event !== undefined) this.#done.push(this.#event.finish(isWhole));
    this.#event = undefined;
    this.#path = [];
    this.#text = '';
  }

  done(): LogEvent[] {
    return this.#done.splice(0);
  }

  #element(event: WindowsEvent, name: string): void {
    const [part] = this.#path;
    const depth = this.#path.length;
    if (part === 'System' && depth === 2) event.system(name, this.#text);
    else if (part === 'EventData' && depth === 2) event.data(this.#dataName, this.#text);
    else if (part === 'UserData' && this.#text.trim() !== '') event.data(name, this.#text);
    else if (part === 'RenderingInfo' && depth === 2 && name === 'Message') event.message(this.#text);
  }
}

class WindowsEventReader implements EventReader {
  readonly #assembly = new Assembly();
  readonly #tokens = new XmlTokens(this.#assembly);
  readonly #text: ExportedText;

  constructor(eightBit: EightBitNow) {
    this.#text = new ExportedText(eightBit, TAG_END);
  }

  take(bytes: Uint8Array): LogEvent[] {
    this.#tokens.push(this.#text.take(bytes, false));
    return this.#assembly.done();
  }

  end(): LogEvent[] {
    this.#tokens.push(this.#text.take(new Uint8Array(), true));
    this.#tokens.end();
    this.#assembly.leave(false);
    return this.#assembly.done();
  }
}

/** For what `wevtutil` prints and for exported files, in UTF-16 with or without its mark, UTF-8, or the given eight-bit text. */
export const readWindowsEvents = (eightBit: EightBitNow = () => 'gb18030'): EventReader =>
  new WindowsEventReader(eightBit);

/** How far back a log begins that was never read before. */
const FIRST_MS = 24 * 60 * 60 * 1000;
const AT_ONCE = 1000;
const AGAIN_MS = 5000;
const RECHECK_MS = 60_000;

const BEHIND = /^\d{1,20}$/u;

/** Names of logs as Windows lists them; never an option of the program. */
export const isChannelName = (name: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N} _.,()/-]{0,254}$/u.test(name);

/** `channel` is one that `isChannelName` accepts; throws for any other. */
export const windowsEventsCommand = (channel: string): EventCommand => {
  if (!isChannelName(channel)) throw new Error('this is no name of an event log');
  // Without `/uni:true` the text comes in the code page of the console, which has no room for every character.
  const ask = (query: string, ...more: readonly string[]): readonly string[] => [
    'qe',
    channel,
    `/q:${query}`,
    '/f:RenderedXml',
    '/uni:true',
    ...more,
  ];
  return {
    programs: ['C:\\Windows\\System32\\wevtutil.exe'],
    argv: (cursor) =>
      ask(
        cursor !== null && BEHIND.test(cursor)
          ? `*[System[EventRecordID>${cursor}]]`
          : `*[System[TimeCreated[timediff(@SystemTime)<=${FIRST_MS}]]]`,
        '/rd:false',
        `/c:${AT_ONCE}`,
      ),
    environment: { SystemRoot: 'C:\\Windows', windir: 'C:\\Windows', SystemDrive: 'C:' },
    read: () => readWindowsEvents(),
    repeat: { afterMs: AGAIN_MS, fullAt: AT_ONCE },
    recheck: {
      everyMs: RECHECK_MS,
      argv: ask('*', '/rd:true', '/c:1'),
      isRestarted: (newest, cursor) => BEHIND.test(newest) && BEHIND.test(cursor) && BigInt(newest) < BigInt(cursor),
    },
    // What the program says is in the language of its user; the number it ends with is that of the error.
    explain: (_errors, ended) => {
      if (ended === null || ended.code === 0) return null;
      if (ended.code === 5) return 'event-log-readers';
      return ended.code === 15007 ? 'channel-unknown' : 'ended';
    },
  };
};
