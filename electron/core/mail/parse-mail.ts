/** Takes a mail apart, within limits: what it is made of is hostile until shown otherwise. Nothing it refers to is fetched. */
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import PostalMime, { type Address, type Email } from 'postal-mime';
import { cleanFileName } from '#shared/attachments/file-name.ts';
import { MAX_FILE_BYTES, MAX_FILES_AT_ONCE, SNIFF_BYTES } from '#shared/attachments/limits.ts';
import { isPicture, sniffMediaType } from '#shared/attachments/media-type.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { plainText } from '#shared/imports/plain-text.ts';
import type { UnreadableMail } from '#shared/mail/problems.ts';
import { trainingEnvelope } from '#shared/practice/training-file.ts';
import { MAX_TEXT } from '#shared/tickets/limits.ts';
import { mendWindows1252 } from '../windows-1252.ts';

/** Lines that may begin a part. A mail of a thousand files is none that people write. */
const MAX_PART_LINES = 5_000;
/** The largest mail in lines of 76, as all files travel, has 345,000. */
const MAX_LINES = 500_000;
const MAX_DEPTH = 40;
const MAX_HEADER_BYTES = 512 * 1024;
/** Mails within mails; deeper ones stay files. */
const MAX_FORWARDS = 4;
/** Text or markup of more words than a ticket holds, blank lines and all: what lies beyond is in the mail itself, which is attached. */
const MAX_BODY = 20 * MAX_TEXT;
const MAX_REFERENCES = 100;
const DECORATION_BYTES = 12 * 1024;

export interface ParsedPart {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array<ArrayBuffer>;
  readonly isDecoration: boolean;
}

export interface ParsedMail {
  /** The mail's own id, or one made of its bytes. */
  readonly messageId: string;
  /** Ids of the mails it answers, the nearest first. */
  readonly references: readonly string[];
  readonly from: string;
  readonly address: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly sentAt: string | null;
  readonly subject: string;
  readonly text: string;
  readonly parts: readonly ParsedPart[];
  /** A training desk drafted it. */
  readonly isTraining: boolean;
}

const unreadable = (problem: UnreadableMail, message: string): Result<never> =>
  refuse('mail.unreadable', message, { problem });

const countLines = (bytes: Buffer, start: string, most: number): number => {
  let count = 0;
  for (let at = bytes.indexOf(start); at >= 0 && count <= most; at = bytes.indexOf(start, at + start.length)) count++;
  return count;
};

/** Some programs write the header in GBK as it is. It becomes UTF-8, which every reader takes for granted. */
const withReadableHeader = (bytes: Buffer): Buffer => {
  const gap = /\r?\n\r?\n/.exec(bytes.toString('latin1', 0, MAX_HEADER_BYTES));
  const end = gap ? gap.index : Math.min(bytes.length, MAX_HEADER_BYTES);
  const header = bytes.subarray(0, end);
  if (isUtf8(header)) return bytes;
  try {
    const text = new TextDecoder('gb18030', { fatal: true }).decode(header);
    return Buffer.concat([Buffer.from(text, 'utf8'), bytes.subarray(end)]);
  } catch {
    return bytes;
  }
};

const oneLine = (text: string): string =>
  mendWindows1252(text)
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();

const mailboxes = (
  addresses: readonly Address[] = [],
): readonly { readonly name: string; readonly address: string }[] =>
  addresses.flatMap((each) => (each.group ? each.group : [{ name: each.name, address: each.address ?? '' }]));

const shown = ({ name, address }: { readonly name: string; readonly address: string }): string =>
  oneLine(name === '' || name === address ? address : `${name} <${address}>`).slice(0, 300);

const ids = (text: string | undefined): readonly string[] => text?.match(/<[^<>\s]{1,500}>/gu) ?? [];

const bytesOf = (content: ArrayBuffer | Uint8Array | string): Buffer<ArrayBuffer> => {
  if (typeof content === 'string') return Buffer.from(content, 'utf8');
  return content instanceof ArrayBuffer ? Buffer.from(content) : Buffer.from(content);
};

const bodyOf = ({ text, html }: Email): string => {
  const body =
    text !== undefined && /\S/u.test(text)
      ? text.slice(0, MAX_BODY)
      : html === undefined
        ? ''
        : plainText(html.slice(0, MAX_BODY));
  const clean = mendWindows1252(body)
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(/[^\P{Cc}\t\n]/gu, ' ');
  return clean
    .replaceAll(/\n{4,}/gu, '\n\n\n')
    .trim()
    .toWellFormed()
    .slice(0, MAX_TEXT)
    .toWellFormed();
};

const partsOf = ({ attachments }: Email): readonly ParsedPart[] =>
  attachments.map((attachment, index) => {
    const content = bytesOf(attachment.content);
    const mediaType = sniffMediaType(content.subarray(0, SNIFF_BYTES));
    const isLetter = attachment.mimeType === 'message/rfc822';
    const fallback = isLetter ? 'message.eml' : `file-${index + 1}`;
    return {
      name: cleanFileName(attachment.filename ?? fallback),
      mediaType: isLetter ? 'message/rfc822' : mediaType,
      content,
      isDecoration: isPicture(mediaType) && attachment.related === true && content.length <= DECORATION_BYTES,
    };
  });

const sentAtOf = (date: string | undefined): string | null => {
  const at = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
};

/** Why the parser gave up, in our words. */
const problemOf = (error: unknown): UnreadableMail => {
  const message = error instanceof Error ? error.message : '';
  return /nesting/i.test(message) ? 'too-deep' : /header/i.test(message) ? 'headers' : 'not-mail';
};

/** Refuses with `mail.unreadable` { problem }; never throws for what a file holds. */
export const parseMail = async (file: Buffer): Promise<Result<ParsedMail>> => {
  if (file.length > MAX_FILE_BYTES) return unreadable('too-large', `${file.length} bytes`);
  if (countLines(file, '\n--', MAX_PART_LINES) > MAX_PART_LINES)
    return unreadable('too-many-parts', `more than ${MAX_PART_LINES} lines that may begin a part`);
  if (countLines(file, '\n', MAX_LINES) > MAX_LINES)
    return unreadable('too-many-lines', `more than ${MAX_LINES} lines`);
  let email: Email;
  try {
    email = await PostalMime.parse(withReadableHeader(file), {
      maxNestingDepth: MAX_DEPTH,
      maxHeadersSize: MAX_HEADER_BYTES,
      maxRfc822NestingDepth: MAX_FORWARDS,
    });
  } catch (error) {
    return unreadable(problemOf(error), error instanceof Error ? error.message : String(error));
  }
  if ([email.from, email.subject, email.date, email.messageId].filter((field) => field !== undefined).length < 2)
    return unreadable('not-mail', 'a mail says at least two of who, what, when and its id');
  if (email.attachments.length > MAX_FILES_AT_ONCE - 1)
    return unreadable('too-many-files', `${email.attachments.length} files in one mail`);
  const [sender = { name: '', address: '' }] = mailboxes(
    email.from ? [email.from] : email.sender ? [email.sender] : [],
  );
  const [messageId] = ids(email.messageId);
  return succeed({
    messageId: messageId ?? `<${createHash('sha256').update(file).digest('hex')}@file.invalid>`,
    references: [...new Set([...ids(email.inReplyTo), ...ids(email.references).toReversed()])].slice(0, MAX_REFERENCES),
    from: (oneLine(sender.name) || sender.address).slice(0, 200),
    address: sender.address.toLowerCase().slice(0, 320),
    to: mailboxes(email.to).slice(0, 50).map(shown),
    cc: mailboxes(email.cc).slice(0, 50).map(shown),
    sentAt: sentAtOf(email.date),
    subject: oneLine(email.subject ?? '')
      .slice(0, 1000)
      .toWellFormed(),
    text: bodyOf(email),
    parts: partsOf(email),
    isTraining: email.headers.some(({ key }) => key === trainingEnvelope.mailHeader),
  });
};
