import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '#renderer/api/client.ts';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { StoredFile } from '#shared/attachments/operations.ts';
import type { Failure } from '#shared/base/result.ts';
import { MAX_FILE_BYTES } from '#shared/attachments/limits.ts';
import { handOver } from './hand-over.ts';

/** A file on its way, or one that did not make it. */
export interface Upload {
  readonly id: number;
  /** Where it goes: the id of a ticket, or the key of a draft. */
  readonly place: string;
  readonly name: string;
  readonly bytes: number;
  readonly state: 'waiting' | 'running' | 'failed';
  readonly share: number;
  readonly failure: Failure | undefined;
}

/** Attaches what has arrived; a failure leaves the file among the uploads, to be tried again. */
export type Attach = (file: StoredFile) => Promise<Failure | undefined>;

interface UploadsState {
  readonly uploads: readonly Upload[];
  add(place: string, files: readonly { readonly file: File; readonly name: string }[], attach: Attach): void;
  retry(id: number): void;
  /** Stops a file, or forgets one that failed. */
  drop(id: number): void;
  /** Stops everything that goes there; returns the names of what was under way. */
  dropAll(place: string): readonly string[];
}

export type UploadsStore = StoreApi<UploadsState>;

/** Files handed over at the same time; more would only wait for each other. */
const AT_ONCE = 2;

interface Job {
  readonly file: File;
  readonly attach: Attach;
  abort: AbortController;
}

export const createUploadsStore = (client: Client): UploadsStore => {
  const jobs = new Map<number, Job>();
  let lastId = 0;
  return createStore<UploadsState>()((set, get) => {
    const change = (id: number, to: Partial<Upload>): void =>
      set(({ uploads }) => ({ uploads: uploads.map((upload) => (upload.id === id ? { ...upload, ...to } : upload)) }));
    const forget = (id: number): void => {
      jobs.get(id)?.abort.abort();
      jobs.delete(id);
      set(({ uploads }) => ({ uploads: uploads.filter((upload) => upload.id !== id) }));
    };
    const run = async (id: number, name: string): Promise<void> => {
      const job = jobs.get(id);
      if (!job) return;
      change(id, { state: 'running', share: 0, failure: undefined });
      const { signal } = job.abort;
      const stored = await handOver(client, job.file, name, (share) => change(id, { share }), signal);
      if (signal.aborted) return;
      const failure = stored.ok ? await job.attach(stored.value) : stored.failure;
      if (failure) change(id, { state: 'failed', failure });
      else forget(id);
    };
    const pump = (): void => {
      const { uploads } = get();
      const running = uploads.filter(({ state }) => state === 'running').length;
      for (const { id, name } of uploads.filter(({ state }) => state === 'waiting').slice(0, AT_ONCE - running))
        void run(id, name).then(pump);
    };

    return {
      uploads: [],
      add: (place, files, attach) => {
        const added = files.map(({ file, name }): Upload => {
          const id = ++lastId;
          jobs.set(id, { file, attach, abort: new AbortController() });
          // What cannot be taken is not sent to be refused.
          const failure: Failure | undefined =
            file.size > MAX_FILE_BYTES ? { code: 'attachment.too-large', message: `${file.size} bytes` } : undefined;
          return { id, place, name, bytes: file.size, state: failure ? 'failed' : 'waiting', share: 0, failure };
        });
        set(({ uploads }) => ({ uploads: [...uploads, ...added] }));
        pump();
      },
      retry: (id) => {
        const job = jobs.get(id);
        if (!job) return;
        job.abort = new AbortController();
        change(id, { state: 'waiting', failure: undefined });
        pump();
      },
      drop: (id) => {
        forget(id);
        pump();
      },
      dropAll: (place) => {
        const gone = get().uploads.filter((upload) => upload.place === place);
        for (const { id } of gone) forget(id);
        return gone.map(({ name }) => name);
      },
    };
  });
};

export const uploadsStore: SessionFactory<UploadsStore> = (client, onEnd) => {
  const store = createUploadsStore(client);
  onEnd(() => {
    for (const { id } of store.getState().uploads) store.getState().drop(id);
  });
  return store;
};
