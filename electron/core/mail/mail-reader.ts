/** Takes mails apart where that holds nobody up: in a thread of its own. */
import { refuse, type Result } from '#shared/base/result.ts';
import { GivenUp, ThreadWork, type ThreadLimits } from '../thread-work.ts';
import type { ParsedMail, parseMail } from './parse-mail.ts';

export interface MailReader {
  /**
   * As `parseMail`, one mail after the other; `load` is called when it is this one's turn, and what it resolves to belongs to the reader.
   * Refused as `mail.unreadable` { problem: 'too-hard' } if reading takes too long, too much memory, or ends the thread: the next mail is
   * read all the same. Rejects as `load` does.
   */
  read(load: () => Promise<Uint8Array<ArrayBuffer>>): Promise<Result<ParsedMail>>;
  /** Ends the thread; who waits for a mail is refused. */
  close(): void;
}

export interface MailReaderOptions {
  /** Path of the compiled thread, or what reads in this one. */
  readonly worker: string | URL | typeof parseMail;
  /** Where it is written why the thread ended before its time. */
  readonly log: (line: string) => void;
  readonly limits?: ThreadLimits;
}

/** Far above what the largest mail takes: half a second, and its text a few times over. */
const usualLimits: ThreadLimits = { timeMs: 20_000, heapMb: 512, idleMs: 60_000 };

export const openMailReader = ({ worker, log, limits = usualLimits }: MailReaderOptions): MailReader => {
  if (typeof worker === 'function')
    return { read: async (load) => worker(Buffer.from((await load()).buffer)), close: () => undefined };
  const thread = new ThreadWork({ name: 'mail', script: worker, log, limits });
  return {
    read: async (load) => {
      try {
        const parsed = await thread.do(async () => {
          const file = await load();
          return { message: file, moved: [file.buffer] };
        });
        return parsed as Result<ParsedMail>;
      } catch (error) {
        if (error instanceof GivenUp) return refuse('mail.unreadable', error.message, { problem: 'too-hard' });
        throw error;
      }
    },
    close: () => thread.close(),
  };
};
