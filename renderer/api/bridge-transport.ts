import { refuse, type Result } from '#shared/base/result.ts';
import type { Bridge } from '#shared/contract/bridge.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { Transport } from '#shared/contract/transport.ts';
import type { WireNotice, WireReply } from '#shared/contract/wire.ts';
import { encodeSafely } from './encode-safely.ts';
import { createListeners } from './listeners.ts';

declare global {
  interface Window {
    /** Present in the desktop host only. */
    readonly deskside?: Bridge;
  }
}

/** Desktop host. The bridge lives exactly as long as the window, so its status never changes. */
export const createBridgeTransport = (bridge: Bridge): Transport => {
  const notices = createListeners<Notice>();
  bridge.onNotice((text) => notices.tell((JSON.parse(text) as WireNotice).notice));
  let lastId = 0;
  return {
    request: async (name, input): Promise<Result<unknown>> => {
      lastId += 1;
      const text = encodeSafely({ id: lastId, name, input });
      if (!text.ok) return text;
      try {
        return (JSON.parse(await bridge.request(text.value)) as WireReply).reply;
      } catch (error) {
        return refuse('connection.lost', error instanceof Error ? error.message : 'The main process did not answer');
      }
    },
    onNotice: notices.add,
    onStatus: (listener) => {
      listener('connected');
      return () => undefined;
    },
  };
};
