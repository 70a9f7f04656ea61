import { createInstance } from 'i18next';
import { expect, test } from 'vitest';
import { hanSpacing, markValue } from '#renderer/ui/han-spacing.ts';

const texts = {
  opened: '{{time}} 打开{{desk}}（笔记本 {{code}}）时发现。',
  goOn: '以完好的 {{records}} 为基础',
  account: '{{name}}的账户',
  rows: '共{{count, number}}行',
  two: '{{first}} {{second}}',
  plain: '按Ctrl 键 继续',
};
const i18n = createInstance();
await i18n.use(hanSpacing).init({
  lng: 'zh-CN',
  resources: { 'zh-CN': { t: texts } },
  defaultNS: 't',
  keySeparator: false,
  interpolation: { escape: markValue },
  postProcess: [hanSpacing.name],
});
const said = (key: keyof typeof texts, values: Readonly<Record<string, unknown>> = {}): string =>
  // These texts are none of the product's, whose keys the types know.
  (i18n.t as unknown as (key: string, values: Readonly<Record<string, unknown>>) => string)(key, values);

test('a value in Latin letters or digits stands a space apart from Han, one in Han does not', () => {
  expect(said('opened', { time: '18:33', desk: 'Northgate desk', code: '3X4Z' })).toBe(
    '18:33 打开 Northgate desk（笔记本 3X4Z）时发现。',
  );
  expect(said('opened', { time: '10 月 15 日', desk: '海川二厂', code: '3X4Z' })).toBe(
    '10 月 15 日打开海川二厂（笔记本 3X4Z）时发现。',
  );
  expect(said('account', { name: 'Ada Marsh' })).toBe('Ada Marsh 的账户');
  expect(said('account', { name: '周凯' })).toBe('周凯的账户');
  expect(said('rows', { count: 5998 })).toBe('共 5,998 行');
  expect(said('goOn', { records: '12 条记录' })).toBe('以完好的 12 条记录为基础');
});

test('what is filled in, and a text without values, stay as written', () => {
  expect(said('account', { name: '海川IT组 B' })).toBe('海川IT组 B 的账户');
  expect(said('account', { name: '<b>&"' })).toBe('<b>&"的账户');
  expect(said('two', { first: '周凯', second: '林越' })).toBe('周凯 林越');
  expect(said('plain')).toBe('按Ctrl 键 继续');
});
