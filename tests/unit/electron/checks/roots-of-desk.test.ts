/** What an administrator adds to the roots of a desk, and what comes of it for the checks that are there. */
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Checks } from '#core/checks/handlers.ts';
import { permissionsByRole } from '#shared/accounts/roles.ts';
import { operations } from '#shared/contract/index.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { makeCertificate } from './certificate.ts';
import { checksOf, portCheck, valueOf } from './checks-desk.ts';
import { Started } from './servers.ts';

const administrator = contextOf('Chen', ['administrator']);
const started = new Started();
let folder: DeskFolder;
let checks: Checks;
beforeEach(async () => {
  folder = await deskFolder(testAmbient());
  checks = checksOf(folder.desk, []);
});
afterEach(async () => {
  await started.end();
  await folder.remove();
});

const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000);
const root = (name: string, until = 900) =>
  makeCertificate({ name, hosts: [], from: inDays(-900), until: inDays(until), isAuthority: true });
const add = (pem: string) => checks.handlers['checks.addRoots']({ pem }, administrator);

describe('a root of the organisation', () => {
  it('is added, judges from then on, outlives a restart and a proxy, and is taken out again', async () => {
    const company = root('Company CA');
    const leaf = makeCertificate({
      name: 'erp',
      hosts: ['127.0.0.1'],
      from: inDays(-1),
      until: inDays(400),
      issuer: company,
    });
    const port = await started.listen(createTlsServer({ key: leaf.keyPem, cert: leaf.pem }));
    const diagnostic = { kind: 'tls', host: '127.0.0.1', port, name: null } as const;
    const { check } = valueOf(
      await checks.handlers['checks.add']({ content: portCheck(port, { diagnostic, limits: null }) }, administrator),
    );
    await checks.patrol.settled();
    const meaning = async () => {
      const ran = valueOf(await checks.handlers['checks.runNow']({ checkId: check.id }, administrator));
      return ran.results.at(-1)?.meaning;
    };
    expect(await meaning()).toBe('tlsUnknownIssuer');
    const withWindowsLines = `Company CA\r\n${company.pem.replaceAll('\n', '\r\n')}`;
    const { own } = valueOf(await add(withWindowsLines));
    expect(own).toMatchObject([{ name: 'Company CA', by: { name: 'Chen' } }]);
    expect(JSON.stringify(own)).not.toContain('BEGIN');
    expect(await meaning()).toBe('tlsValid');
    valueOf(await add(company.pem));
    expect(valueOf(await checks.handlers['checks.roots']({}, administrator)).own).toHaveLength(1);
    valueOf(await checks.handlers['checks.setProxy']({ proxy: 'http://127.0.0.1:3128' }, administrator));
    checks = checksOf(await folder.reopen(), []);
    const kept = valueOf(await checks.handlers['checks.roots']({}, administrator));
    expect(kept.counts.own).toBe(1);
    expect(valueOf(await checks.handlers['checks.list']({}, administrator)).proxy).toBe('http://127.0.0.1:3128');
    const fingerprint = kept.own[0]?.fingerprint ?? '';
    expect(valueOf(await checks.handlers['checks.removeRoot']({ fingerprint }, administrator)).own).toEqual([]);
    expect(await meaning()).toBe('tlsUnknownIssuer');
  });

  it('is none that cannot be read, may not sign, is signed by another or is out of date, and then nothing is taken', async () => {
    const company = root('Company CA');
    const below = makeCertificate({
      name: 'Below CA',
      hosts: [],
      from: inDays(-9),
      until: inDays(90),
      issuer: company,
      isAuthority: true,
    });
    const device = makeCertificate({ name: 'nas', hosts: ['127.0.0.1'], from: inDays(-1), until: inDays(40) });
    for (const [text, code] of [
      ['hello', 'check.root-unreadable'],
      ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', 'check.root-unreadable'],
      [company.pem + below.pem, 'check.root-not-authority'],
      [company.pem + device.pem, 'check.root-not-authority'],
      [company.pem + root('Old CA', -3).pem, 'check.root-expired'],
      [Array.from({ length: 21 }, (_none, at) => root(`CA ${at}`).pem).join(''), 'check.too-many-roots'],
    ] as const)
      expect(await add(text)).toMatchObject({ failure: { code } });
    expect(valueOf(await checks.handlers['checks.roots']({}, administrator)).own).toEqual([]);
  });

  it('is in the trail by its fingerprint, and only an administrator adds one', async () => {
    valueOf(await add(root('Company CA').pem));
    const { seq } = folder.desk.auditHead;
    const [line = ''] = await folder.desk.readAudit(seq, seq);
    const { action, after } = JSON.parse(line) as { action: string; after: { fingerprint: string } };
    expect(action).toBe('check.root-add');
    expect(after.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    const holders = Object.entries(permissionsByRole).filter(([, held]) =>
      held.includes(operations['checks.addRoots'].permission as never),
    );
    expect(holders.map(([role]) => role)).toEqual(['administrator']);
  });
});
