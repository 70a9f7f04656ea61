import type { Page } from 'playwright/test';
import { createBridgeTransport } from '#renderer/api/bridge-transport.ts';
import type { Transport } from '#shared/contract/transport.ts';

/** The page's bridge, driven from the test: real texts through the real preload, main and core. */
export const bridgeOf = async (page: Page): Promise<Transport> => {
  let receive: (text: string) => void = () => undefined;
  const name = `receiveNotice${Math.random().toString(36).slice(2)}`;
  await page.exposeFunction(name, (text: string) => receive(text));
  await page.evaluate((receiver) => {
    const hand = Reflect.get(window, receiver) as (text: string) => void;
    window.deskside?.onNotice((text) => hand(text));
  }, name);
  return createBridgeTransport({
    request: (text) =>
      page.evaluate((asked) => window.deskside?.request(asked) ?? Promise.reject(new Error('no bridge')), text),
    onNotice: (listener) => {
      receive = listener;
    },
  });
};
