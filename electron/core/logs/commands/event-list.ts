/**
 * Events of Windows one below the other, each with its parts line by line: what `wevtutil qe /f:text` prints, and what the Event Viewer copies as
 * text. What an event says stands last and may be of several lines, among them empty ones.
 */
import type { EventReader, LogEvent } from './event.ts';
import { partOfLabel, type EventPart } from './event-words.ts';
import { ExportedText, LINE_END, type EightBitNow } from './exported-text.ts';
import { LONGEST_MESSAGE } from './windows-event.ts';
import { isDayFirstIn, wordedEvent, type EventParts } from './worded-event.ts';

const beginsEvent = /^Event ?\[\d+\]:?\s*$/u;
const labelled = /^\s*([^:：]{2,40}?)\s*[:：](?=\s|$)/u;

/** With what stands before and behind it. */
const LONGEST_LABEL = 60;

const labelIn = (line: string): { readonly part: EventPart; readonly value: string } | undefined => {
  const found = labelled.exec(line.slice(0, LONGEST_LABEL));
  const part = found ? partOfLabel(found[1] ?? '') : undefined;
  return part && { part, value: line.slice(found?.[0].length).trim() };
};

/** As many parts in the first lines make it a list of events. */
const ENOUGH = 4;

export const isEventList = (text: string): boolean => {
  const lines = text
    .replace(/^\uFEFF/u, '')
    .trimStart()
    .split(/\r?\n/u)
    .slice(0, 12);
  const [first = ''] = lines;
  if (!beginsEvent.test(first) && labelIn(first)?.part !== 'channel') return false;
  const parts = new Set(lines.flatMap((line) => labelIn(line)?.part ?? []));
  return parts.size >= ENOUGH && parts.has('at') && parts.has('eventId');
};

class EventList implements EventReader {
  readonly #text: ExportedText;
  readonly #done: LogEvent[] = [];
  #line = '';
  #event: EventParts | undefined;
  /** The lines of an event that follow are what it says, or pass it by. */
  #isSaying = false;
  #isPast = false;

  constructor(eightBit: EightBitNow) {
    this.#text = new ExportedText(eightBit, LINE_END);
  }

  take(bytes: Uint8Array): LogEvent[] {
    return this.#take(this.#text.take(bytes, false));
  }

  end(): LogEvent[] {
    return this.settle();
  }

  /** Nothing says where the last event ends. */
  settle(): LogEvent[] {
    const events = this.#take(this.#text.take(new Uint8Array(), true));
    if (this.#line !== '') this.#read(this.#line.replace(/\r$/u, ''));
    this.#line = '';
    this.#leave();
    return [...events, ...this.#done.splice(0)];
  }

  #take(text: string): LogEvent[] {
    const lines = (this.#line + text).split('\n');
    this.#line = (lines.pop() ?? '').slice(0, LONGEST_MESSAGE);
    // Several exports may have been joined, each with its mark.
    for (const line of lines) this.#read(line.replace(/^\uFEFF/u, '').replace(/\r$/u, ''));
    return this.#done.splice(0);
  }

  #read(line: string): void {
    if (beginsEvent.test(line)) {
      this.#leave();
      this.#event = {};
      return;
    }
    const label = labelIn(line);
    const isNext = label?.part === 'channel' && !line.startsWith(' ') && (this.#isSaying || this.#event === undefined);
    if (isNext) {
      this.#leave();
      this.#event = {};
    }
    if (this.#event === undefined) return;
    if (this.#isSaying) this.#say(line, label?.part);
    else if (label) {
      this.#event[label.part] ??= label.value;
      this.#isSaying = label.part === 'message';
    }
  }

  /** The XML of an event, which the Event Viewer copies after it, says the same once more. */
  #say(line: string, part: EventPart | undefined): void {
    const event = this.#event;
    if (!event) return;
    this.#isPast ||= part === 'other' && /xml/iu.test(line);
    const before = event.message ?? '';
    if (!this.#isPast && before.length < LONGEST_MESSAGE) event.message = `${before}\n${line}`;
  }

  #leave(): void {
    const event = this.#event;
    if (event && Object.keys(event).length > 0) this.#done.push(wordedEvent(event, isDayFirstOf(event)));
    this.#event = undefined;
    this.#isSaying = false;
    this.#isPast = false;
  }
}

const isDayFirstOf = ({ at = '' }: EventParts): boolean => isDayFirstIn([at]) ?? false;

export const readEventList = (eightBit: EightBitNow = () => 'gb18030'): EventReader => new EventList(eightBit);
