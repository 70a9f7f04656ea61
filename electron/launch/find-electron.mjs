import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Either the executable, or why there is none, as the end of a sentence.
 * @typedef {{ executable: string } | { reason: string }} Found
 */

const DOWNLOAD_HOST = 'https://github.com/';
const PROBE_MS = 5_000;
/** A slow line takes minutes for its 110 MB; one that stands still is given up. */
const DOWNLOAD_LIMIT_MS = 10 * 60_000;
/** How long a failed download is remembered, so that the next start does not wait for it again. */
const REMEMBER_MS = 12 * 3_600_000;

/**
 * Looks for Electron's binary and downloads it where it can be had. Never imports the package `electron`, which would
 * download on its own account, without a limit and without a way back.
 * @param {{
 *   root: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform, say: (line: string) => void, downloadLimitMs?: number
 * }} options
 * @returns {Promise<Found>}
 */
export async function findElectron({ root, env, platform, say, downloadLimitMs = DOWNLOAD_LIMIT_MS }) {
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return { reason: 'there is no display' };

  const { folder, version } = electronPackage(root);
  if (folder === undefined) return { reason: 'the package electron is not installed' };
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  const name = installedName(folder) ?? usualName(platform);
  if (override) {
    const executable = join(override, name);
    return existsSync(executable) ? { executable } : { reason: `there is no ${executable}` };
  }
  const installed = installedElectron(root);
  if (installed !== undefined) return { executable: installed };

  const failure = await download({ root, folder, version, env, say, limitMs: downloadLimitMs });
  if (failure !== undefined) return { reason: failure };
  const executable = installedElectron(root);
  return executable === undefined ? { reason: 'its download left no executable' } : { executable };
}

/** @param {string} root */
function electronPackage(root) {
  try {
    const path = createRequire(join(root, 'package.json')).resolve('electron/package.json');
    return { folder: dirname(path), version: String(JSON.parse(readFileSync(path, 'utf8')).version) };
  } catch {
    return { folder: undefined, version: '' };
  }
}

/** @param {NodeJS.Platform} platform */
function usualName(platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/** @param {string} folder */
function installedName(folder) {
  try {
    return readFileSync(join(folder, 'path.txt'), 'utf8').trim();
  } catch {
    return undefined;
  }
}

/**
 * The binary that the package has already, of the package's own version. Downloads nothing.
 * @param {string} root
 * @returns {string | undefined}
 */
export function installedElectron(root) {
  const { folder, version } = electronPackage(root);
  const name = folder === undefined ? undefined : installedName(folder);
  if (folder === undefined || name === undefined) return undefined;
  try {
    const found = readFileSync(join(folder, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '');
    const executable = join(folder, 'dist', name);
    return found === version && existsSync(executable) ? executable : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Resolves to undefined if it worked, else to why not.
 * @param {{
 *   root: string, folder: string, version: string, env: NodeJS.ProcessEnv, say: (line: string) => void, limitMs: number
 * }} options
 */
async function download({ root, folder, version, env, say, limitMs }) {
  const memory = join(root, 'out', 'electron-download.json');
  const remembered = await recall(memory, version);
  if (remembered !== undefined) return remembered;

  // A mirror or a proxy is reached in ways that the probe does not know.
  const isDirect = !Object.keys(env).some((key) => /^(npm_config_)?electron_(mirror|get_use_proxy)$/i.test(key));
  const problem = isDirect ? await probe() : undefined;
  const failure =
    problem === undefined ? await runInstaller(folder, env, say, limitMs) : `it could not be downloaded (${problem})`;
  if (failure !== undefined) {
    await mkdir(dirname(memory), { recursive: true });
    await writeFile(memory, JSON.stringify({ version, failure, at: Date.now() }));
  }
  return failure;
}

/**
 * @param {string} memory
 * @param {string} version
 * @returns {Promise<string | undefined>}
 */
async function recall(memory, version) {
  try {
    const found = JSON.parse(await readFile(memory, 'utf8'));
    const age = Date.now() - Number(found.at);
    return found.version === version && age >= 0 && age < REMEMBER_MS ? String(found.failure) : undefined;
  } catch {
    return undefined;
  }
}

/** Resolves to what keeps this machine from the download, undefined if nothing seems to. */
async function probe() {
  try {
    await fetch(DOWNLOAD_HOST, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(PROBE_MS) });
    return undefined;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer';
    return `${new URL(DOWNLOAD_HOST).host}: ${code}`;
  }
}

/**
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string) => void} say
 * @param {number} limitMs
 * @returns {Promise<string | undefined>}
 */
function runInstaller(folder, env, say, limitMs) {
  say('Downloading Electron (about 110 MB, once) …');
  return new Promise((resolve) => {
    const installer = spawn(process.execPath, [join(folder, 'install.js')], {
      env,
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    let errors = '';
    installer.stderr.on('data', (chunk) => {
      errors = (errors + String(chunk)).slice(-4000);
    });
    const watchdog = setTimeout(() => installer.kill('SIGKILL'), limitMs);
    installer.on('error', (error) => {
      clearTimeout(watchdog);
      resolve(`its installer did not start (${error.message})`);
    });
    installer.on('close', (code, signal) => {
      clearTimeout(watchdog);
      if (code === 0) return resolve(undefined);
      if (signal !== null) return resolve('its download took too long');
      const first = errors.split('\n').find((line) => line.trim() !== '') ?? `exit code ${code}`;
      resolve(`it could not be downloaded (${first.trim().slice(0, 160)})`);
    });
  });
}
