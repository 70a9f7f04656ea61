import { EventEmitter } from 'node:events';
import type { BrowserWindow } from './browser-window.ts';
import type { Chromium } from './chromium.ts';
import { Session } from './session.ts';

export type Invoked = (event: object, ...args: readonly unknown[]) => unknown;

/** An event that a listener may prevent, as Electron hands them out. */
export const preventable = <Details extends object>(details: Details) => {
  const event = { ...details, defaultPrevented: false, preventDefault: () => void (event.defaultPrevented = true) };
  return event;
};

/** What everything that stands in for Electron in this process shares. */
export class Double {
  readonly windows = new Set<BrowserWindow>();
  /** Calls to what only a real system could do, in order. Tests read them. */
  readonly calls: { readonly name: string; readonly args: readonly unknown[] }[] = [];
  readonly schemes = new Set<string>();
  readonly protocolHandlers = new Map<string, (request: Request) => Promise<Response> | Response>();
  readonly invoked = new Map<string, Invoked>();
  readonly session = new Session();
  readonly switches: Map<string, string>;
  chromium: Chromium | undefined;
  /** Where a save dialog is answered with; undefined: it is cancelled. */
  saveTo: string | undefined;
  /** The person looks at the window. */
  isFocused = true;
  readonly notices: EventEmitter[] = [];
  isReady = false;
  isQuitting = false;
  /** `app`, for those who only tell it something. */
  app = new EventEmitter();

  constructor(switches: Map<string, string>) {
    this.switches = switches;
  }

  record(name: string, ...args: readonly unknown[]): void {
    this.calls.push({ name, args });
  }
  async invoke(channel: string, event: object, args: readonly unknown[]): Promise<unknown> {
    const handler = this.invoked.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return await handler(event, ...args);
  }
  /** Chromium knows no scheme of ours: `app://console/x` travels as `https://console.app.invalid/x`. */
  toWire(address: string): string {
    const [, scheme = '', host = '', rest = ''] = /^([a-z][\w+.-]*):\/\/([^/?#]*)(.*)$/i.exec(address) ?? [];
    return this.schemes.has(scheme) ? `https://${host}.${scheme}.invalid${rest === '' ? '/' : rest}` : address;
  }
  fromWire(address: string): string {
    const [, host = '', scheme = '', rest = ''] = /^https:\/\/(.+)\.([\w+-]+)\.invalid(\/.*)?$/.exec(address) ?? [];
    return this.schemes.has(scheme) ? `${scheme}://${host}${rest === '' ? '/' : rest}` : address;
  }
}
