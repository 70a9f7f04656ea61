import type { Transport } from '#shared/contract/transport.ts';
import { createBridgeTransport } from './bridge-transport.ts';
import { createWebSocketTransport } from './websocket-transport.ts';

/** A host that was started anew answers, and does not know this window's entry. */
const isRefused = async (): Promise<boolean> => {
  try {
    return (await fetch('/', { method: 'HEAD', cache: 'no-store' })).status === 401;
  } catch {
    return false;
  }
};

/** Called once, by the composition root: the bridge where a preload script left one, else the host that served this page. */
export const chooseTransport = (): Transport =>
  window.deskside === undefined
    ? createWebSocketTransport({ connect: () => new WebSocket(`ws://${location.host}/connection`), isRefused })
    : createBridgeTransport(window.deskside);
