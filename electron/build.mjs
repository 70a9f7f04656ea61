// Compiles both hosts and the page into out/. Run by `npm run build`, by `npm start` and by the end-to-end tests; what
// was built from the same sources is left alone.
import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, 'out');

/** Electron 45 runs Node 24, the loopback host whatever runs `npm start`: the older counts. */
const NODE_TARGET = 'node20';

const nodeBundles = {
  'main/index': 'electron/main/index.ts',
  'main/storage-worker': 'electron/core/storage-worker.ts',
  'main/mail-worker': 'electron/core/mail-worker.ts',
  'main/article-worker': 'electron/core/article-worker.ts',
  'main/log-worker': 'electron/core/log-worker.ts',
  'main/read-ahead-worker': 'electron/core/read-ahead-worker.ts',
  'main/alert-worker': 'electron/core/alert-worker.ts',
  'preload/index': 'electron/preload/index.ts',
  'loopback/index': 'electron/loopback/index.ts',
  'loopback/storage-worker': 'electron/core/storage-worker.ts',
  'loopback/mail-worker': 'electron/core/mail-worker.ts',
  'loopback/article-worker': 'electron/core/article-worker.ts',
  'loopback/log-worker': 'electron/core/log-worker.ts',
  'loopback/read-ahead-worker': 'electron/core/read-ahead-worker.ts',
  'loopback/alert-worker': 'electron/core/alert-worker.ts',
};

const parts = [
  {
    name: 'hosts',
    outputs: ['main', 'preload', 'loopback'],
    sources: ['electron', 'shared', 'resources', 'package.json', 'package-lock.json'],
    build: buildHosts,
  },
  {
    name: 'page',
    outputs: ['renderer'],
    sources: ['renderer', 'shared', 'resources/icons', 'package-lock.json'],
    build: buildPage,
  },
];

/**
 * Builds what is stale and resolves to the names of the parts that were. Each part is made aside and then moved into place,
 * so that a console running from out/ never sees half of one.
 * @param {{ force?: boolean }} [options]
 */
export async function build({ force = false } = {}) {
  const built = [];
  for (const part of parts) {
    const stamp = join(out, `${part.name}.stamp`);
    const fingerprint = await fingerprintOf(part.sources);
    if (!force && (await isFresh(part.outputs, stamp, fingerprint))) continue;
    const aside = join(out, `.${part.name}-${process.pid}`);
    try {
      await part.build(aside);
      await rm(stamp, { force: true });
      for (const output of part.outputs) await replaceFolder(join(aside, output), join(out, output));
      await writeFile(stamp, fingerprint);
    } finally {
      await rm(aside, { recursive: true, force: true });
    }
    built.push(part.name);
  }
  return built;
}

/**
 * Leaves no process behind: the console runs on in this one, for days.
 * @param {string} folder
 */
export async function buildHosts(folder) {
  const esbuild = await import('esbuild');
  try {
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: nodeBundles,
      outdir: folder,
      outExtension: { '.js': '.cjs' },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: NODE_TARGET,
      external: ['electron'],
      define: { 'import.meta.dirname': '__dirname' },
      legalComments: 'none',
      sourcemap: 'linked',
      // No comments, no room between words: a third less to read at start. Names stay, so a stack trace still says who called.
      minifyWhitespace: true,
      minifySyntax: true,
      lineLimit: 200,
      logLevel: 'warning',
    });
  } finally {
    await esbuild.stop();
  }
}

/** @param {string} folder */
async function buildPage(folder) {
  const vite = await import('vite');
  await vite.build({
    configFile: join(root, 'renderer/vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: join(folder, 'renderer') },
  });
}

/**
 * @param {string} from
 * @param {string} to
 */
async function replaceFolder(from, to) {
  const old = `${from}-old`;
  await rename(to, old).catch(() => undefined);
  await rename(from, to);
  await rm(old, { recursive: true, force: true });
}

/**
 * @param {readonly string[]} outputs
 * @param {string} stamp
 * @param {string} fingerprint
 */
async function isFresh(outputs, stamp, fingerprint) {
  try {
    for (const output of outputs) await stat(join(out, output));
    return (await readFile(stamp, 'utf8')) === fingerprint;
  } catch {
    return false;
  }
}

/**
 * Names, sizes and times of all sources: what changes when any of them does.
 * @param {readonly string[]} sources
 */
async function fingerprintOf(sources) {
  const hash = createHash('sha256');
  /** @param {string} path */
  const add = async (path) => {
    const info = await stat(path).catch(() => undefined);
    if (info === undefined) return;
    if (info.isDirectory()) {
      const names = (await readdir(path)).toSorted();
      for (const name of names) await add(join(path, name));
    } else hash.update(`${relative(root, path)}\0${info.size}\0${info.mtimeMs}\n`);
  };
  for (const source of sources) await add(join(root, source));
  hash.update(process.platform);
  return hash.digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const built = await build({ force: process.argv.includes('--force') });
  console.log(built.length === 0 ? 'Everything in out/ is fresh.' : `Built ${built.join(' and ')}.`);
}
