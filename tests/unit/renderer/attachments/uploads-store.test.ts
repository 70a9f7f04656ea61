import { describe, expect, it } from 'vitest';
import type { Client } from '#renderer/api/client.ts';
import { namedPaste } from '#renderer/attachments/taken-files.ts';
import { createUploadsStore } from '#renderer/attachments/uploads-store.ts';
import { PIECE_BYTES } from '#shared/attachments/limits.ts';
import type { StoredFile } from '#shared/attachments/operations.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';

/** Stands for `FileReader`, which Node does not have. */
class Reader extends EventTarget {
  result = '';
  error: Error | null = null;
  readAsDataURL(blob: Blob): void {
    void blob.arrayBuffer().then((bytes) => {
      this.result = `data:;base64,${Buffer.from(bytes).toString('base64')}`;
      this.dispatchEvent(new Event('load'));
    });
  }
}
Object.assign(globalThis, { FileReader: Reader });

interface Core {
  readonly client: Client;
  readonly calls: string[];
  answer: (name: string) => Result<unknown> | undefined;
}

const fakeCore = (): Core => {
  const calls: string[] = [];
  let uploads = 0;
  const core: Core = {
    calls,
    answer: () => undefined,
    client: {
      call: (name: string, input: unknown) => {
        calls.push(name);
        const given = core.answer(name);
        if (given) return Promise.resolve(given);
        const { name: file = '' } = input as { readonly name?: string };
        if (name === 'attachments.begin') return Promise.resolve(succeed({ uploadId: `${++uploads} ${file}` }));
        if (name === 'attachments.finish') {
          const { uploadId } = input as { readonly uploadId: string };
          const stored: StoredFile = { sha256: 'a', name: uploadId.slice(2), mediaType: 'text/plain', bytes: 1 };
          return Promise.resolve(succeed(stored));
        }
        return Promise.resolve(succeed({ received: 0 }));
      },
      onNotice: () => () => undefined,
      onStatus: () => () => undefined,
    } as unknown as Client,
  };
  return core;
};

const given = (name: string, bytes = 10) => ({ file: new File([new Uint8Array(bytes)], name), name });
const settled = async (store: ReturnType<typeof createUploadsStore>): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (store.getState().uploads.every(({ state }) => state === 'failed')) resolve();
    };
    store.subscribe(look);
    look();
  });

describe('files on their way', () => {
  it('are handed over in pieces and attached; none stays in the list', async () => {
    const core = fakeCore();
    const store = createUploadsStore(core.client);
    const attached: string[] = [];
    store.getState().add('ticket:1', [given('a', PIECE_BYTES + 1), given('b'), given('c')], (file) => {
      attached.push(file.name);
      return Promise.resolve(undefined);
    });
    await settled(store);
    expect(store.getState().uploads).toEqual([]);
    expect(attached.toSorted()).toEqual(['a', 'b', 'c']);
    expect(core.calls.filter((name) => name === 'attachments.append')).toHaveLength(4);
  });

  it('that were refused stay, say why, leave nothing behind, and can be tried again', async () => {
    const core = fakeCore();
    core.answer = (name) => (name === 'attachments.append' ? refuse('storage.full', 'full') : undefined);
    const store = createUploadsStore(core.client);
    store.getState().add('ticket:1', [given('a')], () => Promise.resolve(undefined));
    await settled(store);
    const [failed] = store.getState().uploads;
    expect(failed).toMatchObject({ state: 'failed', failure: { code: 'storage.full' } });
    expect(core.calls.at(-1)).toBe('attachments.abort');
    core.answer = () => undefined;
    store.getState().retry(failed?.id ?? 0);
    await settled(store);
    expect(store.getState().uploads).toEqual([]);
  });

  it('that are too large are not sent at all', () => {
    const core = fakeCore();
    const store = createUploadsStore(core.client);
    store.getState().add('ticket:1', [given('big', 26 * 1024 * 1024)], () => Promise.resolve(undefined));
    expect(store.getState().uploads).toMatchObject([{ state: 'failed', failure: { code: 'attachment.too-large' } }]);
    expect(core.calls).toEqual([]);
  });

  it('that are stopped are not attached', async () => {
    const core = fakeCore();
    const store = createUploadsStore(core.client);
    let attached = 0;
    store.getState().add('new-ticket:1', [given('a'), given('b')], () => {
      attached++;
      return Promise.resolve(undefined);
    });
    expect(store.getState().dropAll('new-ticket:1')).toEqual(['a', 'b']);
    await settled(store);
    await new Promise((resolve) => setImmediate(resolve));
    expect(attached).toBe(0);
  });
});

describe('what is pasted', () => {
  it('gets the time for a name where it has none of its own', () => {
    const png = new File([], 'image.png', { type: 'image/png' });
    const named = new File([], 'plan.png', { type: 'image/png' });
    const taken = namedPaste(
      { hasFolders: false, files: [png, named].map((file) => ({ file, name: file.name })) },
      new Date(2026, 10, 25, 14, 3),
      (at) => `Screenshot ${at}`,
    );
    expect(taken.files.map(({ name }) => name)).toEqual(['Screenshot 2026-11-25 14-03.png', 'plan.png']);
  });
});
