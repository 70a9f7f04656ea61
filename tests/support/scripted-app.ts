import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { App } from '#core/app.ts';

export interface ScriptedApp extends App {
  /** Requests in the order they came, over all connections. */
  readonly requests: readonly { readonly connection: number; readonly name: string; readonly input: unknown }[];
  /** Numbers of connections that are open now. */
  readonly open: ReadonlySet<number>;
  push(notice: Notice): void;
}

/**
 * Stands in for the core where only a host is tested: `echo` returns its input, `never` does not answer, everything else is
 * refused as unknown.
 */
export const createScriptedApp = (): ScriptedApp => {
  const requests: { connection: number; name: string; input: unknown }[] = [];
  const open = new Map<number, (notice: Notice) => void>();
  let last = 0;
  return {
    requests,
    get open() {
      return new Set(open.keys());
    },
    push: (notice) => {
      for (const notify of open.values()) notify(notice);
    },
    connect: (notify) => {
      last += 1;
      const connection = last;
      open.set(connection, notify);
      return {
        request: (name, input): Promise<Result<unknown>> => {
          requests.push({ connection, name, input });
          if (name === 'never') return new Promise(() => undefined);
          return Promise.resolve(
            name === 'echo' ? succeed(input) : refuse('request.unknown-operation', 'there is no such operation'),
          );
        },
        close: () => void open.delete(connection),
      };
    },
    lockAll: () => Promise.resolve(),
    close: () => Promise.resolve(),
    isHeldUp: () => false,
  };
};
