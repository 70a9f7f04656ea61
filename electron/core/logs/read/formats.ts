/** The ways in which programs write the time of a line. */
import { epochMs, fractionMs, hourOf, instantOf, zoneMinutes } from './instant.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*';
const CLOCK = String.raw`(\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?`;
const ZONE = String.raw`(Z|UTC|GMT|[+-]\d{2}:?\d{2})`;
const HALF = '(AM|PM|上午|下午|中午|晚上|凌晨|早上)';

/** Months as French, German and Spanish write them, each by what tells it from the others; capitals or not. */
const OTHER_MONTH = String.raw`(jan|jän|ene|f[eé]v|feb|mar|mär|avr|apr|abr|mai|may|jui?n|jui?l|ao[uû]|aug|ago|sep|o[ck]t|nov|d[eé]c|dez|dic)\p{L}*\.?`;

const otherMonths: Readonly<Record<string, number>> = {
  jan: 1,
  jän: 1,
  ene: 1,
  fev: 2,
  fév: 2,
  feb: 2,
  mar: 3,
  mär: 3,
  avr: 4,
  apr: 4,
  abr: 4,
  mai: 5,
  may: 5,
  jun: 6,
  juin: 6,
  jul: 7,
  juil: 7,
  aou: 8,
  aoû: 8,
  aug: 8,
  ago: 8,
  sep: 9,
  oct: 10,
  okt: 10,
  nov: 11,
  dec: 12,
  déc: 12,
  dez: 12,
  dic: 12,
};

const otherMonthOf = (name: string | undefined): number =>
  otherMonths[(name ?? '').toLowerCase().normalize('NFC')] ?? 0;

/** TAI64 counts from 2^62; what writes it here (multilog, svlogd) takes TAI to be 10 seconds before UTC, always. */
const TAI_ZERO = 2n ** 62n + 10n;

const monthOf = (name: string | undefined): number => months.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
const int = (digits: string | number | undefined): number => Number(digits ?? 0);

/** What reading depends on beside the line. */
export interface Reference {
  /** No line is later than this, in ms since epoch: for times without a year. */
  readonly newest: number;
  /** `03/04/2026` is the third of April. */
  readonly isDayFirst: boolean;
  /** Times without a zone are UTC, as the file says. */
  readonly isUtc: boolean;
  /** When the machine was started whose lines these are, in ms since epoch; undefined where they do not say. */
  readonly startedAt?: number | undefined;
}

export interface Format {
  readonly name: string;
  /** Without flags `g` and `y`: what it finds is looked for from the start of the line. */
  readonly pattern: RegExp;
  /** ms since epoch; null for a time that counts from the start of a machine; undefined for none. */
  readonly read: (found: RegExpExecArray, reference: Reference) => number | null | undefined;
}

const zoneOf = (zone: string | undefined, { isUtc }: Reference): number | undefined =>
  zoneMinutes(zone) ?? (isUtc ? 0 : undefined);

/** A time as it stands in a line: digits, or numbers where words or halves of a day were read. */
interface Written {
  /** Undefined where none is written. */
  readonly year?: string | undefined;
  readonly month: string | number | undefined;
  readonly day: string | undefined;
  readonly hour: string | number | undefined;
  readonly minute: string | undefined;
  readonly second: string | undefined;
  readonly fraction: string | undefined;
  /** Minutes east of UTC; undefined: that of the laptop. */
  readonly zone: number | undefined;
}

const dated = ({ year, month, day, hour, minute, second, fraction, zone }: Written, { newest }: Reference) =>
  instantOf(
    {
      year: year === undefined ? undefined : int(year),
      month: int(month),
      day: int(day),
      hour: int(hour),
      minute: int(minute),
      second: int(second),
      ms: fractionMs(fraction),
      zone,
    },
    newest,
  );

const clock = /^[[(]?(?:\d{1,7} +)?(\d{1,2}):(\d{2}):(\d{2})(?:[.,:](\d{1,9}))?(?: ?([AP]M))?(?=[\])\s|,;:-]|$)/i;

/** ms since midnight, of a line that begins with the hour; undefined for any other. */
export const clockIn = (line: string): number | undefined => {
  const found = clock.exec(line);
  if (!found) return undefined;
  const [, hour, minute, second, fraction, half] = found;
  const hours = hourOf(int(hour), half);
  if (hours > 23 || int(minute) > 59 || int(second) > 60) return undefined;
  return ((hours * 60 + int(minute)) * 60 + int(second)) * 1_000 + fractionMs(fraction);
};

/** The most telling first: the first one that most lines of a file have is that of the file. */
export const formats: readonly Format[] = [
  {
    name: 'syslog',
    pattern: new RegExp(`^(?:<\\d{1,3}>)?(?:\\d )?${MONTH} {1,2}(\\d{1,2}) (?:(\\d{4}) )?${CLOCK}`),
    read: ([, month, day, year, hour, minute, second, fraction], reference) =>
      dated(
        { year, month: monthOf(month), day, hour, minute, second, fraction, zone: zoneOf(undefined, reference) },
        reference,
      ),
  },
  {
    name: 'iso',
    pattern: new RegExp(
      String.raw`(?:^|[^\d.])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T_ ]|, )\s?(?:星期.\s)?${HALF}?\s?(\d{1,2}):(\d{2}):(\d{2})(?:[.,:](\d{1,9}))?(?:\s?${HALF})?(?:\s?${ZONE}(?![\w]))?`,
      'i',
    ),
    read: ([, year, month, day, before, hour, minute, second, fraction, after, zone], reference) =>
      dated(
        {
          year,
          month,
          day,
          hour: hourOf(int(hour), before ?? after),
          minute,
          second,
          fraction,
          zone: zoneOf(zone, reference),
        },
        reference,
      ),
  },
  {
    name: 'apache',
    pattern: new RegExp(String.raw`(\d{1,2})[/ -]${MONTH}[/ -](\d{4})[: ]${CLOCK}(?: ?${ZONE})?`),
    read: ([, day, month, year, hour, minute, second, fraction, zone], reference) =>
      dated(
        { year, month: monthOf(month), day, hour, minute, second, fraction, zone: zoneOf(zone, reference) },
        reference,
      ),
  },
  {
    name: 'ctime',
    pattern: new RegExp(
      String.raw`(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ${MONTH} {1,2}(\d{1,2}) ${CLOCK} (?:[A-Z]{3,4} )?(\d{4})`,
    ),
    read: ([, month, day, hour, minute, second, fraction, year], reference) =>
      dated(
        { year, month: monthOf(month), day, hour, minute, second, fraction, zone: zoneOf(undefined, reference) },
        reference,
      ),
  },
  {
    name: 'chinese',
    pattern: new RegExp(
      String.raw`(\d{4})年(\d{1,2})月(\d{1,2})日\s*(?:星期.|周.)?\s*${HALF}?\s*(\d{1,2})[:：时](\d{2})[:：分](\d{2})(?:\.(\d{1,9}))?`,
    ),
    read: ([, year, month, day, half, hour, minute, second, fraction], reference) =>
      dated(
        {
          year,
          month,
          day,
          hour: hourOf(int(hour), half),
          minute,
          second,
          fraction,
          zone: zoneOf(undefined, reference),
        },
        reference,
      ),
  },
  {
    name: 'configuration-manager',
    pattern: /<time="(\d{1,2}):(\d{2}):(\d{2})(?:\.(\d{1,7}))?(?:[+-]\d{1,4})?" date="(\d{1,2})-(\d{1,2})-(\d{4})"/,
    read: ([, hour, minute, second, fraction, month, day, year], reference) =>
      dated({ year, month, day, hour, minute, second, fraction, zone: undefined }, reference),
  },
  {
    name: 'day-month-year',
    pattern: new RegExp(
      String.raw`(?:^|[^\d.])(\d{1,2})([-/.])(\d{1,2})\2(\d{4}),?[T ]\s?${CLOCK}(?:\s?${HALF})?`,
      'i',
    ),
    read: ([, first, mark, second, year, hour, minute, seconds, fraction, half], reference) => {
      // 03.04. is always the third of April; of the others only a file that has a 13th says which it is.
      const isDayFirst = mark === '.' || reference.isDayFirst || int(first) > 12;
      return dated(
        {
          year,
          month: isDayFirst ? second : first,
          day: isDayFirst ? first : second,
          hour: hourOf(int(hour), half),
          minute,
          second: seconds,
          fraction,
          zone: zoneOf(undefined, reference),
        },
        reference,
      );
    },
  },
  {
    name: 'compact',
    pattern: new RegExp(
      String.raw`(?:^|[^\d])(\d{4})(\d{2})(\d{2})[T .-]?(\d{2}):?(\d{2}):?(\d{2})(?:[.,](\d{1,9}))?${ZONE}?(?!\d)`,
    ),
    read: ([, year, month, day, hour, minute, second, fraction, zone], reference) =>
      dated({ year, month, day, hour, minute, second, fraction, zone: zoneOf(zone, reference) }, reference),
  },
  {
    name: 'day-of-year',
    pattern: new RegExp(String.raw`(?:^|[^\d.])(\d{4})-(\d{3})[T ]${CLOCK}${ZONE}?(?![\w])`),
    read: ([, year, day, hour, minute, second, fraction, zone], reference) => {
      const date = new Date(Date.UTC(int(year), 0, int(day)));
      if (int(day) < 1 || date.getUTCFullYear() !== int(year)) return undefined;
      const [month, dayOfMonth] = [date.getUTCMonth() + 1, String(date.getUTCDate())];
      return dated(
        { year, month, day: dayOfMonth, hour, minute, second, fraction, zone: zoneOf(zone, reference) },
        reference,
      );
    },
  },
  {
    name: 'short-year',
    pattern: new RegExp(`^(\\d{2})/(\\d{2})/(\\d{2}) ${CLOCK}`),
    read: ([, year, month, day, hour, minute, second, fraction], reference) =>
      dated(
        { year: `20${year}`, month, day, hour, minute, second, fraction, zone: zoneOf(undefined, reference) },
        reference,
      ),
  },
  {
    name: 'glog',
    pattern: /^[IWEF](\d{2})(\d{2}) (\d{2}):(\d{2}):(\d{2})\.(\d{1,9})/,
    read: ([, month, day, hour, minute, second, fraction], reference) =>
      dated({ month, day, hour, minute, second, fraction, zone: zoneOf(undefined, reference) }, reference),
  },
  {
    name: 'logcat',
    pattern: /^(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})\.(\d{3})/,
    read: ([, month, day, hour, minute, second, fraction], reference) =>
      dated({ month, day, hour, minute, second, fraction, zone: undefined }, reference),
  },
  {
    name: 'epoch',
    pattern: /^(?:\[|type=\w+ msg=audit\()?(\d{10}|\d{13}|\d{16}|\d{19})(?:\.(\d{1,9}))?(?![\d-])/,
    read: ([, digits, fraction]) => epochMs(digits ?? '', fraction),
  },
  {
    name: 'logfmt-epoch',
    pattern: /\b(?:time|ts|t|timestamp)="?(\d{10}|\d{13}|\d{16}|\d{19})(?:\.(\d{1,9}))?\b/,
    read: ([, digits, fraction]) => epochMs(digits ?? '', fraction),
  },
  {
    name: 'other-syslog',
    pattern: new RegExp(`^(?:<\\d{1,3}>)?${OTHER_MONTH} {1,2}(\\d{1,2}) (?:(\\d{4}) )?${CLOCK}`, 'iu'),
    read: ([, month, day, year, hour, minute, second, fraction], reference) =>
      dated(
        { year, month: otherMonthOf(month), day, hour, minute, second, fraction, zone: zoneOf(undefined, reference) },
        reference,
      ),
  },
  {
    name: 'other-day-month-year',
    pattern: new RegExp(
      String.raw`(?:^|[^\d.])(\d{1,2})(?:er|\.)?[/ -]?(?:\s|de )*${OTHER_MONTH}[/ -]?(?:\s|de )*(\d{4})[:,]?\s?(?:à |um |a las )?${CLOCK}(?: ?${ZONE})?`,
      'iu',
    ),
    read: ([, day, month, year, hour, minute, second, fraction, zone], reference) =>
      dated(
        { year, month: otherMonthOf(month), day, hour, minute, second, fraction, zone: zoneOf(zone, reference) },
        reference,
      ),
  },
  {
    name: 'other-ctime',
    pattern: new RegExp(String.raw`(?:^|[^\d.])(\d{1,2})\.? ${OTHER_MONTH} ${CLOCK} (?:[A-Z]{3,5} )?(\d{4})`, 'iu'),
    read: ([, day, month, hour, minute, second, fraction, year], reference) =>
      dated(
        { year, month: otherMonthOf(month), day, hour, minute, second, fraction, zone: zoneOf(undefined, reference) },
        reference,
      ),
  },
  {
    name: 'tai64n',
    pattern: /^@(4[0-9a-f]{15})([0-9a-f]{8})(?![0-9a-f])/i,
    read: ([, seconds, nanos]) =>
      Number(BigInt(`0x${seconds ?? '0'}`) - TAI_ZERO) * 1_000 + Math.floor(Number.parseInt(nanos ?? '0', 16) / 1e6),
  },
  // Seconds since a machine was started.
  {
    name: 'kernel',
    pattern: /^(?:<\d+>)?\[ *(\d+\.\d{6})\]/,
    read: ([, seconds], { startedAt }) =>
      startedAt === undefined ? null : Math.floor(startedAt + Number(seconds) * 1_000),
  },
  // The hour alone, behind the number of a process where `strace` follows several.
  { name: 'clock', pattern: clock, read: () => null },
];

/** What a machine says of the time while it starts, as `[seconds since then] …(seconds since epoch)`. */
const startLine =
  /^(?:<\d+>)?\[ *(\d+\.\d{6})\].*(?:setting system clock to .*\((\d{9,10})\)|audit\((\d{9,10}\.\d{3}):\d+\))/u;

/** When the machine was started, in ms since epoch, by one of its lines; undefined where that does not tell. */
export const startOf = (line: string): number | undefined => {
  const found = startLine.exec(line);
  return found ? (Number(found[2] ?? found[3]) - Number(found[1])) * 1_000 : undefined;
};
