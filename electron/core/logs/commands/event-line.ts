/** How an event reads as a line of a log. */
import type { LogEvent } from './event.ts';

/** Colours of a terminal: they say nothing that the level does not. */
// oxlint-disable-next-line no-control-regex
const COLOURS = /\u001B\[[0-9;]*m/gu;
const LINE_ENDS = /\r\n?|[\u2028\u2029]/gu;
const CONTROLS = /[^\P{Cc}\t\n]/gu;

/** Nothing in a log moves the cursor of a terminal that the text is pasted into: a control character is shown by its picture. */
const tame = (text: string): string =>
  text
    .replace(COLOURS, '')
    .replace(LINE_ENDS, '\n')
    .replace(CONTROLS, (control) => {
      const code = control.charCodeAt(0);
      return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\uFFFD';
    });

const word = (text: string): string =>
  tame(text)
    .replace(/[\s:]+/gu, ' ')
    .trim();

/**
 * `time level host provider[pid](event id): message`. Further lines of the message are indented, so that none can pass for an event of its own.
 * Has no line end at its end.
 */
export const lineOf = (event: LogEvent): string => {
  const message = tame(event.message).trimEnd().replace(/\n/gu, '\n    ');
  if (event.at === null && event.provider === '') return `    ${message}`;
  // Behind a host, always: a provider may be of several words.
  const host = event.host ? `${word(event.host)} ` : event.eventId ? '- ' : '';
  const processId = event.processId ? `[${word(event.processId)}]` : '';
  const eventId = event.eventId ? `(${word(event.eventId)})` : '';
  return `${event.at ?? '-'} ${event.level?.toUpperCase() ?? '-'} ${host}${word(event.provider)}${processId}${eventId}: ${message}`.trimEnd();
};

const KEY = /^\S+ (?:ERROR|WARNING|INFO|DEBUG|-) (\S+) ([^:]*?)(?:\[[^\]:]*\])?\((\d{1,10})\):(?: |$)/u;

/** Provider, number and computer of the event that a line from `lineOf` tells of; null for any other line. */
export const eventKeyOf = (
  line: string,
): { readonly provider: string; readonly eventId: string; readonly host: string } | null => {
  const found = KEY.exec(line);
  return found === null
    ? null
    : { provider: found[2] ?? '', eventId: found[3] ?? '', host: (found[1] ?? '').replace(/^-$/, '') };
};
