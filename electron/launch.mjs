// `npm start`: builds what is stale, then opens the desktop console where Electron runs, else serves the same console to a
// browser on this machine and says in one sentence why.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { findElectron } from './launch/find-electron.mjs';
import { runElectron } from './launch/run-electron.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const usage = `npm start -- [options]
  --sample         work on the sample desk, in a profile of its own
  --training       work on the training desk beside it: invented data, never synced
  --profile DIR    keep the desk in DIR
  --loopback       serve to a browser even where Electron runs
  --port N         serve on port N of 127.0.0.1
  --no-open        do not open the browser
`;

/** @param {string} line */
const say = (line) => void process.stdout.write(`${line}\n`);

function readArguments() {
  try {
    return parseArgs({
      options: {
        sample: { type: 'boolean' },
        training: { type: 'boolean' },
        profile: { type: 'string' },
        loopback: { type: 'boolean' },
        port: { type: 'string' },
        'no-open': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return process.exit(2);
  }
}

/** Resolves to why the desktop host did not run; ends the process if it did. */
async function tryDesktop() {
  const found = await findElectron({ root, env: process.env, platform: process.platform, say });
  if ('reason' in found) return found.reason;
  const outcome = await runElectron(found.executable, [root, ...process.argv.slice(2)]);
  if ('reason' in outcome) return outcome.reason;
  return process.exit(outcome.exitCode);
}

const options = readArguments();
if (options.help) {
  process.stdout.write(usage);
  process.exit(0);
}
const startedAt = performance.now();
const built = await build();
if (built.length > 0) say(`Built ${built.join(' and ')} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
if (!options.loopback) {
  const reason = await tryDesktop();
  say(`The desktop window is not available, because ${reason}; the same console opens in a browser instead.`);
}
// The same process: signals and the terminal reach the host directly. It reads its options from the same arguments.
await import(pathToFileURL(join(root, 'out', 'loopback', 'index.cjs')).href);
