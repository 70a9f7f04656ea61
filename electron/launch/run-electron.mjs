import { spawn } from 'node:child_process';

/** Dying with an error before this has passed means that Electron does not run here, not that the console failed. */
const SETTLED_MS = 8_000;
const forwarded = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs the desktop host until it ends, handing on the signals that this process gets. Resolves to its exit code, or to why
 * it cannot run here.
 * @param {string} executable
 * @param {readonly string[]} args
 * @param {number} [settledMs]
 * @returns {Promise<{ exitCode: number } | { reason: string }>}
 */
export function runElectron(executable, args, settledMs = SETTLED_MS) {
  return new Promise((resolve) => {
    const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
    const startedAt = performance.now();
    const child = spawn(executable, args, { stdio: ['inherit', 'inherit', 'pipe'], env });
    let wasAsked = false;
    let errors = '';
    child.stderr.on('data', (chunk) => {
      process.stderr.write(chunk);
      errors = (errors + String(chunk)).slice(-4000);
    });
    const handOn = forwarded.map((signal) => {
      const listener = () => {
        wasAsked = true;
        child.kill(signal);
      };
      process.on(signal, listener);
      return { signal, listener };
    });
    /** @param {{ exitCode: number } | { reason: string }} outcome */
    const end = (outcome) => {
      for (const { signal, listener } of handOn) process.off(signal, listener);
      resolve(outcome);
    };
    child.on('error', (error) => end({ reason: `it does not start (${error.message})` }));
    child.on('close', (code, signal) => {
      const diedEarly = performance.now() - startedAt < settledMs && !wasAsked && code !== 0;
      if (!diedEarly) return end({ exitCode: code ?? (wasAsked ? 0 : 1) });
      const last = errors.trim().split('\n').at(-1)?.trim().slice(0, 160) ?? '';
      end({ reason: `it ended at once (${last || (signal ?? `exit code ${code}`)})` });
    });
  });
}
