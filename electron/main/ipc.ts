import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { BridgeChannels } from '../../shared/contract/bridge.ts';
import type { WireNotice } from '../../shared/contract/wire.ts';
import type { App, Connection } from '../core/app.ts';
import { answer } from '../host/answer.ts';
import { isOwnAddress } from './page-address.ts';

const channels: BridgeChannels = { request: 'deskside:request', notice: 'deskside:notice' };

/** The window's top frame, showing our page, and nobody else. */
const isTrusted = (event: IpcMainInvokeEvent): boolean =>
  event.senderFrame !== null && event.senderFrame.parent === null && isOwnAddress(event.senderFrame.url);

/**
 * One connection, and so one session, per page load: a reload or a crash of the page signs out.
 */
export const serveBridge = (app: App): void => {
  const connections = new Map<WebContents, Connection>();

  const disconnect = (contents: WebContents): void => {
    connections.get(contents)?.close();
    connections.delete(contents);
  };

  const connect = (contents: WebContents): Connection => {
    const connection = app.connect((notice) => {
      if (!contents.isDestroyed()) contents.send(channels.notice, JSON.stringify({ notice } satisfies WireNotice));
    });
    connections.set(contents, connection);
    return connection;
  };

  const watched = new WeakSet<WebContents>();
  const watch = (contents: WebContents): void => {
    if (watched.has(contents)) return;
    watched.add(contents);
    contents.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) disconnect(contents);
    });
    contents.on('render-process-gone', () => disconnect(contents));
    contents.on('destroyed', () => disconnect(contents));
  };

  ipcMain.handle(channels.request, (event, text: unknown) => {
    if (!isTrusted(event)) throw new Error('Not a page of this console');
    watch(event.sender);
    const connection = connections.get(event.sender) ?? connect(event.sender);
    return answer(connection, typeof text === 'string' ? text : '');
  });
};
