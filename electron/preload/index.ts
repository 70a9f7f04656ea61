/** The page's only way out of its sandbox: texts to the main process and back. Runs in a world that the page cannot touch. */
import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, BridgeChannels } from '../../shared/contract/bridge.ts';

const channels: BridgeChannels = { request: 'deskside:request', notice: 'deskside:notice' };

const bridge: Bridge = {
  request: (text) => ipcRenderer.invoke(channels.request, text) as Promise<string>,
  onNotice: (listener) => {
    ipcRenderer.on(channels.notice, (_event, text: string) => listener(text));
  },
};

contextBridge.exposeInMainWorld('deskside', bridge);
