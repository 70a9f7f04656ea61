import type { Result } from '#shared/base/result.ts';
import { serveThread } from '../thread-work.ts';
import { parseMail, type ParsedMail } from './parse-mail.ts';

/** A mail whose files hold memory of their own, which can be moved to another thread. */
const withOwnMemory = (mail: ParsedMail): ParsedMail => ({
  ...mail,
  parts: mail.parts.map((part) => ({ ...part, content: Uint8Array.from(part.content) })),
});

const parse = async (file: Uint8Array): Promise<Result<ParsedMail>> => {
  const result = await parseMail(Buffer.from(file.buffer, file.byteOffset, file.byteLength));
  return result.ok ? { ok: true, value: withOwnMemory(result.value) } : result;
};

/** Takes mails apart in this worker thread for the reader that started it, one after the other. */
export const serveMails = (): void =>
  serveThread(parse, (result) => (result.ok ? result.value.parts.map(({ content }) => content.buffer) : []));
