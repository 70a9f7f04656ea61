/** The compiled page from a server that does nothing else: what loading it costs with no application behind it. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export const serveBundle = async (
  folder: string,
): Promise<{ readonly address: string; readonly close: () => Promise<void> }> => {
  const server = createServer((request, response) => {
    const name =
      request.url === '/' ? 'index.html' : path.normalize(`.${new URL(request.url ?? '/', 'http://x').pathname}`);
    readFile(path.join(folder, name)).then(
      (content) =>
        response
          .writeHead(200, { 'content-type': types[path.extname(name)] ?? 'application/octet-stream' })
          .end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
