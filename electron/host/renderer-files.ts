import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { fileHeaders, pageHeaders } from './page-policy.ts';

export interface ServedFile {
  readonly status: 200 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** The word that the renderer's build leaves where the nonce belongs (renderer/vite.config.ts). */
const NONCE_PLACEHOLDER = 'DESKSIDE_PAGE_NONCE';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const notFound: ServedFile = {
  status: 404,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', ...fileHeaders },
  body: new TextEncoder().encode('Not found\n'),
};

/** Undefined for whatever does not name a file inside `folder`: `..`, encoded or not, NUL, backslashes, broken escapes. */
const pathInside = (folder: string, urlPath: string): string | undefined => {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return undefined;
  }
  if (/[\0\\:]/.test(decoded)) return undefined;
  const path = resolve(folder, `.${decoded}`);
  return path.startsWith(folder + sep) ? path : undefined;
};

/** Serves the compiled renderer to either host. `urlPath` is the path of the request's URL, undecoded. */
export const createRendererFiles = (rendererFolder: string): ((urlPath: string) => Promise<ServedFile>) => {
  const folder = resolve(rendererFolder);
  return async (urlPath) => {
    const path = pathInside(folder, urlPath === '/' ? '/index.html' : urlPath);
    const contentType = path === undefined ? undefined : contentTypes[extname(path)];
    if (path === undefined || contentType === undefined) return notFound;
    let body: Buffer;
    try {
      body = await readFile(path);
    } catch {
      return notFound;
    }
    if (extname(path) === '.html') {
      const nonce = randomBytes(18).toString('base64url');
      const page = body.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce);
      return {
        status: 200,
        headers: { 'Content-Type': contentType, ...pageHeaders(nonce) },
        body: Buffer.from(page),
      };
    }
    // Vite names what it puts into assets/ after its content.
    const isHashed = urlPath.startsWith('/assets/');
    return {
      status: 200,
      headers: {
        'Content-Type': contentType,
        'Cache-Control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
        ...fileHeaders,
      },
      body,
    };
  };
};
