/** The compiled browser host on a profile, as `npm start` runs it, and the address that opens it. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

export const root = process.env['DESKSIDE_ROOT'] ?? process.cwd();
const host = path.join(root, 'out', 'loopback', 'index.cjs');
const addressLine = /^The address with its one-time key is in (.+)$/;

export const isBuilt = (): boolean => existsSync(host) && existsSync(path.join(root, 'out', 'renderer', 'index.html'));

export interface RunningConsole {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

const stop = async (child: ChildProcess): Promise<void> => {
  const gone = new Promise((resolve) => child.once('close', resolve));
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await gone;
  children.delete(child);
};

/** Resolves when the host listens. */
export const startConsole = async (profile: string): Promise<RunningConsole> => {
  const child = spawn(process.execPath, [host, '--profile', profile, '--no-open'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const file = addressLine.exec(line)?.[1];
    if (file === undefined) continue;
    child.stdout.resume();
    return { address: readFileSync(file, 'utf8').trim(), stop: () => stop(child) };
  }
  throw new Error('the host ended before it listened');
};
