/** What the preload script puts into the desktop host's page as `window.deskside`: texts only (see wire.ts), so nothing is copied twice. */
export interface Bridge {
  /** A wire request in, its wire reply out. Rejects only if the main process is gone or does not know this page. */
  request(text: string): Promise<string>;
  /** Called with one wire notice at a time, in the order the core sent them. */
  onNotice(listener: (text: string) => void): void;
}

/** Names that main and preload agree on: a type, because the preload script may import nothing that runs. */
export interface BridgeChannels {
  readonly request: 'deskside:request';
  readonly notice: 'deskside:notice';
}
