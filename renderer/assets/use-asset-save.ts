import { useState } from 'react';
import { useClient } from '#renderer/api/session.tsx';
import type { AssetContent, AssetField, ConfigurationItem } from '#shared/assets/configuration-item.ts';
import type { AssetDetail } from '#shared/assets/operations.ts';
import type { Failure } from '#shared/base/result.ts';
import { mergeContent } from './asset-form-fields.ts';

interface Clash {
  readonly fields: readonly AssetField[];
  readonly merged: AssetContent;
  readonly newest: ConfigurationItem;
}

interface AssetSave {
  /** Resolves to the refusal; a clash is none, it waits to be settled. */
  readonly save: (content: AssetContent) => Promise<Failure | undefined>;
  readonly clash: Clash | undefined;
  readonly settle: (whose: 'mine' | 'theirs') => Promise<void>;
  /** Of settling. */
  readonly failure: Failure | undefined;
}

/**
 * Saves changes to an asset. What somebody else changed meanwhile in other fields stays; in the same field the person is asked, and nothing
 * is overwritten unseen.
 */
export const useAssetSave = (
  before: ConfigurationItem | undefined,
  onDone: (detail: AssetDetail) => void,
): AssetSave => {
  const client = useClient();
  const [clash, setClash] = useState<Clash>();
  const [failure, setFailure] = useState<Failure>();

  const send = async (content: AssetContent, on: ConfigurationItem): Promise<Failure | undefined> => {
    const answer = await client.call('assets.edit', { ciId: on.id, seen: on.revision, content });
    if (answer.ok) onDone(answer.value);
    return answer.ok ? undefined : answer.failure;
  };
  return {
    clash,
    failure,
    save: async (content) => {
      if (!before) return undefined;
      const refused = await send(content, before);
      if (refused?.code !== 'record.stale') return refused;
      const newest = await client.call('assets.get', { ciId: before.id });
      if (!newest.ok) return newest.failure;
      const { content: merged, clashes } = mergeContent(before, content, newest.value.item);
      if (clashes.length === 0) return send(merged, newest.value.item);
      setClash({ fields: clashes, merged, newest: newest.value.item });
      return undefined;
    },
    settle: async (whose) => {
      if (!clash) return;
      const { fields, merged, newest } = clash;
      const theirs = Object.fromEntries(fields.map((field) => [field, newest[field]]));
      setClash(undefined);
      setFailure(await send(whose === 'mine' ? merged : { ...merged, ...theirs }, newest));
    },
  };
};
