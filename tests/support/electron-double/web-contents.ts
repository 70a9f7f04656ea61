import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { BrowserWindow } from './browser-window.ts';
import type { DevTools } from './chromium.ts';
import { preventable, type Double } from './double.ts';
import { encode, ISOLATED_WORLD, pageScript, preloadScript, type FromPage, type ToPage } from './page-scripts.ts';

type WindowOpenHandler = (details: { readonly url: string }) => { readonly action: string };

interface PausedRequest {
  readonly requestId: string;
  readonly request: { readonly url: string; readonly method: string };
  readonly resourceType: string;
  readonly frameId: string;
}

/** One page: navigation, requests and IPC go through the guards that the main process set, as in Electron. */
export class WebContents extends EventEmitter {
  readonly window: BrowserWindow;
  readonly attached: Promise<DevTools>;
  targetId = '';
  mainFrame: { readonly url: string; readonly parent: null } | null = null;
  readonly #double: Double;
  #windowOpenHandler: WindowOpenHandler = () => ({ action: 'allow' });
  #isDestroyed = false;
  #isolatedContext: number | undefined;
  /** The address that main itself asked for: it needs nobody's leave. */
  #asked: string | undefined;
  #loaded: () => void = () => undefined;

  constructor(window: BrowserWindow, double: Double) {
    super();
    this.window = window;
    this.#double = double;
    this.attached = this.#attach();
  }

  getURL(): string {
    return this.mainFrame?.url ?? '';
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpenHandler = handler;
  }
  close(): void {
    this.window.close();
  }
  send(channel: string, ...args: readonly unknown[]): void {
    void this.#tell({ channel, args });
  }
  reload(): void {
    this.#asked = this.getURL();
    void this.attached.then(({ send }) => send('Page.reload'));
  }
  async loadURL(address: string): Promise<void> {
    const { send } = await this.attached;
    this.#asked = address;
    const loaded = new Promise<void>((resolve) => (this.#loaded = resolve));
    const { errorText } = await send('Page.navigate', { url: this.#double.toWire(address) });
    if (errorText !== undefined) throw new Error(`${errorText} loading '${address}'`);
    await loaded;
  }
  async printToPDF(options: {
    readonly preferCSSPageSize?: boolean;
    readonly printBackground?: boolean;
  }): Promise<Buffer> {
    const { send } = await this.attached;
    const { data } = await send('Page.printToPDF', options);
    return Buffer.from(data, 'base64');
  }
  /** Ends the page; its window goes with it. */
  destroy(): void {
    this.#isDestroyed = true;
    const { chromium } = this.#double;
    void this.attached
      .then(() => chromium?.browser.send('Target.closeTarget', { targetId: this.targetId }))
      .catch(() => undefined);
    this.emit('destroyed');
  }

  async #attach(): Promise<DevTools> {
    const { chromium } = this.#double;
    if (chromium === undefined) throw new Error('Cannot create BrowserWindow before app is ready');
    const { width, height } = this.window.getNormalBounds();
    const where = { url: 'about:blank', newWindow: true, width, height };
    const { targetId } = await chromium.browser.send('Target.createTarget', where);
    this.targetId = targetId;
    const { sessionId } = await chromium.browser.send('Target.attachToTarget', { targetId, flatten: true });
    const tools = chromium.session(sessionId);
    this.#listen(tools);
    await Promise.all([
      tools.send('Page.enable'),
      tools.send('Runtime.enable'),
      tools.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      tools.send('Runtime.addBinding', { name: '__doubleToMain', executionContextName: ISOLATED_WORLD }),
    ]);
    const secret = randomBytes(12).toString('hex');
    await tools.send('Page.addScriptToEvaluateOnNewDocument', { source: pageScript(secret) });
    const { preload } = this.window.options.webPreferences ?? {};
    if (preload === undefined) return tools;
    const source = preloadScript(secret, readFileSync(preload, 'utf8'));
    await tools.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: ISOLATED_WORLD });
    return tools;
  }

  #listen(tools: DevTools): void {
    tools.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = (context.auxData ?? {}) as { readonly frameId?: string };
      if (context.name === ISOLATED_WORLD && frameId === this.targetId) this.#isolatedContext = context.id;
    });
    tools.on('Runtime.executionContextsCleared', () => (this.#isolatedContext = undefined));
    tools.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId === undefined) this.mainFrame = { url: this.#double.fromWire(frame.url), parent: null };
    });
    tools.on('Page.loadEventFired', () => {
      if (this.getURL() === 'about:blank') return;
      this.emit('did-finish-load');
      this.window.pageIsReady();
      this.#loaded();
    });
    tools.on('Inspector.targetCrashed', () => this.emit('render-process-gone', {}, { reason: 'crashed' }));
    tools.on('Page.windowOpen', ({ url }) => {
      const address = this.#double.fromWire(url);
      this.#double.record('windowOpen', address, this.#windowOpenHandler({ url: address }).action);
    });
    tools.on('Runtime.bindingCalled', ({ payload, executionContextId }) => {
      void this.#fromPage(JSON.parse(payload) as FromPage, executionContextId);
    });
    tools.on('Fetch.requestPaused', (paused) => void this.#request(tools, paused));
  }

  async #tell(message: ToPage, contextId = this.#isolatedContext): Promise<void> {
    if (contextId === undefined || this.#isDestroyed) return;
    const expression = `__doubleFromMain(${JSON.stringify(encode(message))})`;
    const { send } = await this.attached;
    // The page may be gone by now, and with it whoever would have read this.
    await send('Runtime.evaluate', { expression, contextId }).catch(() => undefined);
  }

  async #fromPage(message: FromPage, contextId: number): Promise<void> {
    if ('preloadError' in message) {
      process.stderr.write(`[preload] ${message.preloadError}\n`);
      return;
    }
    const { id, invoke, args } = message;
    try {
      const event = { sender: this, senderFrame: this.mainFrame };
      await this.#tell({ id, value: await this.#double.invoke(invoke, event, args) }, contextId);
    } catch (error) {
      await this.#tell({ id, error: `Error invoking remote method '${invoke}': ${String(error)}` }, contextId);
    }
  }

  /** Whether the guards let a document be loaded. */
  #mayNavigate(url: string, isMainFrame: boolean): boolean {
    const details = { url, isMainFrame, isSameDocument: false };
    if (url !== this.#asked) {
      const event = preventable(details);
      if (isMainFrame) this.emit('will-navigate', event);
      this.emit('will-frame-navigate', event);
      if (event.defaultPrevented) return false;
    }
    if (isMainFrame) this.#asked = undefined;
    this.emit('did-start-navigation', details);
    return true;
  }

  async #request(tools: DevTools, paused: PausedRequest): Promise<void> {
    const { requestId, request, resourceType, frameId } = paused;
    const { method } = request;
    const url = this.#double.fromWire(request.url);
    const isRefused =
      (resourceType === 'Document' && !this.#mayNavigate(url, frameId === this.targetId)) ||
      !(await this.#double.session.admits({ url, method }));
    const handler = this.#double.protocolHandlers.get(/^([\w+.-]+):/.exec(url)?.[1] ?? '');
    if (!isRefused && handler === undefined) this.#double.record('network', url);
    // A request whose page is gone meanwhile cannot be answered any more.
    if (isRefused || handler === undefined) {
      await tools.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }).catch(() => undefined);
      return;
    }
    const response = await handler(new Request(url, { method }));
    const body = Buffer.from(await response.arrayBuffer()).toString('base64');
    const responseHeaders = [...response.headers].map(([name, value]) => ({ name, value }));
    const answer = { requestId, responseCode: response.status, responseHeaders, body };
    await tools.send('Fetch.fulfillRequest', answer).catch(() => undefined);
  }
}
