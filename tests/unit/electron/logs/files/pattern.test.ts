import { posix, win32 } from 'node:path';
import { expect, it } from 'vitest';
import { isNamedBy, namePattern, parsePattern } from '#core/logs/files/pattern.ts';

it.each([
  ['*.log', ['a.log', '.log', 'a.b.log'], ['a.log.1', 'log', 'a.logx']],
  ['u_ex*.log', ['u_ex260101.log'], ['u_in260101.log']],
  ['app?.log', ['app1.log', 'app中.log'], ['app.log', 'app12.log']],
  ['a[0-9].log', ['a0.log', 'a9.log'], ['ab.log', 'a-.log']],
  ['a[!0-9].log', ['ab.log'], ['a5.log', 'a.log']],
  ['[a-c-]x', ['ax', '-x', 'cx'], ['dx']],
  ['a[b', ['a[b'], ['ab']],
  ['*a*b*', ['ab', 'xaxbx'], ['ba', 'a']],
  ['**.log', ['a.log'], ['a.txt']],
])('%s', (pattern, yes, no) => {
  const fits = namePattern(pattern, false);
  expect(yes.filter((name) => !fits(name))).toEqual([]);
  expect(no.filter((name) => fits(name))).toEqual([]);
});

it('looks away from capitals where the system does', () => {
  expect(namePattern('U_EX*.LOG', true)('u_ex1.log')).toBe(true);
  expect(namePattern('U_EX*.LOG', false)('u_ex1.log')).toBe(false);
});

it('takes no time to speak of over names that were made to take some', () => {
  const fits = namePattern(`${'*a'.repeat(40)}*b`, false);
  expect(fits('a'.repeat(250))).toBe(false);
});

it('begins where a name has a sign', () => {
  expect(parsePattern('/var/log/nginx/*.log', posix)).toEqual({ root: '/var/log/nginx', names: ['*.log'] });
  expect(parsePattern(String.raw`C:\inetpub\logs\**\u_ex*.log`, win32)).toEqual({
    root: String.raw`C:\inetpub\logs`,
    names: ['**', 'u_ex*.log'],
  });
  expect(parsePattern('C:/inetpub/logs/*.log', win32)?.root).toBe(String.raw`C:\inetpub\logs`);
  expect(parsePattern('/var/log/**', posix)?.names).toEqual(['**', '*']);
  expect(parsePattern('/srv/**/**/a.log', posix)?.names).toEqual(['**', 'a.log']);
});

it('is none without a sign, a root, or with a way upwards', () => {
  expect(parsePattern('/var/log/syslog', posix)).toBeNull();
  expect(parsePattern('*.log', posix)).toBeNull();
  expect(parsePattern('/var/log/../*.log', posix)).toBeNull();
  expect(parsePattern('/var/*/../x.log', posix)).toBeNull();
});

it.each([
  ['/var/log/*.log', ['a.log'], ['a.txt', 'sub/a.log', '../a.log', '/a.log', 'a.log/', '']],
  ['/var/log/**/*.log', ['a.log', 'sub/a.log', 'x/y/a.log'], ['sub/a.txt', 'sub//a.log', './a.log', 'x/../a.log']],
  ['/var/log/*/app/**/x*.log', ['one/app/x1.log', 'one/app/y/x1.log'], ['app/x1.log', 'one/two/app/x1.log', 'one/app']],
  ['/var/log/**', ['a', 'x/y/a'], ['', 'x/']],
  ['/var/log/a.log', [], ['a.log', '']],
])('%s leads to some names and to no others', (pattern, yes, no) => {
  expect(yes.filter((name) => !isNamedBy(pattern, name, posix))).toEqual([]);
  expect(no.filter((name) => isNamedBy(pattern, name, posix))).toEqual([]);
});

it('leads to names on Windows however they are capitalised, told apart by slashes', () => {
  expect(isNamedBy('C:\\logs\\**\\u_ex*.log', 'W3SVC1/U_EX1.LOG', win32)).toBe(true);
  expect(isNamedBy('C:\\logs\\u_ex*.log', 'W3SVC1/u_ex1.log', win32)).toBe(false);
});

it('takes no time to speak of over long names and many stars', () => {
  expect(isNamedBy(`/${'**/a/'.repeat(400)}b`, `${'a/'.repeat(2_000)}c`, posix)).toBe(false);
});
