import { isMainThread, parentPort, type MessagePort } from 'node:worker_threads';
import type { Result } from '#shared/base/result.ts';
import { parseMail, type ParsedMail } from './parse-mail.ts';

/** What the thread answers to the bytes of a mail: what it is, or the stack of a bug. */
export type MailAnswer = { readonly result: Result<ParsedMail> } | { readonly bug: string };

/** A mail whose files hold memory of their own, which can be moved to another thread. */
const withOwnMemory = (mail: ParsedMail): ParsedMail => ({
  ...mail,
  parts: mail.parts.map((part) => ({ ...part, content: Uint8Array.from(part.content) })),
});

const answerTo = async (file: Uint8Array): Promise<MailAnswer> => {
  try {
    const result = await parseMail(Buffer.from(file.buffer, file.byteOffset, file.byteLength));
    return { result: result.ok ? { ok: true, value: withOwnMemory(result.value) } : result };
  } catch (error) {
    return { bug: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

/** Takes mails apart in this worker thread for the reader that started it, one after the other. */
export const serveMails = (): void => {
  if (isMainThread || !parentPort) throw new Error('serveMails runs in a worker thread');
  const port: MessagePort = parentPort;
  port.on('message', (file: Uint8Array) => {
    void answerTo(file).then((answer) => {
      const parts = 'result' in answer && answer.result.ok ? answer.result.value.parts : [];
      port.postMessage(
        answer,
        parts.map(({ content }) => content.buffer),
      );
    });
  });
};
