import { app, shell, type Session, type WebContents } from 'electron';
import { isOutsideAddress } from '#shared/base/outside-address.ts';
import { isOwnAddress } from './page-address.ts';

/** Schemes without a network behind them; `devtools:` appears only in an unpackaged app. */
const harmlessSchemes = ['data:', 'blob:', 'devtools:'];

const isAllowedRequest = (address: string): boolean =>
  isOwnAddress(address) || harmlessSchemes.some((scheme) => address.startsWith(scheme));

const guardContents = (contents: WebContents): void => {
  contents.on('will-navigate', (event) => {
    if (!isOwnAddress(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isOwnAddress(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOwnAddress(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    // What somebody wrote into a ticket goes to the person's own browser, mail or telephone, and nowhere else.
    if (isOutsideAddress(url)) void shell.openExternal(url).catch(() => undefined);
    return { action: 'deny' };
  });
};

/** Every page, present or to come, stays on the console's own address and opens no window; a link to the outside is the system's to open. Call before the app is ready. */
export const guardAllContents = (): void => {
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
};

/** Permissions that the page itself needs: copying a recovery key or a ticket number. Everything else is denied. */
const grantedPermissions: readonly string[] = ['clipboard-sanitized-write'];

/** Denies devices, sensors and the network to the page, whatever it asks for. */
export const guardSession = (session: Session): void => {
  session.setPermissionRequestHandler((_contents, permission, decide) =>
    decide(grantedPermissions.includes(permission)),
  );
  session.setPermissionCheckHandler((_contents, permission) => grantedPermissions.includes(permission));
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest(({ url }, proceed) => proceed({ cancel: !isAllowedRequest(url) }));
};
