import { protocol } from 'electron';
import { createRendererFiles } from '../host/renderer-files.ts';
import { isOwnAddress, SCHEME } from './page-address.ts';

/** Before the app is ready, or Chromium takes the scheme for one without an origin. */
export const registerPageScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);

/** Once the app is ready. */
export const servePage = (rendererFolder: string): void => {
  const rendererFile = createRendererFiles(rendererFolder);
  protocol.handle(SCHEME, async (request) => {
    const path = new URL(request.url).pathname;
    const { status, headers, body } = await rendererFile(isOwnAddress(request.url) ? path : '/\0');
    return new Response(new Uint8Array(body), { status, headers });
  });
};
