import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '#shared/audit/entry.ts';
import type { CalendarView, PolicyView } from '#shared/sla/operations.ts';
import { at, lin, root, slaDesk, valueOf, type SlaDesk } from './sla-desk.ts';

let desk: SlaDesk;
beforeEach(async () => {
  desk = await slaDesk('10-12 09:00');
});
afterEach(() => desk.remove());

const calendars = (): Promise<readonly CalendarView[]> => valueOf(desk.sla.handlers['sla.calendars']({}, lin));
const policies = (): Promise<readonly PolicyView[]> => valueOf(desk.sla.handlers['sla.policies']({}, lin));
const shipped = async (name: string): Promise<CalendarView> => {
  const found = (await calendars()).find((calendar) => calendar.shipped === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};
const usual = async (): Promise<PolicyView> => {
  const [policy] = await policies();
  if (!policy) throw new Error('no policy');
  return policy;
};
const contentOf = ({ name, zone, week, holidays, makeupDays, validUntil }: CalendarView) => ({
  name,
  zone,
  week: week.map((spans) => [...spans]),
  holidays: [...holidays],
  makeupDays: makeupDays.map((day) => ('spans' in day ? { ...day, spans: [...day.spans] } : day)),
  validUntil,
});
const policyOf = ({ name, scope, targets, reopen }: PolicyView) => ({
  name,
  scope: { services: [...scope.services], categories: [...scope.categories] },
  targets,
  reopen,
});
const lastEntry = async (): Promise<AuditEntry> => {
  const { seq } = desk.desk.auditHead;
  const [line = ''] = await desk.desk.readAudit(seq, seq);
  return JSON.parse(line) as AuditEntry;
};

describe('a new desk', () => {
  it('starts with three calendars and one policy, seeded once', async () => {
    expect(new Set((await calendars()).map((calendar) => calendar.shipped))).toEqual(
      new Set(['always', 'cn-2026', 'mon-fri']),
    );
    const policy = await usual();
    expect(policy).toMatchObject({ isDefault: true, version: 1, savedBy: desk.desk.device.id });
    const { seq } = desk.desk.auditHead;
    await desk.reopen();
    expect(desk.desk.auditHead.seq).toBe(seq);
    expect((await usual()).id).toBe(policy.id);
  });

  it('keeps the hours of where it is', async () => {
    expect((await usual()).targets[3].calendarId).toBe((await shipped('cn-2026')).id);
    expect(desk.sla.businessCalendar().calendar.zone).toBe('Asia/Shanghai');
    const elsewhere = await slaDesk('10-12 09:00', 'Europe/Berlin');
    const [policy] = await valueOf(elsewhere.sla.handlers['sla.policies']({}, lin));
    const others = await valueOf(elsewhere.sla.handlers['sla.calendars']({}, lin));
    const business = others.find(({ id }) => id === policy?.targets[3].calendarId);
    expect(business).toMatchObject({ shipped: 'mon-fri', zone: 'Europe/Berlin' });
    // Two consoles of one desk make the same records.
    expect(others.map(({ id }) => id).toSorted()).toEqual((await calendars()).map(({ id }) => id).toSorted());
    await elsewhere.remove();
  });
});

describe('saving', () => {
  it('makes another version, of which the trail says what differs', async () => {
    const calendar = await shipped('cn-2026');
    const saved = await valueOf(
      desk.sla.handlers['sla.saveCalendar'](
        {
          id: calendar.id,
          version: 1,
          judgesFrom: null,
          calendar: { ...contentOf(calendar), validUntil: '2027-12-31' },
        },
        root,
      ),
    );
    expect(saved).toMatchObject({
      version: 2,
      validUntil: '2027-12-31',
      shipped: 'cn-2026',
      savedBy: root.session.userId,
    });
    expect(await lastEntry()).toMatchObject({
      action: 'calendar.save',
      object: { type: 'calendar', id: calendar.id },
      before: { validUntil: '2026-12-31' },
      after: { validUntil: '2027-12-31', version: 2 },
      reason: null,
    });
    await desk.reopen();
    expect(await shipped('cn-2026')).toEqual(saved);
  });

  it('is refused over a version that nobody has looked at', async () => {
    const calendar = await shipped('cn-2026');
    const save = (version: number | null) =>
      desk.sla.handlers['sla.saveCalendar'](
        { id: calendar.id, version, judgesFrom: null, calendar: contentOf(calendar) },
        root,
      );
    expect((await save(1)).ok).toBe(true);
    expect(await save(1)).toMatchObject({ failure: { code: 'record.stale', details: { seen: 1, current: 2 } } });
    expect(await save(null)).toMatchObject({ failure: { code: 'record.stale' } });
  });

  it('is refused for what is not there', async () => {
    const [calendar, policy] = [await shipped('mon-fri'), await usual()];
    const nowhere = '01J00000000000000000000009';
    expect(
      await desk.sla.handlers['sla.saveCalendar'](
        { id: `calendar:${nowhere}`, version: 1, judgesFrom: null, calendar: contentOf(calendar) },
        root,
      ),
    ).toMatchObject({ failure: { code: 'record.not-found' } });
    const targets = { ...policy.targets, 4: { ...policy.targets[4], calendarId: `calendar:${nowhere}` } };
    const { seq } = desk.desk.auditHead;
    expect(
      await desk.sla.handlers['sla.savePolicy'](
        { id: policy.id, version: 1, judgesFrom: null, policy: { ...policyOf(policy), targets } },
        root,
      ),
    ).toMatchObject({ failure: { code: 'record.not-found', details: { type: 'calendar' } } });
    expect(desk.desk.auditHead.seq).toBe(seq);
  });

  it('changes due times at once, and says when it judges anew', async () => {
    const ticketId = await desk.create(2);
    const resolve = async () =>
      (await valueOf(desk.sla.handlers['sla.clocks']({ ticketId }, lin))).current.find(
        ({ target }) => target === 'resolve',
      );
    expect((await resolve())?.dueAt).toBe(Date.parse(at('10-12 18:00')));
    const policy = await usual();
    const quick = { ...policy.targets, 2: { ...policy.targets[2], resolve: { amount: 30, unit: 'min' as const } } };
    await valueOf(
      desk.sla.handlers['sla.savePolicy'](
        {
          id: policy.id,
          version: 1,
          judgesFrom: '2026-01-01T00:00:00Z',
          policy: { ...policyOf(policy), targets: quick },
        },
        root,
      ),
    );
    expect(await lastEntry()).toMatchObject({ action: 'sla-policy.save', reason: 're-judge' });
    expect((await resolve())?.dueAt).toBe(Date.parse(at('10-12 09:30')));
    const { due } = await valueOf(desk.sla.handlers['sla.due']({ ids: [ticketId], clock: 'leading' }, lin));
    expect(due[ticketId]).toMatchObject({ target: 'resolve', at: Date.parse(at('10-12 09:30')) });
  });

  it('adds policies for some tickets', async () => {
    const policy = await usual();
    const all = { ...policy.targets[3], response: null, update: null, resolve: { amount: 1, unit: 'bh' as const } };
    await valueOf(
      desk.sla.handlers['sla.savePolicy'](
        {
          id: null,
          version: null,
          judgesFrom: null,
          policy: {
            name: 'Network',
            scope: { services: [], categories: ['Network'] },
            targets: { 1: all, 2: all, 3: all, 4: all },
            reopen: { kind: 'restart' },
          },
        },
        root,
      ),
    );
    const dueOf = async (category: string | null) => {
      const { current } = await valueOf(
        desk.sla.handlers['sla.clocks']({ ticketId: await desk.create(3, category) }, lin),
      );
      return current.map(({ target, targetSeconds }) => `${target} ${targetSeconds}`);
    };
    expect(await dueOf('Network')).toEqual(['resolve 3600']);
    expect(await dueOf('Printing')).toContain('resolve 57600');
  });
});

describe('holidays from a file', () => {
  it('are found and shown, not saved', async () => {
    const text =
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20001225\nRRULE:FREQ=YEARLY\nSUMMARY:Christmas\nEND:VEVENT\nEND:VCALENDAR';
    const { seq } = desk.desk.auditHead;
    const found = await valueOf(desk.sla.handlers['sla.importHolidays']({ text }, root));
    expect(found.holidays.map(({ date }) => date.slice(0, 4))).toEqual([
      '2025',
      '2026',
      '2027',
      '2028',
      '2029',
      '2030',
    ]);
    expect(desk.desk.auditHead.seq).toBe(seq);
  });

  it('are refused if it is none', async () => {
    expect(await desk.sla.handlers['sla.importHolidays']({ text: 'a,b' }, root)).toMatchObject({
      failure: { code: 'import.unreadable' },
    });
  });
});
