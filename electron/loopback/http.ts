import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { fileHeaders } from '../host/page-policy.ts';
import type { ServedFile } from '../host/renderer-files.ts';
import type { Admission } from './admission.ts';

/** Path at which the one-time key is shown. */
export const ENTRY_PATH = '/enter';

const page = (refresh: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Deskside</title>${refresh}</head><body>${body}</body></html>`;

/**
 * The browser sends a Strict cookie only to navigations that a page of the same site starts: this one starts it, whichever
 * program opened the link. A refresh without delay also takes the spent key out of the history.
 */
const enteredPage = page('<meta http-equiv="refresh" content="0; url=/">', '');

const keyNeededPage = page(
  '',
  '<p>Deskside is running. Open it with the link that <code>npm start</code> gave; each link works once.</p>' +
    '<p lang="zh-CN">Deskside 正在运行。请用 <code>npm start</code> 给出的链接打开，每个链接只能用一次。</p>',
);

const send = (
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array | string,
): void => {
  response.writeHead(status, { 'Content-Length': Buffer.byteLength(body), ...headers });
  response.end(request.method === 'HEAD' ? undefined : body);
};

const sendPage = (
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  html: string,
  extra: Readonly<Record<string, string>> = {},
): void =>
  send(
    request,
    response,
    status,
    {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      'Cache-Control': 'no-store',
      ...fileHeaders,
      ...extra,
    },
    html,
  );

/** Answers GET and HEAD: the entry, and the renderer's files for a browser that entered. `entered` runs after each entry. */
export const createPageServer =
  (
    admission: Admission,
    rendererFile: (urlPath: string) => Promise<ServedFile>,
    entered: () => void,
  ): RequestListener =>
  (request, response) => {
    if (!admission.isAddressedHere(request.headers))
      return sendPage(request, response, 421, page('', '<p>Wrong address.</p>'));
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return sendPage(request, response, 405, page('', '<p>Only GET is answered.</p>'), { Allow: 'GET, HEAD' });

    const [path = '/', search = ''] = (request.url ?? '/').split('?', 2);
    if (path === ENTRY_PATH && request.method === 'GET') {
      const cookie = admission.enter(new URLSearchParams(search).get('key') ?? '');
      if (cookie === undefined) return sendPage(request, response, 403, keyNeededPage);
      entered();
      return sendPage(request, response, 200, enteredPage, { 'Set-Cookie': cookie });
    }
    if (!admission.isAdmitted(request.headers)) return sendPage(request, response, 401, keyNeededPage);
    void rendererFile(path).then(({ status, headers, body }) => send(request, response, status, headers, body));
  };
