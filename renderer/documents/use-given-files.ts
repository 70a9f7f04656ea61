import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useClient } from '#renderer/api/session.tsx';
import { handOver } from '#renderer/attachments/hand-over.ts';
import type { ShownFailure } from '#renderer/ui/failure-banner.tsx';
import { MAX_FILE_BYTES, MAX_FILES_AT_ONCE } from '#shared/attachments/limits.ts';
import type { StoredFile } from '#shared/attachments/operations.ts';
import type { DocumentRef } from '#shared/documents/operations.ts';

/** A file that somebody dropped or chose, on its way into the desk's store. */
export interface GivenFile {
  readonly key: number;
  readonly name: string;
  readonly bytes: number;
  readonly title: string;
  readonly share: number;
  readonly stored: StoredFile | undefined;
  readonly failure: ShownFailure | undefined;
  /** Documents that are exactly this file. */
  readonly same: readonly DocumentRef[];
}

/** `Rack plan.v2.pdf` → `Rack plan.v2`. */
const titleOf = (name: string): string => name.replace(/(?<=.)\.[^.]{1,10}$/u, '').trim() || name;

interface GivenFiles {
  readonly files: readonly GivenFile[];
  readonly failure: ShownFailure | undefined;
  readonly give: (files: readonly File[]) => Promise<void>;
  readonly change: (key: number, change: Partial<GivenFile>) => void;
  readonly drop: (key: number) => void;
}

/** Hands files over one after the other and asks which documents they are already. What is under way ends with the dialog. */
export const useGivenFiles = (initial: readonly File[]): GivenFiles => {
  const client = useClient();
  const [files, setFiles] = useState<readonly GivenFile[]>([]);
  const [failure, setFailure] = useState<ShownFailure>();
  const lastKey = useRef(0);
  const [ended] = useState(() => new AbortController());
  const change = (key: number, to: Partial<GivenFile>): void =>
    setFiles((all) => all.map((file) => (file.key === key ? { ...file, ...to } : file)));
  const drop = (key: number): void => setFiles((all) => all.filter((file) => file.key !== key));

  const give = async (given: readonly File[]): Promise<void> => {
    const taken = given.slice(0, MAX_FILES_AT_ONCE);
    const room = await client.call('documents.room', { bytes: taken.reduce((sum, { size }) => sum + size, 0) });
    setFailure(room.ok ? undefined : room.failure);
    if (!room.ok) return;
    const begun = taken.map((file) => ({ file, key: ++lastKey.current }));
    setFiles((all) => [
      ...all,
      ...begun.map(({ file, key }): GivenFile => {
        const failed: ShownFailure | undefined =
          file.size > MAX_FILE_BYTES ? { code: 'attachment.too-large', message: `${file.size} bytes` } : undefined;
        const { name, size } = file;
        return { key, name, bytes: size, title: titleOf(name), share: 0, stored: undefined, failure: failed, same: [] };
      }),
    ]);
    for (const { file, key } of begun) {
      if (file.size > MAX_FILE_BYTES) continue;
      const stored = await handOver(client, file, file.name, (share) => change(key, { share }), ended.signal);
      if (ended.signal.aborted) return;
      if (!stored.ok) {
        change(key, { failure: stored.failure });
        continue;
      }
      const { sha256 } = stored.value;
      const same = await client.call('documents.sameAs', { hashes: [sha256] });
      change(key, { stored: stored.value, share: 1, same: same.ok ? (same.value[sha256] ?? []) : [] });
    }
  };
  const first = useRef(initial);
  const giveFirst = useEffectEvent(() => {
    const given = first.current;
    first.current = [];
    if (given.length > 0) void give(given);
  });
  useEffect(() => giveFirst(), []);
  useEffect(() => () => ended.abort(), [ended]);
  return { files, failure, give, change, drop };
};
