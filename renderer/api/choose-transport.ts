import type { Transport } from '#shared/contract/transport.ts';
import { createBridgeTransport } from './bridge-transport.ts';
import { createWebSocketTransport } from './websocket-transport.ts';

/** Called once, by the composition root: the bridge where a preload script left one, else the host that served this page. */
export const chooseTransport = (): Transport =>
  window.deskside === undefined
    ? createWebSocketTransport({ connect: () => new WebSocket(`ws://${location.host}/connection`) })
    : createBridgeTransport(window.deskside);
