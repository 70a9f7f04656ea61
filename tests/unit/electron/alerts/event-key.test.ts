import { describe, expect, it } from 'vitest';
import { eventKey } from '#core/alerts/matching/event-key.ts';
import { RuleScanner } from '#core/alerts/matching/rule-scanner.ts';
import { shippedRules } from '#core/alerts/shipped.ts';
import { eventKeyOf } from '#core/logs/commands/event-line.ts';

const fieldsOf = (text: string) => ({ text, at: null, fields: eventKeyOf(text) });
const of = (host: string, message: string, event = 'disk(7)') =>
  fieldsOf(`2026-11-20T07:00:00.000Z ERROR ${host} ${event}: ${message}`);

describe('the key of an event whose words no pattern knows', () => {
  it('is what it says in every language', () => {
    expect(eventKey('device', of('pc-7', 'Das Gerät „\\Device\\Harddisk1\\DR1“ hat einen fehlerhaften Block.'))).toBe(
      '\\Device\\Harddisk1\\DR1',
    );
    expect(eventKey('volume', of('pc-7', 'Die Dateisystemstruktur auf Volume D: ist beschädigt.'))).toBe('D:');
    expect(eventKey('process', of('pc-7', '错误应用程序名称： outlook.exe，版本'))).toBe('outlook.exe');
    expect(eventKey('update', of('pc-7', '安装失败：KB5031455'))).toBe('KB5031455');
    expect(eventKey('code', of('pc-7', '0x0000009f (…)'))).toBe('0x0000009f');
  });

  it('is else who wrote it, and on which computer', () => {
    expect(eventKey('unit', of('pc-7', 'Der Dienst wurde unerwartet beendet.', 'Service Control Manager(7034)'))).toBe(
      'Service Control Manager · pc-7',
    );
    expect(eventKey('host', of('pc-7', 'irgendetwas'))).toBe('pc-7');
    expect(eventKey('unit', of('-', 'x', 'Service Control Manager(7034)'))).toBe('Service Control Manager');
  });

  it('is none for other lines, nor for rules that count together', () => {
    expect(eventKey('unit', fieldsOf('systemd[1]: something'))).toBe('');
    expect(eventKey(null, of('pc-7', 'x'))).toBe('');
  });

  it('tells computers apart in one log of forwarded events', () => {
    const scanner = new RuleScanner(shippedRules());
    const lines = ['pc-1', 'pc-2'].map((host) =>
      of(host, 'Der Dienst „Druckwarteschlange“ wurde beendet.', 'Service Control Manager(7034)'),
    );
    const { hits } = scanner.scan({ sourceId: 'a', generation: 1, firstLine: 1, lines });
    expect(hits.map(({ key }) => key)).toEqual(['Service Control Manager · pc-1', 'Service Control Manager · pc-2']);
  });
});
