/** Which hosts are asked, and what the codes of a connection come to. */
import { describe, expect, it } from 'vitest';
import { lost, mostTelling } from '#core/checks/reach.ts';
import { settleHost } from '#core/checks/settle-host.ts';
import type { Probe } from '#core/checks/probe.ts';
import { diagnosticSchema } from '#shared/checks/diagnostic.ts';
import { noRoots } from './probing.ts';

const probe: Probe = {
  signal: new AbortController().signal,
  timeoutMs: 1_000,
  limits: null,
  proxy: '',
  roots: () => noRoots.roots(),
  now: () => 0,
  mono: () => 0,
  tell: () => undefined,
};

describe('a host', () => {
  it.each([
    ['erp.example', 'erp.example'],
    ['ERP.Example.', 'erp.example'],
    ['中文.test', 'xn--fiq228c.test'],
    ['127.0.0.1', '127.0.0.1'],
    ['[::1]', '::1'],
    ['169.254.7.9', '169.254.7.9'],
    ['10.0.0.1', '10.0.0.1'],
  ])('%s is %s', (text, host) => {
    expect(settleHost(text)).toBe(host);
  });

  it.each([
    ['a path', 'file:///etc/passwd'],
    ['an option', '-x'],
    ['two lines', 'erp\nexample'],
    ['a zone, which would choose an interface', 'fe80::1%eth0'],
    ['an address in short', '127.1'],
    ['an address in hex', '0x7f.0.0.1'],
    ['an address in digits of another script', '１２７.１'],
    ['an address in hex of another script', '０ｘ7f000001'],
    ['an address with other stops', '127。0。0。1'],
    ['any address', '0.0.0.0'],
    ['any address of the other family', '::'],
    ['everybody', '255.255.255.255'],
    ['a group', '224.0.0.1'],
    ['a group of the other family', 'ff02::1'],
    ['an empty label', 'a..b'],
    ['a right-to-left mark', 'erp‮.example'],
  ])('is not %s', (_what, text) => {
    expect(settleHost(text), text).toBeUndefined();
  });

  it('has a port that there is', () => {
    for (const port of [0, -1, 65_536, 1e9, 1.5, Number.NaN])
      expect(diagnosticSchema.safeParse({ kind: 'tcp', host: 'erp', port }).success, String(port)).toBe(false);
  });
});

describe('a code', () => {
  const coded = (code: string): Error => Object.assign(new Error(code), { code });

  it.each([
    ['ECONNREFUSED', 'failed', 'refused'],
    ['ETIMEDOUT', 'failed', 'timeout'],
    ['EHOSTUNREACH', 'failed', 'unreachable'],
    ['EHOSTDOWN', 'failed', 'unreachable'],
    ['ECONNRESET', 'failed', 'connectionLost'],
    ['ECONNABORTED', 'failed', 'connectionLost'],
    ['EPIPE', 'failed', 'connectionLost'],
    ['ENETUNREACH', 'unknown', 'noRoute'],
    ['ENETDOWN', 'unknown', 'noRoute'],
    ['EADDRNOTAVAIL', 'unknown', 'noRoute'],
    ['EACCES', 'unknown', 'notAllowed'],
    ['EPERM', 'unknown', 'notAllowed'],
    ['EMFILE', 'unknown', 'laptopFull'],
    ['ESOMETHING', 'failed', 'connectionLost'],
  ])('%s is %s, %s', (code, outcome, meaning) => {
    expect(lost(coded(code), probe)).toMatchObject({ outcome, meaning });
  });
});

it('of several addresses of which none answers, the one that says most is told', () => {
  const of = (code: string) => lost(Object.assign(new Error(code), { code }), probe);
  expect(mostTelling([of('ECONNREFUSED'), of('ENETUNREACH')])).toMatchObject({ outcome: 'failed', meaning: 'refused' });
  expect(mostTelling([of('ENETUNREACH'), of('ETIMEDOUT')])).toMatchObject({ meaning: 'timeout' });
  expect(mostTelling([])).toBeUndefined();
});
