import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openAlerts } from '#core/alerts/handlers.ts';
import { AlertNews } from '#core/alerts/alert-news.ts';
import { doRuleTask } from '#core/alerts/rule-tasks.ts';
import { plainRules } from '#core/tickets/ticket-commands.ts';
import type { Alert } from '#shared/alerts/alert.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { succeed } from '#shared/base/result.ts';
import { valueOf } from '../attachments/attaching.ts';
import { logDesk, nothingLooked, technician, type LogDesk } from './log-desk.ts';

const timing = { soonMs: 1_000, restMs: 30_000, quietMs: 8_000, mostMs: 60_000 };

let kit: LogDesk;
let news: AlertNews;
let told: Notice[];
beforeEach(async () => {
  kit = await logDesk();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  told = [];
  news = new AlertNews(kit.desk(), (notice) => told.push(notice), timing);
});
afterEach(async () => {
  vi.useRealTimers();
  await kit.remove();
});

const failed = (unit: string, at = '2026-11-20T07:58:00.000Z'): string =>
  `${at} host-77 systemd[1]: ${unit}: Failed with result 'exit-code'.`;
const read = async (...lines: readonly string[]): Promise<void> => {
  const before = new Map((await kit.list()).map(({ id, revision }) => [id, revision]));
  await kit.append(...lines);
  await kit.read();
  await kit.alerts().diagnoses.settled();
  const fired = (await kit.list())
    .filter(({ id, revision }) => before.get(id) !== revision)
    .flatMap(({ id, code }) => {
      const alert = kit.desk().records.get<Alert>('alert', id);
      const rule = kit.alerts().rules.find(code);
      return alert && rule ? [{ alert, rule }] : [];
    });
  news.risen(fired);
};

it('says what one alert is, soon', async () => {
  await read(failed('nginx.service'));
  expect(told).toEqual([]);
  vi.advanceTimersByTime(timing.soonMs);
  const { id, name } = await kit.alert();
  expect(told).toEqual([
    {
      name: 'alerts.news',
      total: 1,
      isEarlier: false,
      severity: 'high',
      one: { alertId: id, title: name, sourceName: 'syslog' },
    },
  ]);
});

it('tells of several together, and then gathers for a while', async () => {
  await read(...['a', 'b', 'c'].map((unit) => failed(`${unit}.service`)));
  vi.advanceTimersByTime(timing.soonMs);
  expect(told).toMatchObject([{ total: 3, one: null }]);
  await read(failed('d.service'));
  await read(failed('e.service'));
  expect(told).toHaveLength(1);
  vi.advanceTimersByTime(timing.restMs);
  expect(told).toMatchObject([{ total: 3 }, { total: 2, one: null }]);
  vi.advanceTimersByTime(10 * timing.restMs);
  expect(told).toHaveLength(2);
  await read(failed('f.service'));
  vi.advanceTimersByTime(timing.soonMs);
  expect(told).toHaveLength(3);
});

it('says nothing of one more of an open alert, nor of what somebody closed before it was told of', async () => {
  await read(failed('nginx.service'));
  vi.advanceTimersByTime(timing.soonMs + timing.restMs);
  await read(failed('nginx.service', '2026-11-20T10:00:00.000Z'));
  vi.advanceTimersByTime(10 * timing.restMs);
  expect(told).toHaveLength(1);
  await read(failed('other.service'));
  const other = (await kit.list()).find(({ key }) => key === 'other.service')!;
  const move = { alertId: other.id, seen: other.revision, to: { state: 'closed' } } as const;
  valueOf(await kit.handlers()['alerts.move'](move, technician));
  vi.advanceTimersByTime(10 * timing.restMs);
  expect(told).toHaveLength(1);
});

it('tells of what a log says of earlier together, once no more of it comes', async () => {
  for (const unit of ['a', 'b', 'c']) {
    await read(failed(`${unit}.service`, '2026-11-19T07:00:00.000Z'));
    vi.advanceTimersByTime(timing.quietMs - 1);
  }
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told).toMatchObject([{ total: 3, isEarlier: true, one: null }]);
});

it('what is said outside of the window names the rule, how severe it is and the log, and leads to the alert', async () => {
  await read(failed('secret.service'));
  const said: { readonly title: string; readonly body: string }[] = [];
  const choices: (() => void)[] = [];
  const outside = openAlerts(kit.desk(), {
    worker: doRuleTask,
    log: () => undefined,
    matrix: plainRules.matrix,
    linkAsset: () => succeed(null),
    zone: 'UTC',
    timelineOf: () => [],
    ...nothingLooked,
    notify: (notice) => told.push(notice),
    tellOutside: (notice, chosen) => {
      said.push(notice);
      choices.push(chosen);
    },
  }).handlers['alerts.tellOutside'];
  const alertId = (await kit.alert()).id;
  const news = { total: 1, isEarlier: false } as const;
  expect(valueOf(await outside({ alertId, ...news, language: 'en' }, technician))).toMatchObject({ isSaid: true });
  await outside({ alertId, ...news, language: 'zh-CN' }, technician);
  await outside({ alertId: null, total: 7, isEarlier: false, language: 'en' }, technician);
  await outside({ alertId: null, total: 7, isEarlier: true, language: 'zh-CN' }, technician);
  expect(said).toEqual([
    { title: (await kit.alert()).name.en, body: 'High · syslog' },
    { title: (await kit.alert()).name['zh-CN'], body: '高 · syslog' },
    { title: '7 new alerts', body: 'Known problems in the logs' },
    { title: '7 条新告警', body: '来自较早的日志' },
  ]);
  choices[0]!();
  expect(told).toEqual([{ name: 'alerts.show', alertId }]);
  // Where the host gives none, the page may.
  const here = await kit.handlers()['alerts.tellOutside']({ alertId, ...news, language: 'en' }, technician);
  expect(valueOf(here)).toMatchObject({ isSaid: false, body: 'High · syslog' });
});
