import { isMainThread, parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import { Engine } from './engine.ts';
import { nodeFiles } from './files.ts';
import { asStoreError } from './refusals.ts';
import type { StoreSchema } from './store.ts';
import type { FromEngine, Refusal, ToEngine, WorkerInput } from './worker-messages.ts';

const refusalOf = (error: unknown): Refusal => {
  const { code, message, errno } = asStoreError(error);
  return { code, message, errno };
};

/** Memory that this answer alone holds moves to the other thread; the rest is copied. */
const movable = (value: unknown): ArrayBuffer[] => {
  const found = new Set<ArrayBuffer>();
  const look = (inside: unknown): void => {
    if (inside instanceof Uint8Array) {
      const { buffer } = inside;
      if (buffer instanceof ArrayBuffer && inside.byteLength === buffer.byteLength) found.add(buffer);
    } else if (Array.isArray(inside)) inside.forEach(look);
    else if (typeof inside === 'object' && inside !== null) Object.values(inside).forEach(look);
  };
  look(value);
  return [...found];
};

/** Runs the engine in this worker thread for the store that started it. `schema` must be the one the other thread uses. */
export const serveStore = (schema: StoreSchema): void => {
  if (isMainThread || !parentPort) throw new Error('serveStore runs in a worker thread');
  const port: MessagePort = parentPort;
  const send = (message: FromEngine, moved: ArrayBuffer[] = []): void => port.postMessage(message, moved);
  const { folder, key }: WorkerInput = workerData;
  const engine = new Engine({ files: nodeFiles, folder, key, schema }, (event) => send({ kind: 'event', event }));

  const answer = async (message: Extract<ToEngine, { kind: 'ask' }>): Promise<void> => {
    const { number, question, input } = message;
    try {
      const call = engine[question].bind(engine) as (...input: readonly unknown[]) => Promise<unknown>;
      const value = await call(...input);
      send({ kind: 'answer', number, value }, movable(value));
    } catch (error) {
      send({ kind: 'refused', number, refusal: refusalOf(error) });
    }
    if (question === 'close') port.close();
  };

  const take = (message: ToEngine): void => {
    if (message.kind === 'ask') {
      // Commits before it are written first, so that each question sees them.
      engine.flush();
      void answer(message);
      return;
    }
    const { changes } = message;
    engine.submit(changes, (error) => {
      send({ kind: 'committed', count: changes.length, refusal: error && refusalOf(error) });
    });
  };

  port.on('message', (message: ToEngine) => {
    take(message);
    // Whatever else has arrived joins the same write and the same sync.
    for (let more = receiveMessageOnPort(port); more; more = receiveMessageOnPort(port)) {
      const next: ToEngine = more.message;
      take(next);
    }
    engine.flush();
  });
};
