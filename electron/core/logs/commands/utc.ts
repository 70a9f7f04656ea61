/** Times as the systems write them, in UTC. */

const TIME = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?\d* ?(Z|[+-]\d\d:?\d\d)?$/u;

/** RFC 3339 in UTC with the digits of the second that were given; a time without a zone is UTC. null: no time. */
export const utcOf = (text: string): string | null => {
  const found = TIME.exec(text.trim());
  if (found === null) return null;
  const [, year, month, day, hour, minute, second, fraction, zone = 'Z'] = found;
  if (Number(month) > 12 || Number(day) > 31 || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60)
    return null;
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const ahead = zone === 'Z' ? 0 : Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
  const moment = new Date(wall - ahead * 60_000);
  if (Number.isNaN(moment.getTime())) return null;
  return `${moment.toISOString().slice(0, 19)}${fraction === undefined ? '' : `.${fraction}`}Z`;
};

/** From microseconds since 1970, as the journal counts. */
export const utcOfMicroseconds = (text: string): string | null => {
  if (!/^\d{1,17}$/u.test(text)) return null;
  const digits = text.padStart(7, '0');
  const moment = new Date(Number(digits.slice(0, -6)) * 1000);
  return Number.isNaN(moment.getTime()) ? null : `${moment.toISOString().slice(0, 19)}.${digits.slice(-6)}Z`;
};
