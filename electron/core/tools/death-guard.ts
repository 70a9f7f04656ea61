/**
 * What runs must not outlive a console that is killed, which can tell nobody any more. A shell of the system waits at a pipe that only the
 * console holds: when that breaks without a word, the run is ended. On Windows the system itself ends what the console
 * started, but not what that started: a run that goes on is found when the desk is opened again.
 */
import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { RUN_MARK } from './platform.ts';

/** Between asking and ending, seconds. */
const GRACE_S = 2;

/**
 * Fixed text: what differs comes as arguments and by the pipe. First the number of the group, then nothing, or a word once the run is over. What
 * left the group is found by its mark, where the system shows it.
 */
const script = `
group=
read -r group || group=
if read -r word; then exit 0; fi
marked() {
  for each in /proc/[0-9]*/environ; do
    if grep -q -s -F "$1" "$each"; then each=\${each#/proc/}; kill -s "$2" "\${each%/environ}"; fi
  done
}
if [ -n "$group" ]; then kill -s TERM -- "-$group"; fi
marked "$1" TERM
sleep ${GRACE_S}
if [ -n "$group" ]; then kill -s KILL -- "-$group"; fi
marked "$1" KILL
`;

export interface DeathGuard {
  /** Whom it ends: the group that this process leads. */
  watch(pid: number): void;
  /** Nothing is left to end. */
  dismiss(): void;
}

const none: DeathGuard = { watch: () => undefined, dismiss: () => undefined };

/** Waits from now on; before it is told of a group it ends what carries the mark of the run. Where it cannot be started nothing else changes. */
export const postGuard = (runId: string): DeathGuard => {
  if (process.platform === 'win32') return none;
  const guard = spawn('/bin/sh', ['-c', script, 'sh', `${RUN_MARK}=${runId}`], {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  const stdin = guard.stdin as Socket;
  guard.on('error', () => undefined);
  stdin.on('error', () => undefined);
  guard.unref();
  stdin.unref();
  let isWatching = false;
  return {
    watch: (pid) => {
      isWatching = true;
      stdin.write(`${pid}\n`);
    },
    dismiss: () => void stdin.end(isWatching ? 'over\n' : '\nover\n'),
  };
};
