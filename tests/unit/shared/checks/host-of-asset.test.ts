import { expect, it } from 'vitest';
import { hostOfAsset } from '#shared/checks/host-of-asset.ts';

const of = (name: string, ...attributes: readonly (readonly [string, string])[]): string | undefined =>
  hostOfAsset({ name, attributes: attributes.map(([key, value]) => ({ key, value })) });

it('is what the attributes say, a name before an address', () => {
  expect(of('Printer 3', ['IP', '10.0.0.9'])).toBe('10.0.0.9');
  expect(of('Printer 3', ['IP address', '10.0.0.9'], ['Hostname', 'prn3.example'])).toBe('prn3.example');
  expect(of('打印机', ['主机名', 'prn3'])).toBe('prn3');
  expect(of('Printer 3', ['RAM', '16 GB'], ['DNS', ' prn3.example '])).toBe('prn3.example');
});

it('is the name of the asset where that could be one, and nothing else', () => {
  expect(of('LT-0042')).toBe('LT-0042');
  expect(of('srv01.example')).toBe('srv01.example');
  for (const name of ['Label printer', '打印机', '-x', '4711', 'a/b', '']) expect(of(name), name).toBeUndefined();
});

it('is never what is no host', () => {
  for (const value of ['http://nas', '-oProxyCommand=x', 'a b', '', '10.0.0.9\nx'])
    expect(of('Label printer', ['IP', value]), value).toBeUndefined();
});
