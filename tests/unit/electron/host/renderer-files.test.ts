import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRendererFiles, type ServedFile } from '../../../../electron/host/renderer-files.ts';

let folder: string;
let file: (urlPath: string) => Promise<ServedFile>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskside-pages-'));
  await mkdir(join(folder, 'renderer', 'assets'), { recursive: true });
  await writeFile(
    join(folder, 'renderer', 'index.html'),
    '<meta property="csp-nonce" nonce="DESKSIDE_PAGE_NONCE"><script nonce="DESKSIDE_PAGE_NONCE"></script>',
  );
  await writeFile(join(folder, 'renderer', 'assets', 'main-a1b2.js'), 'export {};');
  await writeFile(join(folder, 'renderer', 'icon.svg'), '<svg/>');
  await writeFile(join(folder, 'renderer', 'secret.pem'), 'no');
  await writeFile(join(folder, 'outside.js'), 'outside');
  await mkdir(join(folder, 'renderer-other'));
  await writeFile(join(folder, 'renderer-other', 'x.js'), 'outside');
  file = createRendererFiles(join(folder, 'renderer'));
});
afterAll(() => rm(folder, { recursive: true }));

const text = (served: ServedFile): string => Buffer.from(served.body).toString();

describe('files of the page', () => {
  it('puts the nonce of the policy into the page, another one each time', async () => {
    const nonces = new Set<string>();
    for (let n = 0; n < 5; n++) {
      const page = await file('/');
      const nonce = /'nonce-([^']+)'/.exec(page.headers['Content-Security-Policy'] ?? '')?.[1] ?? '';
      expect(nonce.length).toBeGreaterThanOrEqual(24);
      expect(text(page)).toBe(`<meta property="csp-nonce" nonce="${nonce}"><script nonce="${nonce}"></script>`);
      expect(page.headers['Cache-Control']).toBe('no-store');
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(5);
  });

  it('sends the strict policy: nothing inline, nothing from elsewhere, no markup from strings', async () => {
    const policy = (await file('/index.html')).headers['Content-Security-Policy'] ?? '';
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types default',
    ])
      expect(policy.split('; ')).toContain(rule);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  });

  it('lets a hashed file be cached for ever and asks again for others', async () => {
    const script = await file('/assets/main-a1b2.js');
    expect(script.headers['Content-Type']).toBe('text/javascript; charset=utf-8');
    expect(script.headers['Cache-Control']).toContain('immutable');
    expect((await file('/icon.svg')).headers['Cache-Control']).toBe('no-cache');
    expect(script.headers['X-Content-Type-Options']).toBe('nosniff');
  });

  it.each([
    '/../outside.js',
    '/%2e%2e/outside.js',
    '/..%2foutside.js',
    '/assets/../../outside.js',
    '/..%5coutside.js',
    '/../renderer-other/x.js',
    '/%00',
    '/icon.svg%00.js',
    '/%ff',
    '/%',
    '/assets',
    '/assets/',
    '/secret.pem',
    '/C:/outside.js',
    '//outside.js',
  ])('serves nothing for %s', async (path) => {
    const served = await file(path);
    expect(served.status).toBe(404);
    expect(text(served)).toBe('Not found\n');
  });
});
