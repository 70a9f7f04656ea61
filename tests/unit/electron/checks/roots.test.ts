/** By whose roots certificates are judged: files of a system, a system that is asked, what an administrator added, and what came along. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RootStore, rootsOfThisSystem, type RootPlaces } from '#core/checks/roots.ts';
import { makeCertificate, type Identity } from './certificate.ts';
import { factOf, noRoots, run } from './probing.ts';
import { Started } from './servers.ts';

const started = new Started();
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roots-'));
});
afterEach(async () => {
  await started.end();
  await rm(folder, { recursive: true });
});

const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000);
const authorityNamed = (name: string): Identity =>
  makeCertificate({ name, hosts: [], from: inDays(-9), until: inDays(900), isAuthority: true });
const company = authorityNamed('Company CA');
const leaf = makeCertificate({
  name: 'erp.test',
  hosts: ['127.0.0.1'],
  from: inDays(-1),
  until: inDays(400),
  issuer: company,
});
const none: RootPlaces = { files: [], ask: null, areAll: false };

/** A server of the company that sends its own certificate and not the root, as servers do. */
const look = async (store: RootStore, pem = leaf.pem) => {
  const server = createTlsServer({ key: leaf.keyPem, cert: pem });
  const port = await started.listen(server);
  return run({ kind: 'tls', host: '127.0.0.1', port, name: null }, { roots: () => store.roots() });
};

describe('a certificate of the company', () => {
  it('is doubted where only public roots judge, and that they did is said', async () => {
    const finding = await look(noRoots);
    expect(finding).toMatchObject({ outcome: 'warning', meaning: 'tlsUnknownIssuer' });
    expect(factOf(finding, 'judgedBy')).toBe('bundled');
  });

  it('is valid where its root is among those of the system, also in the chain of a web address', async () => {
    const file = join(folder, 'ca.crt');
    await writeFile(file, `# Company CA\n${company.pem}\n${authorityNamed('Other CA').pem}`);
    const store = new RootStore({ files: [join(folder, 'gone.crt'), file], ask: null, areAll: true }, () => []);
    const finding = await look(store);
    expect(finding).toMatchObject({ outcome: 'ok', meaning: 'tlsValid' });
    expect(factOf(finding, 'trustedBy')).toBe('system');
    expect(factOf(finding, 'chain')).toBe('erp.test ← Company CA');
    expect((await store.roots()).counts).toEqual({ system: 2, own: 0, bundled: 0 });
  });

  it('is valid as soon as the system is given its root, and no longer when that is taken away', async () => {
    const file = join(folder, 'ca.crt');
    const store = new RootStore({ files: [file], ask: null, areAll: true }, () => []);
    await writeFile(file, authorityNamed('Other CA').pem);
    expect(await look(store)).toMatchObject({ meaning: 'tlsUnknownIssuer' });
    await writeFile(file, `${authorityNamed('Other CA').pem}${company.pem}`);
    expect(await look(store)).toMatchObject({ meaning: 'tlsValid' });
    await rm(file);
    const finding = await look(store);
    expect(finding).toMatchObject({ meaning: 'tlsUnknownIssuer' });
    expect(factOf(finding, 'judgedBy')).toBe('bundled');
  });

  it('is valid by a system that is asked, beside the public roots, as it may not tell of all', async () => {
    const store = new RootStore({ files: [], ask: () => [company.pem], areAll: false }, () => []);
    expect(factOf(await look(store), 'trustedBy')).toBe('system');
    expect((await store.roots()).of).toEqual(['system', 'bundled']);
    const broken: RootPlaces = {
      ...none,
      ask: () => {
        throw new Error('no store');
      },
    };
    expect(factOf(await look(new RootStore(broken, () => [])), 'judgedBy')).toBe('bundled');
  });

  it('is valid by a root of its own that was added, from then on', async () => {
    let own: readonly string[] = [];
    const store = new RootStore(none, () => own);
    expect(await look(store)).toMatchObject({ meaning: 'tlsUnknownIssuer' });
    own = [company.pem];
    expect(factOf(await look(store), 'trustedBy')).toBe('own');
    own = [authorityNamed('Company CA').pem];
    const finding = await look(store);
    // The same name with another key is somebody else.
    expect(finding.outcome).not.toBe('ok');
    expect(factOf(finding, 'judgedBy')).toBe('own bundled');
  });

  it('that nobody signed is not trusted because of any root', async () => {
    const store = new RootStore(none, () => [company.pem]);
    const lone = makeCertificate({ name: 'nas', hosts: ['127.0.0.1'], from: inDays(-1), until: inDays(400) });
    const server = createTlsServer({ key: lone.keyPem, cert: lone.pem });
    const port = await started.listen(server);
    const finding = await run({ kind: 'tls', host: '127.0.0.1', port, name: null }, { roots: () => store.roots() });
    expect(finding).toMatchObject({ meaning: 'tlsSelfSigned' });
  });
});

it.runIf(process.platform === 'linux')('this machine tells of its roots, or of none', async () => {
  const { counts } = await new RootStore(rootsOfThisSystem(), () => []).roots();
  expect(counts.system > 0 ? counts.bundled : counts.bundled > 0).toBe(counts.system > 0 ? 0 : true);
});
