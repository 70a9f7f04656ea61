import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import { handOver } from '#renderer/attachments/hand-over.ts';
import type { Failure } from '#shared/base/result.ts';
import { MAX_FILE_BYTES } from '#shared/attachments/limits.ts';
import type { MailReview } from '#shared/mail/operations.ts';

/** An e-mail file that somebody gave, and what is known of it by now. */
export interface GivenMail {
  readonly id: number;
  readonly name: string;
  readonly sha256: string | undefined;
  readonly review: MailReview | undefined;
  readonly failure: Failure | undefined;
}

interface MailState {
  readonly mails: readonly GivenMail[];
  /** How many were given since the list was last empty. */
  readonly given: number;
  add(files: readonly { readonly file: File; readonly name: string }[]): void;
  /** Done with the first one, whatever became of it. The next is read anew: what was just taken may be what it answers. */
  shift(): void;
  clear(): void;
}

/** Mails wait in the order they were given; one after the other is handed over and decided about. */
export const mailStore: SessionFactory<StoreApi<MailState>> = (client, onEnd) => {
  let lastId = 0;
  let ended = new AbortController();
  const store = createStore<MailState>()((set, get) => {
    const learn = (id: number, news: Partial<GivenMail>): void =>
      set(({ mails }) => ({ mails: mails.map((mail) => (mail.id === id ? { ...mail, ...news } : mail)) }));
    const read = async (id: number, sha256: string): Promise<void> => {
      const review = await client.call('mail.read', { sha256 });
      learn(id, review.ok ? { sha256, review: review.value } : { sha256, failure: review.failure });
    };
    const hand = async (id: number, file: File, name: string): Promise<void> => {
      if (file.size > MAX_FILE_BYTES) {
        learn(id, { failure: { code: 'attachment.too-large', message: `${file.size} bytes` } });
        return;
      }
      const stored = await handOver(client, file, name, () => undefined, ended.signal);
      if (stored.ok) await read(id, stored.value.sha256);
      else learn(id, { failure: stored.failure });
    };
    return {
      mails: [],
      given: 0,
      add: (files) => {
        const added = files.map(({ file, name }) => ({ file, mail: { id: ++lastId, name } }));
        set(({ mails, given }) => ({
          mails: [
            ...mails,
            ...added.map(({ mail }) => ({ ...mail, sha256: undefined, review: undefined, failure: undefined })),
          ],
          given: given + files.length,
        }));
        void (async () => {
          for (const { file, mail } of added) await hand(mail.id, file, mail.name);
        })();
      },
      shift: () => {
        set(({ mails, given }) => ({ mails: mails.slice(1), given: mails.length > 1 ? given : 0 }));
        const [next] = get().mails;
        if (next?.review && next.sha256 !== undefined) {
          learn(next.id, { review: undefined });
          void read(next.id, next.sha256);
        }
      },
      clear: () => {
        ended.abort();
        ended = new AbortController();
        set({ mails: [], given: 0 });
      },
    };
  });
  onEnd(() => ended.abort());
  return store;
};
