/** Starts a child that is to be killed, follows what it acknowledges, and has the last word on when it dies. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Readable } from 'node:stream';
import type { CrashPlan, Message } from './crash-plan.ts';

export interface CrashOutcome {
  /** Commits on disk when it opened; undefined if it did not get that far. */
  readonly openedAt: number | undefined;
  /** Highest serial that was acknowledged, and whether none before it was missing. */
  readonly acknowledged: number;
  readonly compactions: number;
  readonly refused: string | undefined;
  readonly calls: readonly string[];
  /** `killed` by SIGKILL, `done` on its own, or how else it ended. */
  readonly end: string;
  readonly complaint: string;
}

/** Called with each message; returns true to kill the child there and then. */
export type Executioner = (message: Message, kill: () => void) => void;

const MOST_COMPLAINT = 2_000;

export const runCrashChild = (plan: CrashPlan, executioner: Executioner = () => {}): Promise<CrashOutcome> =>
  new Promise((resolve, reject) => {
    const script = fileURLToPath(new URL('child.mjs', import.meta.url));
    const child = spawn(process.execPath, [script, JSON.stringify(plan)], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    });
    const calls: string[] = [];
    let openedAt: number | undefined;
    let acknowledged = 0;
    let compactions = 0;
    let refused: string | undefined;
    let isDone = false;
    let rest = '';
    let complaint = '';
    const kill = (): void => {
      child.kill('SIGKILL');
    };
    const hear = (message: Message): void => {
      if (message.kind === 'opened') openedAt = message.serial;
      else if (message.kind === 'acknowledged') acknowledged = Math.max(acknowledged, message.serial);
      else if (message.kind === 'compacted') compactions++;
      else if (message.kind === 'refused') refused = message.state;
      else if (message.kind === 'call') calls.push(message.name);
      else if (message.kind === 'done') isDone = true;
      executioner(message, kill);
    };
    const pipe = child.stdio[3] as Readable;
    pipe.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) hear(JSON.parse(line) as Message);
    });
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      complaint = (complaint + chunk).slice(0, MOST_COMPLAINT);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const end = signal === 'SIGKILL' ? 'killed' : isDone && code === 0 ? 'done' : (signal ?? `exit code ${code}`);
      resolve({ openedAt, acknowledged, compactions, refused, calls, end, complaint });
    });
  });
