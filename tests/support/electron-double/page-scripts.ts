/**
 * Source of the two scripts that run in every new document before its own: one in the page's world, one in the preload's. The
 * functions below run there, so each is whole in itself.
 */

/** Where the preload script runs; the page cannot reach into it. */
export const ISOLATED_WORLD = 'Electron Isolated Context';

/** What the isolated world says to main. */
export type FromPage =
  | { readonly preloadError: string }
  | { readonly invoke: string; readonly id: number; readonly args: readonly unknown[] };

/** What main says to the isolated world. */
export type ToPage =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string }
  | { readonly channel: string; readonly args: readonly unknown[] };

/** IPC carries JSON here. What Electron's structured clone takes besides is refused loudly, as what it refuses is. */
export function encode(message: unknown): string {
  return JSON.stringify(message, (_key, held: unknown) => {
    const isObject = typeof held === 'object' && held !== null && !Array.isArray(held);
    const isOther = isObject ? Object.getPrototypeOf(held) !== Object.prototype : /^[bfsy]/.test(typeof held);
    if (isOther && typeof held !== 'boolean' && typeof held !== 'string')
      throw new Error('An object could not be cloned.');
    return held;
  });
}

type Callable = (...args: readonly unknown[]) => unknown;
interface Settling {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}
type Packed = { readonly callable: string } | { readonly promise: string } | { readonly plain: unknown };
interface Crossing {
  readonly expose?: string;
  readonly methods?: readonly string[];
  readonly call?: string;
  readonly args?: readonly Packed[];
  readonly settle?: string;
  readonly value?: Packed;
  readonly error?: string;
}

/** contextBridge: joins two worlds of one frame by synchronous events. Functions and promises go by name, all else by value. */
function linkWorlds(world: 'page' | 'preload', secret: string): { expose(name: string, api: object): void } {
  const callables = new Map<string, Callable>();
  const promises = new Map<string, Settling>();
  let last = 0;
  let returned: Crossing = {};
  const send = (detail: Crossing): void => {
    window.dispatchEvent(new CustomEvent(secret + (world === 'page' ? 'preload' : 'page'), { detail }));
  };
  const failed = (error: unknown): Crossing => ({ error: error instanceof Error ? error.message : String(error) });
  const pack = (value: unknown): Packed => {
    const name = `${world}${++last}`;
    if (typeof value === 'function') {
      callables.set(name, value as Callable);
      return { callable: name };
    }
    if (!(value instanceof Promise)) return { plain: value };
    value.then(
      (result: unknown) => send({ settle: name, value: pack(result) }),
      (error: unknown) => send({ settle: name, ...failed(error) }),
    );
    return { promise: name };
  };
  const unpack = (packed: Packed | undefined): unknown => {
    if (packed === undefined) return undefined;
    if ('callable' in packed) return caller(packed.callable);
    if ('plain' in packed) return packed.plain;
    return new Promise((resolve, reject) => promises.set(packed.promise, { resolve, reject }));
  };
  const caller =
    (call: string): Callable =>
    (...args) => {
      send({ call, args: args.map(pack) });
      if (returned.error !== undefined) throw new Error(returned.error);
      return unpack(returned.value);
    };
  const receive = (detail: Crossing): void => {
    if (detail.expose !== undefined) {
      const api = (detail.methods ?? []).map((method) => [method, caller(`${detail.expose}.${method}`)]);
      Object.defineProperty(window, detail.expose, { value: Object.freeze(Object.fromEntries(api)), enumerable: true });
    } else if (detail.call !== undefined) {
      try {
        send({ value: pack(callables.get(detail.call)?.(...(detail.args ?? []).map(unpack))) });
      } catch (error) {
        send(failed(error));
      }
    } else if (detail.settle !== undefined) {
      const waiting = promises.get(detail.settle);
      promises.delete(detail.settle);
      if (detail.error === undefined) waiting?.resolve(unpack(detail.value));
      else waiting?.reject(new Error(detail.error));
    } else returned = detail;
  };
  const listen = (event: Event): void => {
    event.stopImmediatePropagation();
    receive((event as CustomEvent<Crossing>).detail);
  };
  window.addEventListener(secret + world, listen, true);
  return {
    expose: (name, api) => {
      if (name in window) throw new Error('Cannot bind an API on top of an existing property on the window object');
      for (const [method, callable] of Object.entries(api)) callables.set(`${name}.${method}`, callable as Callable);
      send({ expose: name, methods: Object.keys(api) });
    },
  };
}

/** The `require` of a sandboxed preload script: electron's part for it, `ipcRenderer` and `contextBridge`, and nothing else. */
function createRequire(
  encodeMessage: typeof encode,
  link: ReturnType<typeof linkWorlds>,
  toMain: (text: string) => void,
): (name: string) => unknown {
  const listeners = new Map<string, Callable[]>();
  const invocations = new Map<number, Settling>();
  let last = 0;
  const fromMain = (text: string): void => {
    const message = JSON.parse(text) as ToPage;
    if ('channel' in message)
      return listeners.get(message.channel)?.forEach((listener) => listener({}, ...message.args));
    const waiting = invocations.get(message.id);
    invocations.delete(message.id);
    if ('error' in message) waiting?.reject(new Error(message.error));
    else waiting?.resolve(message.value);
  };
  Object.assign(globalThis, { __doubleFromMain: fromMain });
  const ipcRenderer = {
    on: (channel: string, listener: Callable) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    },
    invoke: (channel: string, ...args: readonly unknown[]) =>
      new Promise((resolve, reject) => {
        invocations.set(++last, { resolve, reject });
        toMain(encodeMessage({ invoke: channel, id: last, args }));
      }),
  };
  return (name) => {
    if (name === 'electron') return { ipcRenderer, contextBridge: { exposeInMainWorld: link.expose } };
    throw new Error(`module not found: ${name}`);
  };
}

const inTopFrame = (script: string): string =>
  `if (window === window.top && location.href !== 'about:blank') { ${script} }`;

export const pageScript = (secret: string): string =>
  inTopFrame(`(${linkWorlds.toString()})('page', ${JSON.stringify(secret)});`);

/** The preload script is the body of a function here, as it is in Electron. */
export const preloadScript = (secret: string, preload: string): string =>
  inTopFrame(`
    const toMain = globalThis.__doubleToMain;
    try {
      const link = (${linkWorlds.toString()})('preload', ${JSON.stringify(secret)});
      const require = (${createRequire.toString()})(${encode.toString()}, link, toMain);
      (function (require, process, module, exports) {
        ${preload}
      })(require, { type: 'renderer' }, { exports: {} }, {});
    } catch (error) { toMain(JSON.stringify({ preloadError: String(error && error.stack || error) })); }`);
