import { numberSearchKey, parseNumber } from '../tickets/number.ts';

/** What mail programs of many languages put before a subject that is answered or passed on. */
const REPLY = 're|aw|sv|vs|antw|ynt|odp|r|回复|回覆|答复|答覆';
const FORWARD = 'fwd?|wg|tr|rv|enc|i|转发|轉寄|轉發|转寄';
const MARK = new RegExp(`^\\s*(?:(${REPLY})|(${FORWARD}))\\s*(?:\\[\\d{1,3}\\]|\\(\\d{1,3}\\))?\\s*[:：]\\s*`, 'iu');
const NUMBER = /(?:INC|REQ)[-‐–]?[0-9A-Z]{4}[-‐–]?[0-9]{1,9}/iu;
const BRACKETED = new RegExp(`\\s*[[(【]\\s*${NUMBER.source}\\s*[\\])】]\\s*`, 'giu');

export interface Subject {
  /** Without marks and ticket numbers: what it is about. */
  readonly base: string;
  readonly isReply: boolean;
  readonly isForward: boolean;
  /** Search key of the ticket number in it (`numberSearchKey`), null if there is none. */
  readonly numberKey: string | null;
}

/** Takes a subject line apart. */
export const readSubject = (subject: string): Subject => {
  let rest = subject.replaceAll(/\s+/gu, ' ').trim();
  let isReply = false;
  let isForward = false;
  for (let mark = MARK.exec(rest); mark; mark = MARK.exec(rest)) {
    isReply ||= mark[1] !== undefined;
    isForward ||= mark[2] !== undefined;
    rest = rest.slice(mark[0].length);
  }
  const found = NUMBER.exec(subject)?.[0];
  return {
    base: rest.replaceAll(BRACKETED, ' ').trim() || rest.trim(),
    isReply,
    isForward,
    numberKey: found !== undefined && parseNumber(found) ? numberSearchKey(found) : null,
  };
};
