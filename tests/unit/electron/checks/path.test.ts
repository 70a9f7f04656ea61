/** The way to a web address, link by link: the first that is broken is the answer. */
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { afterEach, expect, it } from 'vitest';
import type { Finding } from '#shared/checks/finding.ts';
import { diagnosticSchema } from '#shared/checks/diagnostic.ts';
import { makeCertificate } from './certificate.ts';
import { factOf, noPlaces, run } from './probing.ts';
import { Started } from './servers.ts';

const started = new Started();
afterEach(() => started.end());

const links = ({ facts }: Finding): readonly string[] =>
  facts.flatMap(({ key, value }) => (key === 'link' ? [value.split(' ')[0] ?? ''] : []));
const to = (url: string) => run({ kind: 'path', url }, { timeoutMs: 3_000 });

it('ends at a port that refuses, and asks nothing behind it', async () => {
  const finding = await to(`https://localhost:${await started.refusingPort()}/`);
  expect(finding).toMatchObject({ outcome: 'failed', meaning: 'refused' });
  expect(factOf(finding, 'brokenLink')).toBe('tcp');
  expect(links(finding)).toEqual(['dns', 'tcp']);
});

it('holds to the page, with a name looked up only where there is one', async () => {
  const port = await started.listen(createServer((_request, response) => response.end('ok')));
  const finding = await to(`http://127.0.0.1:${port}/`);
  expect(finding).toMatchObject({ outcome: 'ok', meaning: 'pathFine' });
  expect(links(finding)).toEqual(['tcp', 'http']);
});

it('is broken at the last link by a server that fails, and in doubt by a certificate that is', async () => {
  const broken = await started.listen(createServer((_request, response) => response.writeHead(503).end()));
  const finding = await to(`http://127.0.0.1:${broken}/`);
  expect(finding).toMatchObject({ outcome: 'failed', meaning: 'httpServerError' });
  expect(factOf(finding, 'brokenLink')).toBe('http');
  const identity = makeCertificate({
    name: 'nas',
    hosts: ['127.0.0.1'],
    from: new Date(Date.now() - 1e8),
    until: new Date(Date.now() + 9e9),
  });
  const own = createSecureServer({ key: identity.keyPem, cert: identity.pem }, (_request, response) => response.end());
  const doubtful = await to(`https://127.0.0.1:${await started.listen(own)}/`);
  expect(doubtful).toMatchObject({ outcome: 'warning', meaning: 'tlsSelfSigned' });
  expect(factOf(doubtful, 'doubtfulLink')).toBe('tls');
  expect(links(doubtful)).toEqual(['tcp', 'tls', 'http']);
});

it('on a laptop without a network is that, and takes only web addresses', async () => {
  const places = { ...noPlaces, hasNetwork: () => false };
  expect(await run({ kind: 'path', url: 'https://intranet.test/' }, { places })).toMatchObject({
    outcome: 'unknown',
    meaning: 'noNetwork',
  });
  for (const url of ['file:///etc/passwd', 'https://a:b@erp/', 'erp'])
    expect(diagnosticSchema.safeParse({ kind: 'path', url }).success, url).toBe(false);
});
