import { createOpenRecordStore, type OpenRecordStore } from '#renderer/api/open-record-store.ts';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { AssetDetail } from '#shared/assets/operations.ts';

/** The asset open in the panel; asked for again whenever it, another asset or a ticket it is on changes on disk. */
export const assetStore: SessionFactory<OpenRecordStore<AssetDetail>> = (client, onEnd) => {
  const store = createOpenRecordStore<AssetDetail>({
    fetch: (ciId) => client.call('assets.get', { ciId }),
    versionOf: ({ item }) => item,
  });
  onEnd(
    client.onNotice((notice) => {
      const { openId, detail, refresh } = store.getState();
      if (openId === null) return;
      // Parts and wholes are shown with it.
      if (notice.name === 'assets.changed') refresh();
      if (notice.name !== 'tickets.changed') return;
      const isOn = detail?.tickets.some(({ id }) => notice.all || notice.ids.includes(id)) ?? false;
      if (isOn) refresh();
    }),
  );
  return store;
};
