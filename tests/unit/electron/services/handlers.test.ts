import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '#shared/contract/index.ts';
import type { Behind } from '#shared/home/behind.ts';
import { ticketsBehind } from '#core/home/tickets-behind.ts';
import { homeHandlers } from '#core/home/handlers.ts';
import { scopes } from '#core/home/in-scope.ts';
import { serviceHandlers } from '#core/services/handlers.ts';
import { SampleIndex } from '#core/services/sample-index.ts';
import { ServiceIndex } from '#core/services/service-index.ts';
import { openTicketIndex } from '#core/queue/ticket-index.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { bookOf, policy } from '../../shared/sla/tickets.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { failureOf, valueOf } from '../imports/importing.ts';

const lead = contextOf('Lin Yue', ['team-lead']);
const ambient = testAmbient('2026-09-24T01:00:00.000Z');

let folder: DeskFolder;
beforeEach(async () => {
  ambient.set('2026-09-24T01:00:00.000Z');
  folder = await deskFolder(ambient);
});
afterEach(() => folder.remove());

const consoleOn = () => {
  const { desk } = folder;
  const index = openTicketIndex(desk);
  const services = new ServiceIndex(desk);
  const notices: Notice[] = [];
  let rulesChanged = (): void => undefined;
  const samples = new SampleIndex(desk, {
    rows: () => index.rows(),
    readTimeline: (ticketId) => readTimeline(desk.records, ticketId),
    rules: { book: bookOf([{ policy }]), correct: (_device, written) => written },
    onRules: (listener) => {
      rulesChanged = listener;
    },
    notify: (notice) => notices.push(notice),
  });
  const inScope = scopes(() => new Set(['networks']));
  const row = (ticketId: string) => index.row(index.slotOf(ticketId) ?? -1);
  const figures = {
    samples,
    inScope,
    rows: () => index.rows(),
    openRows: () => index.openRows(),
    row,
    zone: 'Asia/Shanghai',
  };
  const behind = ticketsBehind({
    samples,
    inScope,
    serviceOf: (ticket) => services.of(ticket),
    now: () => ambient.now().getTime(),
    zone: 'Asia/Shanghai',
  });
  return {
    desk,
    index,
    samples,
    notices,
    rulesChanged: () => rulesChanged(),
    services: serviceHandlers(desk, { ...figures, services }),
    home: homeHandlers(desk, { ...figures, version: () => index.version }),
    tickets: ticketHandlers(desk),
    idsBehind: (given: Behind, me: string) =>
      index
        .rows()
        .filter(behind(given, me))
        .map(({ id }) => id),
  };
};
type Console = ReturnType<typeof consoleOn>;
type Content = InputOf<'services.save'>['content'];

const network: Content = {
  name: { en: 'Plant network', 'zh-CN': '厂区网络' },
  description: { en: '', 'zh-CN': '' },
  owner: null,
  customer: { id: null, name: 'Haichuan' },
  contract: '',
  inScope: { en: [], 'zh-CN': [] },
  outOfScope: { en: [], 'zh-CN': [] },
  audience: { en: '', 'zh-CN': '' },
  criticality: 'vital',
  calendarId: null,
  policyId: null,
  groups: [],
  categories: ['Network'],
  goals: [{ measure: 'resolveAttainment', target: 0.9, window: 'month' }],
  active: true,
};

const save = (
  { services }: Console,
  change: Partial<Content> = {},
  id: string | null = null,
  seen: number | null = null,
) => services['services.save']({ id, seen, content: { ...network, ...change } }, lead);

const create = async ({ tickets }: Console, category: string | null, serviceId: string | null = null) =>
  tickets['tickets.create'](
    {
      kind: 'incident',
      channel: 'phone',
      title: 'VPN drops',
      description: '',
      impact: 2,
      urgency: 2,
      category,
      service: serviceId === null ? null : { id: serviceId, name: '' },
      requester: null,
      draftId: null,
    },
    lead,
  );
const ticketIn = async (desk: Console, category: string | null): Promise<string> =>
  valueOf(await create(desk, category)).ticketId;
const resolve = async ({ tickets }: Console, ticketId: string): Promise<void> => {
  valueOf(await tickets['tickets.take']({ ticketId }, lead));
  valueOf(
    await tickets['tickets.resolve'](
      { ticketId, code: 'other', text: 'Done', articleId: null, noArticleReason: 'One-off' },
      lead,
    ),
  );
};
const list = async ({ services }: Console) => valueOf(await services['services.list']({}, lead));

describe('the catalogue', () => {
  it('is for customers of the directory, or for a name', async () => {
    const customer = { id: 'typed by somebody', name: 'Haichuan' };
    expect(failureOf(await save(consoleOn(), { customer }))).toMatchObject({
      code: 'record.not-found',
      details: { type: 'organisation' },
    });
  });

  it('keeps a service with each of its revisions in the trail, and refuses an edit of what was not seen', async () => {
    const desk = consoleOn();
    const { id } = valueOf(await save(desk));
    expect(valueOf(await save(desk, { criticality: 'low' }, id, 1))).toEqual({ id, revision: 2 });
    expect(failureOf(await save(desk, {}, id, 1))).toMatchObject({
      code: 'record.stale',
      details: { seen: 1, current: 2 },
    });
    const trail = await desk.desk.readAudit(1, desk.desk.auditHead.seq);
    expect(trail.filter((line) => line.includes('"service.save"'))).toHaveLength(2);
    expect(trail.join('\n')).not.toContain('Haichuan');
  });

  it('has each name once, in whichever language and however it is written', async () => {
    const desk = consoleOn();
    valueOf(await save(desk));
    expect(failureOf(await save(desk, { name: { en: 'PLANT  Network', 'zh-CN': '' } }))).toMatchObject({
      code: 'record.exists',
    });
    expect(failureOf(await save(desk, { name: { en: '厂区网络', 'zh-CN': '' } })).code).toBe('record.exists');
    valueOf(await save(desk, { name: { en: 'ERP', 'zh-CN': '' } }));
  });

  it('refuses what is not on this desk', async () => {
    const desk = consoleOn();
    const missing = 'calendar:01J00000000000000000000009';
    expect(failureOf(await save(desk, { calendarId: missing })).details).toEqual({ type: 'calendar', id: missing });
    const nobody = { id: 'user:01J00000000000000000000009', name: 'Nobody' };
    expect(failureOf(await save(desk, { owner: nobody })).code).toBe('record.not-found');
  });

  it('counts the open tickets of each service, by choice before category', async () => {
    const desk = consoleOn();
    const { id: networkId } = valueOf(await save(desk));
    const { id: erpId } = valueOf(await save(desk, { name: { en: 'ERP', 'zh-CN': '' }, categories: [] }));
    const ticketId = await ticketIn(desk, 'Network / VPN');
    await ticketIn(desk, 'Network');
    await ticketIn(desk, 'Printing');
    const open = async () => Object.fromEntries((await list(desk)).services.map((each) => [each.id, each.open]));
    expect(await open()).toEqual({ [networkId]: 2, [erpId]: 0 });
    const edited = await desk.tickets['tickets.edit'](
      { ticketId, seen: { service: null }, service: { id: erpId, name: 'whatever' } },
      lead,
    );
    expect(valueOf(edited).ticket.service).toEqual({ id: erpId, name: 'ERP' });
    expect(valueOf(edited).timeline.at(-1)?.event).toMatchObject({
      kind: 'edit',
      changes: [{ field: 'service', from: null, to: 'ERP' }],
    });
    expect(await open()).toEqual({ [networkId]: 1, [erpId]: 1 });
    expect(desk.idsBehind({ figure: 'service', serviceId: erpId }, 'user:1')).toEqual([ticketId]);
  });

  it('gives a ticket to no service that is not here or is out of use', async () => {
    const desk = consoleOn();
    const { id } = valueOf(await save(desk, { active: false }));
    const ticketId = await ticketIn(desk, null);
    for (const service of [id, 'service:01J00000000000000000000009']) {
      const edited = await desk.tickets['tickets.edit'](
        { ticketId, seen: { service: null }, service: { id: service, name: 'x' } },
        lead,
      );
      expect(failureOf(edited).code).toBe('record.not-found');
      expect(failureOf(await create(desk, null, service)).code).toBe('record.not-found');
    }
  });

  it('takes the ticket that was registered for it, whatever its category, under the name it has', async () => {
    const desk = consoleOn();
    valueOf(await save(desk));
    const { id } = valueOf(await save(desk, { name: { en: 'ERP', 'zh-CN': '' }, categories: [] }));
    const { ticketId } = valueOf(await create(desk, 'Network', id));
    expect(valueOf(await desk.tickets['tickets.get']({ ticketId }, lead)).ticket.service).toEqual({ id, name: 'ERP' });
    expect(desk.idsBehind({ figure: 'service', serviceId: id }, 'user:1')).toEqual([ticketId]);
  });

  it('holds goals against what was reached, from the moment something is', async () => {
    const desk = consoleOn();
    valueOf(await save(desk));
    const ids = await Promise.all(Array.from({ length: 5 }, () => ticketIn(desk, 'Network')));
    expect((await list(desk)).services[0]?.standing[0]?.figure).toEqual({ value: null, n: 0, beside: 0 });
    ambient.set('2026-09-24T02:00:00.000Z');
    for (const id of ids) await resolve(desk, id);
    ambient.set('2026-09-24T02:01:00.000Z');
    expect((await list(desk)).services[0]?.standing[0]).toEqual({
      measure: 'resolveAttainment',
      target: 0.9,
      window: 'month',
      figure: { value: 1, n: 5, beside: 0 },
    });
  });
});

describe('Home', () => {
  it('answers with figures whose tickets can be found', async () => {
    const desk = consoleOn();
    const ids = await Promise.all(Array.from({ length: 6 }, () => ticketIn(desk, null)));
    ambient.set('2026-09-24T02:00:00.000Z');
    for (const id of ids.slice(0, 5)) await resolve(desk, id);
    ambient.set('2026-09-24T02:01:00.000Z');
    const figures = valueOf(await desk.home['home.figures']({ scope: 'desk', window: 'week' }, lead));
    expect(figures.reckoning).toBeNull();
    const measure = (name: string) => figures.measures.find((each) => each.measure === name);
    expect(measure('resolveAttainment')?.figure).toEqual({ value: 1, n: 5, beside: 0 });
    expect(measure('timeToResolve')?.figure).toEqual({ value: 3600, n: 5, beside: null });
    expect(measure('knowledgeUse')?.figure.value).toBe(0);
    expect(measure('knowledgeUse')?.trend.at(-1)).toBe(0);
    expect(figures.flow.at(-1)).toEqual({ day: '2026-09-24', arrived: 6, resolved: 5 });
    expect(figures.backlog).toEqual({ total: 1, medianDays: 0, buckets: [1, 0, 0, 0, 0] });
    const short = { figure: 'measure', measure: 'knowledgeUse', window: 'week', scope: 'desk', short: true } as const;
    expect(desk.idsBehind(short, lead.session.userId).toSorted()).toEqual(ids.slice(0, 5).toSorted());
    expect(desk.idsBehind({ figure: 'age', bucket: 0, scope: 'desk' }, 'user:1')).toEqual(ids.slice(5));
    expect(desk.idsBehind({ figure: 'resolved', day: '2026-09-24', scope: 'desk' }, 'user:1')).toHaveLength(5);
    expect(desk.idsBehind({ figure: 'arrived', day: '2020-01-01', scope: 'desk' }, 'user:1')).toEqual([]);
  });

  it('is about the tickets of one person or their groups where that is asked for', async () => {
    const desk = consoleOn();
    const mine = await ticketIn(desk, null);
    const theirs = await ticketIn(desk, null);
    valueOf(await desk.tickets['tickets.take']({ ticketId: mine }, lead));
    valueOf(await desk.tickets['tickets.assign']({ ticketId: theirs, assignee: null, group: 'Networks' }, lead));
    const open = async (scope: 'me' | 'groups' | 'desk') =>
      valueOf(await desk.home['home.figures']({ scope, window: 'week' }, lead)).backlog.total;
    expect([await open('me'), await open('groups'), await open('desk')]).toEqual([1, 1, 2]);
    expect(desk.idsBehind({ figure: 'age', bucket: 0, scope: 'groups' }, lead.session.userId)).toEqual([theirs]);
  });

  it('says how far it is while tickets are read, and then tells that they are', async () => {
    const desk = consoleOn();
    for (let count = 0; count < 60; count++) await ticketIn(desk, null);
    const first = valueOf(await desk.home['home.figures']({ scope: 'desk', window: 'week' }, lead));
    expect(first.reckoning).toEqual({ done: 0, total: 60 });
    expect(first.measures).toEqual([]);
    expect(first.backlog.total).toBe(60);
    await expect.poll(() => desk.notices).toContainEqual({ name: 'figures.reckoned', done: 60, total: 60 });
    const then = valueOf(await desk.home['home.figures']({ scope: 'desk', window: 'week' }, lead));
    expect(then.reckoning).toBeNull();
    desk.rulesChanged();
    expect(desk.samples.settle()).toEqual({ done: 0, total: 60 });
  });

  it('draws the goals that were set for its window, once somebody may set them', async () => {
    const desk = consoleOn();
    const goals = [{ measure: 'feedback', target: 1, window: 'month' }] as const;
    expect(valueOf(await desk.home['home.saveGoals']({ seen: null, goals: [...goals] }, lead))).toEqual({
      revision: 1,
    });
    expect(failureOf(await desk.home['home.saveGoals']({ seen: null, goals: [] }, lead)).code).toBe('record.stale');
    expect(valueOf(await desk.home['home.goals']({}, lead))).toEqual({ goals, revision: 1 });
    const target = async (window: 'week' | 'month') =>
      valueOf(await desk.home['home.figures']({ scope: 'desk', window }, lead)).measures.find(
        ({ measure }) => measure === 'feedback',
      )?.target;
    expect([await target('week'), await target('month')]).toEqual([null, 1]);
  });
});
