import { afterEach, beforeEach, expect, it } from 'vitest';
import { contextOf } from '../../../support/session-context.ts';
import { valueOf } from '../attachments/attaching.ts';
import { logDesk, technician, type LogDesk } from './log-desk.ts';

let kit: LogDesk;
beforeEach(async () => {
  kit = await logDesk();
});
afterEach(() => kit.remove());

const authority = contextOf('Noor Quist', ['change-authority']);
const failed = (unit: string): string =>
  `2026-11-20T07:00:00.000Z host-77 systemd[1]: ${unit}: Failed with result 'exit-code'.`;
const missing = (second: number): string =>
  `2026-11-20T07:00:0${second}.000Z app: getaddrinfo ENOTFOUND payroll.example`;

it('what a log says, a key and what was looked at for it reach only who may read logs', async () => {
  await kit.append(failed('secret-ledger.service'), missing(1), missing(2), missing(3));
  await kit.read();
  await kit.alerts().diagnoses.settled();
  const { 'alerts.list': list, 'alerts.get': get } = kit.handlers();
  const full = valueOf(await list({}, technician));
  expect(full).toHaveLength(2);
  const least = valueOf(await list({}, authority));
  expect(least).toMatchObject(
    full.map(({ id, code, severity, count, sourceName, lastAt }) => ({
      id,
      code,
      severity,
      count,
      sourceName,
      lastAt,
      key: '',
      isWithheld: true,
    })),
  );
  for (const { id } of full) {
    const data = await get({ alertId: id }, technician);
    const said = await get({ alertId: id }, authority);
    expect(valueOf(data)).toMatchObject({ isWithheld: false, finding: { outcome: 'failed' } });
    expect(valueOf(data).excerpt.lines.length).toBeGreaterThan(0);
    expect(valueOf(said)).toMatchObject({ isWithheld: true, excerpt: { lines: [] }, finding: null, diagnosis: null });
    expect(valueOf(said).rule).toMatchObject({ code: valueOf(data).code });
    expect(JSON.stringify(said)).not.toMatch(/secret-ledger|host-77|payroll/);
  }
  expect(JSON.stringify(least)).not.toMatch(/secret-ledger|host-77|payroll/);
});

it('nor the keys of many that are told of together', async () => {
  await kit.append(...Array.from({ length: 40 }, (_, unit) => failed(`ledger-${unit}.service`)));
  await kit.read();
  expect(JSON.stringify(await kit.handlers()['alerts.list']({}, technician))).toContain('ledger-39');
  expect(JSON.stringify(await kit.handlers()['alerts.list']({}, authority))).not.toContain('ledger-');
});

it('is enough together with a role that may read logs', async () => {
  await kit.append(failed('nginx.service'));
  await kit.read();
  const both = contextOf('Noor Quist', ['change-authority', 'technician']);
  expect(valueOf(await kit.handlers()['alerts.list']({}, both))).toMatchObject([
    { key: 'nginx.service', isWithheld: false },
  ]);
});
