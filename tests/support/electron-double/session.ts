interface RequestDetails {
  readonly url: string;
  readonly method: string;
}
type RequestGuard = (details: RequestDetails, proceed: (answer: { readonly cancel?: boolean }) => void) => void;

/** The default session: its guards are kept, so that pages and tests can run into them. */
export class Session {
  permissionRequest: ((contents: unknown, permission: string, decide: (granted: boolean) => void) => void) | undefined;
  permissionCheck: ((contents: unknown, permission: string) => boolean) | undefined;
  devicePermission: ((details: object) => boolean) | undefined;
  #guard: RequestGuard = (_details, proceed) => proceed({});
  readonly webRequest = { onBeforeRequest: (guard: RequestGuard) => void (this.#guard = guard) };

  setPermissionRequestHandler(handler: Session['permissionRequest']): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: Session['permissionCheck']): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: Session['devicePermission']): void {
    this.devicePermission = handler;
  }
  setSpellCheckerEnabled(): void {
    // A page in a headless window checks no spelling.
  }
  /** Whether the guard lets a request of the page through. */
  admits(details: RequestDetails): Promise<boolean> {
    return new Promise((resolve) => this.#guard(details, ({ cancel }) => resolve(cancel !== true)));
  }
}
