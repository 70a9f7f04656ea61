import { afterEach, beforeEach, expect, it } from 'vitest';
import { shippedRules } from '#core/alerts/shipped.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import type { RuleContent } from '#shared/alerts/rule.ts';
import type { RuleDiagnostic } from '#shared/alerts/rule-diagnostic.ts';
import { contextOf } from '../../../support/session-context.ts';
import { valueOf } from '../attachments/attaching.ts';
import { lead, logDesk, SOURCE, technician, type LogDesk } from './log-desk.ts';

let kit: LogDesk;
beforeEach(async () => {
  kit = await logDesk();
});
afterEach(() => kit.remove());

const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 20, 7) + seconds * 1_000).toISOString();
const full = (seconds: number): string => `${at(seconds)} app: write failed: No space left on device`;
const failedUnit = (unit: string): string => `${at(0)} systemd[1]: ${unit}: Failed with result 'exit-code'.`;
const unknownName = (name: string, second = 0): string => `${at(second)} app: getaddrinfo ENOTFOUND ${name}`;
const HOUR = 3_600;

const shipped = (code: string): RuleContent => {
  const { code: _, ...content } = shippedRules().find((rule) => rule.code === code)!;
  return content;
};
const read = async (...lines: readonly string[]) => {
  await kit.append(...lines);
  await kit.read();
  await kit.alerts().diagnoses.settled();
};
const detail = async (alertId?: string) =>
  valueOf(await kit.handlers()['alerts.get']({ alertId: alertId ?? (await kit.alert()).id }, technician));
const checksOn = (ticketId: string) =>
  readTimeline(kit.desk().records, ticketId).filter(({ event }) => event.kind === 'check');
const move: ReturnType<LogDesk['handlers']>['alerts.move'] = (input, context) =>
  kit.handlers()['alerts.move'](input, context);
const saveRule: ReturnType<LogDesk['handlers']>['alerts.saveRule'] = (input, context) =>
  kit.handlers()['alerts.saveRule'](input, context);
const saveWith = async (code: string, diagnostic: RuleDiagnostic | null, by = lead) => {
  const seen = valueOf(await kit.handlers()['alerts.rules']({}, technician)).find((rule) => rule.code === code);
  return valueOf(
    await saveRule({ code, isNew: false, seen: seen?.revision ?? null, content: { ...shipped(code), diagnostic } }, by),
  );
};

it('runs once when the alert rises, on the disk that the log lies on, and stands on the alert', async () => {
  await read(full(0), full(1), full(2));
  expect(kit.looked).toEqual([{ kind: 'disk', path: '/var/log' }]);
  expect(await detail()).toMatchObject({
    finding: { outcome: 'failed', meaning: 'diskFull' },
    diagnosis: { isRunning: false, runsHere: true },
    revision: 1,
  });
});

it('asks for the name that the key, or else the line that raised it, tells of', async () => {
  await read(failedUnit('nginx.service'), ...[0, 1, 2].map((second) => unknownName('erp.example', second)));
  expect(kit.looked).toEqual([
    { kind: 'service', name: 'nginx.service' },
    { kind: 'dns', name: 'erp.example', record: 'A', server: null },
  ]);
});

it('goes onto the ticket that is made of it, and onto the one that is open', async () => {
  await read(full(0));
  const { ticketId } = valueOf(
    await kit.handlers()['alerts.ticket']({ alertId: (await kit.alert()).id, language: 'en' }, technician),
  );
  expect(checksOn(ticketId)).toHaveLength(1);
  kit.ambient.set('2026-11-20T08:30:00.000Z');
  await read(full(HOUR + 1));
  expect(checksOn(ticketId)).toHaveLength(2);
});

it('goes onto a ticket that the rule makes by itself, too', async () => {
  const content = { ...shipped('disk-full'), automation: { do: 'ticket', language: 'en' } as const };
  valueOf(await saveRule({ code: 'disk-full', isNew: false, seen: null, content }, lead));
  await read(full(0));
  const { ticket } = await kit.alert();
  expect(checksOn(ticket!.ticketId)).toHaveLength(1);
});

it('is not run again soon, nor for what is muted, nor of what a log tells of days ago', async () => {
  await read(full(0));
  await read(full(HOUR + 1));
  expect(kit.looked).toHaveLength(1);
  const { id, revision } = await kit.alert();
  valueOf(await move({ alertId: id, seen: revision, to: { state: 'muted', hours: 4 } }, technician));
  kit.ambient.set('2026-11-20T09:30:00.000Z');
  await read(full(3 * HOUR));
  await read(`2026-11-01T07:00:00.000Z systemd[1]: nginx.service: Failed with result 'exit-code'.`);
  expect(kit.looked).toHaveLength(1);
});

it('never runs twice at once for one alert, and few at a time of all', async () => {
  let go = (): void => undefined;
  kit.whileLooking = new Promise((resolve) => {
    go = resolve;
  });
  await kit.append(...Array.from({ length: 5 }, (_, unit) => failedUnit(`job-${unit}.service`)));
  await kit.read();
  expect(kit.looked).toHaveLength(2);
  const running = (await kit.list()).find(({ key }) => key === 'job-0.service')!;
  expect(await detail(running.id)).toMatchObject({ diagnosis: { isRunning: true } });
  const asked = kit.handlers()['alerts.diagnose']({ alertId: running.id }, technician);
  expect(kit.looked).toHaveLength(2);
  go();
  expect(valueOf(await asked)).toMatchObject({ outcome: 'failed' });
  await kit.alerts().diagnoses.settled();
  expect(kit.looked).toHaveLength(5);
});

it('runs few of one rule in a while, however many keys a log names', async () => {
  await read(...Array.from({ length: 30 }, (_, unit) => failedUnit(`job-${unit}.service`)));
  expect(kit.looked).toHaveLength(6);
});

it('takes nothing from a line but a name: no path, no share, no option', async () => {
  const lines = ['/net/evil/x', '-H', '\\\\evil\\share', 'a b'];
  valueOf(
    await saveRule(
      {
        code: 'odd-disk',
        isNew: true,
        seen: null,
        content: {
          ...shipped('disk-full'),
          pattern: 'odd disk <([^>]+)>',
          literals: ['odd disk'],
          examples: ['odd disk <C:>'],
          keyedBy: 'volume',
          diagnostic: { kind: 'disk', from: 'captured', given: '', port: null },
        },
      },
      lead,
    ),
  );
  kit.rescan();
  await read(
    ...lines.map((path) => `${at(0)} odd disk <${path}>`),
    ...lines.slice(0, 3).map((name) => unknownName(name)),
  );
  expect(kit.looked).toEqual([]);
  await read(`${at(1)} odd disk <D:>`);
  expect(kit.looked).toEqual([{ kind: 'disk', path: 'D:\\' }]);
});

it('by hand says where there is nothing to look at', async () => {
  await read(...[0, 1, 2].map((second) => `${at(second)} app: Name or service not known`));
  const { id } = await kit.alert();
  expect(await kit.handlers()['alerts.diagnose']({ alertId: id }, technician)).toMatchObject({
    ok: false,
    failure: { code: 'alert.no-target' },
  });
});

it('written by somebody who may not let checks run, it waits for one who may', async () => {
  const asset: RuleDiagnostic = { kind: 'tcp', from: 'asset', given: '', port: 22 };
  const editor = contextOf('Mo Diaz', ['technician']);
  expect(await saveWith('disk-full', asset, editor)).toMatchObject({ runsHere: false });
  kit.rescan();
  await kit.append(full(0));
  for (const scan of await kit.scans())
    valueOf(await kit.alerts().book.take({ ...SOURCE, assetId: 'ci:01J0000000000000000000000C' }, scan));
  await kit.alerts().diagnoses.settled();
  expect(kit.looked).toEqual([]);
  expect(
    await kit.handlers()['alerts.letRun']({ code: 'disk-full', diagnostic: { ...asset, port: 23 } }, lead),
  ).toMatchObject({ ok: false, failure: { code: 'record.stale' } });
  valueOf(await kit.handlers()['alerts.letRun']({ code: 'disk-full', diagnostic: asset }, lead));
  await kit.append(full(2 * HOUR));
  for (const scan of await kit.scans())
    valueOf(await kit.alerts().book.take({ ...SOURCE, assetId: 'ci:01J0000000000000000000000C' }, scan));
  await kit.alerts().diagnoses.settled();
  expect(kit.looked).toEqual([{ kind: 'tcp', host: 'fs-01.example', port: 22 }]);
});

it('is in the trail by what it came to, never by what a log says', async () => {
  await read(failedUnit('secret-name.service'));
  const lines = await kit.desk().readAudit(1, kit.desk().auditHead.seq);
  const [entry] = lines.filter((line) => line.includes('alert.diagnose'));
  expect(entry).toContain('"outcome":"failed"');
  expect(lines.join('\n')).not.toContain('secret-name');
});

/** The console quits while a diagnostic runs, and is started again at that time. */
const quitWhileLooking = async (at = '2026-11-20T08:10:00.000Z') => {
  await kit.restart();
  kit.ambient.set(at);
};
const resume = async () => {
  valueOf(await kit.alerts().diagnoses.resume());
  await kit.alerts().diagnoses.settled();
};

it('that the console quit is run once at the next start, with all that waited', async () => {
  kit.whileLooking = new Promise(() => undefined);
  await kit.append(...Array.from({ length: 4 }, (_, unit) => failedUnit(`job-${unit}.service`)));
  await kit.read();
  expect(kit.looked).toHaveLength(2);
  await quitWhileLooking();
  kit.whileLooking = Promise.resolve();
  kit.looked.length = 0;
  await resume();
  expect(kit.looked.map((each) => (each.kind === 'service' ? each.name : each.kind))).toEqual(
    [0, 1, 2, 3].map((unit) => `job-${unit}.service`),
  );
  for (const { id } of await kit.list())
    expect(await detail(id)).toMatchObject({ finding: { outcome: 'failed' }, diagnosis: { isMissed: false } });
  // Never again: not at once, not at the start after it.
  await resume();
  await quitWhileLooking();
  await resume();
  expect(kit.looked).toHaveLength(4);
});

it('that the console quit twice is said to be missed, and is run when somebody asks', async () => {
  kit.whileLooking = new Promise(() => undefined);
  await kit.append(full(0));
  await kit.read();
  await quitWhileLooking();
  valueOf(await kit.alerts().diagnoses.resume());
  expect(await detail()).toMatchObject({ diagnosis: { isRunning: true, isMissed: false } });
  await quitWhileLooking();
  kit.whileLooking = Promise.resolve();
  kit.looked.length = 0;
  await resume();
  expect(kit.looked).toEqual([]);
  expect(await detail()).toMatchObject({ finding: null, diagnosis: { isRunning: false, isMissed: true } });
  valueOf(await kit.handlers()['alerts.diagnose']({ alertId: (await kit.alert()).id }, technician));
  expect(await detail()).toMatchObject({ finding: { outcome: 'failed' }, diagnosis: { isMissed: false } });
});

it('that was due days ago is said to be missed; that nobody needs any more is gone', async () => {
  kit.whileLooking = new Promise(() => undefined);
  await kit.append(full(0), failedUnit('job.service'));
  await kit.read();
  const rows = await kit.list();
  const unit = rows.find(({ key }) => key === 'job.service');
  const disk = rows.find(({ code }) => code === 'disk-full');
  valueOf(await move({ alertId: unit!.id, seen: unit!.revision, to: { state: 'closed' } }, technician));
  await quitWhileLooking('2026-11-24T08:00:00.000Z');
  kit.whileLooking = Promise.resolve();
  kit.looked.length = 0;
  await resume();
  expect(kit.looked).toEqual([]);
  expect(await detail(disk!.id)).toMatchObject({ diagnosis: { isMissed: true } });
  expect(await detail(unit!.id)).toMatchObject({ diagnosis: { isMissed: false } });
  expect([...kit.desk().records.ids('alertLook')]).toHaveLength(1);
});

it('that somebody ran by hand while it waited is not run again', async () => {
  let go = (): void => undefined;
  kit.whileLooking = new Promise((resolve) => {
    go = resolve;
  });
  await kit.append(...Array.from({ length: 3 }, (_, unit) => failedUnit(`job-${unit}.service`)));
  await kit.read();
  const last = (await kit.list()).find(({ key }) => key === 'job-2.service')!;
  const asked = kit.handlers()['alerts.diagnose']({ alertId: last.id }, technician);
  go();
  valueOf(await asked);
  await kit.alerts().diagnoses.settled();
  expect(kit.looked).toHaveLength(3);
});
