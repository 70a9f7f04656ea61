/** Worker thread that appends the bytes it is sent to a file and syncs them, then answers: the least that any writer off the main thread does. */
import { fdatasyncSync, openSync, writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

const descriptor = openSync((workerData as { readonly file: string }).file, 'a', 0o600);
parentPort?.on('message', (bytes: Uint8Array) => {
  writeSync(descriptor, bytes);
  fdatasyncSync(descriptor);
  parentPort?.postMessage(null);
});
