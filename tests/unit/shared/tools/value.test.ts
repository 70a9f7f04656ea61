import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Parameter, ParameterKind } from '#shared/tools/tool.ts';
import { classOf, valueProblem } from '#shared/tools/value.ts';

const parameterOf = (kind: ParameterKind, more: Partial<Parameter> = {}): Parameter => ({
  name: 'value',
  label: { en: 'Value', 'zh-CN': '值' },
  kind,
  isRequired: true,
  from: [],
  choices: ['uptime', 'df -h'],
  least: 1,
  most: 100,
  allowed: 'A-Za-z0-9._-',
  longest: 40,
  ...more,
});

const kinds: readonly ParameterKind[] = ['host', 'ip', 'port', 'user', 'path', 'choice', 'integer', 'text'];

describe('a value of a parameter', () => {
  it.each<[ParameterKind, string]>([
    ['host', 'srv-01'],
    ['host', 'srv_01.example.net'],
    ['host', 'xn--fiqs8s.example'],
    ['host', '10.0.0.5'],
    ['host', '2001:db8::1'],
    ['host', '::ffff:10.0.0.5'],
    ['ip', '10.0.0.5'],
    ['ip', 'fe80::1'],
    ['ip', '1:2:3:4:5:6:7:8'],
    ['port', '1'],
    ['port', '65535'],
    ['user', 'root'],
    ['user', 'CORP\\li.wei'],
    ['user', 'li.wei@corp.example'],
    ['user', 'machine$'],
    ['path', '/srv/论文/a b.yml'],
    ['choice', 'df -h'],
    ['integer', '100'],
    ['text', 'a-1._b'],
  ])('of the kind %s may be %s', (kind, value) => {
    expect(valueProblem(parameterOf(kind), value, 'linux')).toBeNull();
  });

  it.each<[ParameterKind, string]>([
    ['host', '-oProxyCommand=touch /tmp/x'],
    ['host', 'root@srv-01'],
    ['host', 'srv-01; rm -rf /'],
    ['host', '$(reboot)'],
    ['host', '`reboot`'],
    ['host', 'srv-01\nsrv-02'],
    ['host', 'srv-01\u0000'],
    ['host', 'srv*'],
    ['host', '%PATH%'],
    ['host', 'srv-01 '],
    ['host', 'ѕrv-01'],
    ['host', 'srv－01'],
    ['host', '10.0.0.0/8'],
    ['host', '2130706433'],
    ['host', '0x7f000001'],
    ['host', '10.0.0.05'],
    ['host', '256.0.0.1'],
    ['host', 'fe80::1%eth0'],
    ['host', 'a'.repeat(254)],
    ['host', 'a..b'],
    ['ip', '1::2::3'],
    ['ip', '1:2:3:4:5:6:7'],
    ['ip', 'srv-01'],
    ['port', '0'],
    ['port', '65536'],
    ['port', '022'],
    ['port', '22 '],
    ['user', '-l'],
    ['user', 'root;id'],
    ['user', 'a@b@c'],
    ['user', 'a\\b@c'],
    ['path', 'relative'],
    ['path', '/srv/../etc/passwd'],
    ['path', '//server/share'],
    ['choice', 'df -h; reboot'],
    ['integer', '101'],
    ['integer', '1e2'],
    ['text', 'a b'],
    ['text', 'a\u202Eb'],
  ])('of the kind %s is never %j', (kind, value) => {
    expect(valueProblem(parameterOf(kind), value, 'linux')).not.toBeNull();
  });

  it.each(['C:\\Windows\\..\\x', '\\\\server\\share', '\\\\?\\C:\\x', 'C:relative', 'C:\\a:b', '/etc'])(
    'is no path of Windows: %s',
    (value) => expect(valueProblem(parameterOf('path'), value, 'windows')).not.toBeNull(),
  );

  it('is a path of Windows on a drive', () => {
    expect(valueProblem(parameterOf('path'), 'C:\\Program Files\\论文.txt', 'windows')).toBeNull();
  });

  it('is missing only where it is required', () => {
    for (const kind of kinds) {
      expect(valueProblem(parameterOf(kind), '', 'linux')).toBe('missing');
      expect(valueProblem(parameterOf(kind, { isRequired: false }), '', 'linux')).toBeNull();
    }
  });

  it('never holds what is not seen or ends a line, whatever the kind', () => {
    const unseen = fc.constantFrom(
      '\u0000',
      '\n',
      '\r',
      '\u2028',
      '\u2029',
      '\u200B',
      '\u202E',
      '\u0085',
      '\u001B',
      '\uD800',
      '\uFEFF',
    );
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.string(), unseen, fc.string(), (kind, before, bad, after) => {
        const any = parameterOf(kind, { allowed: '\\p{L}\\p{C}\\s', longest: 500, choices: [before + bad + after] });
        expect(valueProblem(any, before + bad + after, 'linux')).not.toBeNull();
      }),
    );
  });

  it('that a host takes holds nothing but letters, digits and the marks of addresses, for any text at all', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.domain(), fc.ipV4(), fc.ipV6()), (text) => {
        if (valueProblem(parameterOf('host'), text, 'linux') !== null) return;
        expect(text).toMatch(/^[A-Za-z0-9_:][A-Za-z0-9_.:-]*$/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the characters of a text', () => {
  it.each(['', '^a', 'a[b', 'a]b', 'z-a', '\\'])('are not given by %j', (allowed) => {
    expect(classOf(allowed)).toBeNull();
  });
  it.each(['a-z', '0-9', '\\p{Script=Han}', '\\]\\\\', 'a\\-z'])('are given by %j', (allowed) => {
    expect(classOf(allowed)).not.toBeNull();
  });
});
