import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { directoryHandlers, openDirectory } from '#core/directory/handlers.ts';
import { whoIs } from '#core/directory/who-is.ts';
import { openTicketIndex } from '#core/queue/ticket-index.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import { MAX_WAYS } from '#shared/directory/limits.ts';
import { emptyPerson, type Person, type PersonContent } from '#shared/directory/person.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { failureOf, valueOf } from '../imports/importing.ts';

const ambient = testAmbient('2026-10-01T09:00:00.000Z');
const lin = contextOf('Lin Yue');

let folder: DeskFolder;
let directory: ReturnType<typeof directoryHandlers>;
let tickets: ReturnType<typeof ticketHandlers>;

beforeEach(async () => {
  folder = await deskFolder(ambient);
  const index = openTicketIndex(folder.desk);
  directory = directoryHandlers(folder.desk, {
    tickets: () => index.rows(),
    timelineOf: (ticketId) => readTimeline(folder.desk.records, ticketId),
    namedElsewhere: () => [],
    hold: () => () => undefined,
  });
  tickets = ticketHandlers(folder.desk);
});
afterEach(() => folder.remove());

const content = (name: string, more: Partial<PersonContent> = {}): PersonContent => ({ ...emptyPerson, name, ...more });
const phone = (typed: string) => ({ kind: 'work' as const, typed, e164: null });
/** As the door hands it over: checked, and with what is derived. */
const input = (value: PersonContent) => ({ ...value, emails: [...value.emails], phones: [...value.phones] });

const add = async (name: string, more: Partial<PersonContent> = {}): Promise<Person> =>
  valueOf(
    await directory['directory.savePerson'](
      { id: null, seen: null, content: input(content(name, more)), active: true },
      lin,
    ),
  );

const everybody = { view: 'active', text: '', organisationId: null, siteId: null, from: 0, count: 100 } as const;
const names = async (more: Partial<Parameters<(typeof directory)['directory.people']>[0]> = {}) =>
  valueOf(await directory['directory.people']({ ...everybody, ...more }, lin)).rows.map(({ name }) => name);
const detail = async ({ id }: { readonly id: string }) =>
  valueOf(await directory['directory.person']({ personId: id }, lin));

const report = async (title: string, requester: { readonly id: string | null; readonly name: string }) =>
  valueOf(
    await tickets['tickets.create'](
      {
        kind: 'incident',
        channel: 'phone',
        title,
        description: '',
        impact: 2,
        urgency: 2,
        category: null,
        requester,
        draftId: null,
      },
      lin,
    ),
  ).ticketId;

describe('people', () => {
  it('are listed by name, found by what is known of them, and changed only by who saw them', async () => {
    const bo = await add('Bo Lund', {
      phones: [phone('+45 12 34 56 78')],
      emails: ['bo@example.com', 'BO@example.com'],
    });
    await add('Åse Berg');
    await add('张伟', { sortAs: 'Azhang' });
    expect(bo.emails).toEqual(['bo@example.com']);
    expect(await names()).toEqual(['Åse Berg', '张伟', 'Bo Lund']);
    expect(await names({ text: '3456' })).toEqual(['Bo Lund']);
    const save = { id: bo.id, seen: bo.revision, content: input(content('Carl Lund')), active: true };
    valueOf(await directory['directory.savePerson'](save, lin));
    expect(await names()).toEqual(['Åse Berg', '张伟', 'Carl Lund']);
    expect(await names({ text: '3456' })).toEqual([]);
    expect(failureOf(await directory['directory.savePerson'](save, lin)).code).toBe('record.stale');
    valueOf(await directory['directory.savePerson']({ ...save, seen: 2, active: false }, lin));
    expect(await names()).toEqual(['Åse Berg', '张伟']);
    expect(await names({ view: 'inactive' })).toEqual(['Carl Lund']);
  });

  it('are found by the place they work at, under the name it has now', async () => {
    const site = {
      organisationId: null,
      address: '',
      zone: 'UTC',
      calendarId: null,
      hours: null,
      accessNote: '',
      contactIds: [],
    };
    const made = valueOf(
      await directory['directory.saveSite'](
        { id: null, seen: null, content: { ...site, name: 'Pier 3', active: true } },
        lin,
      ),
    );
    await add('Bo Lund', { siteId: made.id });
    expect(await names({ text: 'pier bo' })).toEqual(['Bo Lund']);
    valueOf(
      await directory['directory.saveSite'](
        { id: made.id, seen: 1, content: { ...site, name: 'Dock 4', active: true } },
        lin,
      ),
    );
    expect(await names({ text: 'pier' })).toEqual([]);
    expect(await names({ text: 'dock' })).toEqual(['Bo Lund']);
    const places = valueOf(await directory['directory.places']({}, lin));
    expect(places.sites).toMatchObject([{ name: 'Dock 4', people: 1 }]);
    const wrong = await directory['directory.savePerson'](
      {
        id: null,
        seen: null,
        content: input(content('X', { siteId: 'site:01J0000000000000000000000Z' })),
        active: true,
      },
      lin,
    );
    expect(failureOf(wrong).code).toBe('record.not-found');
  });

  it('are offered while somebody types, who begins with it first', async () => {
    await add('Anna Lind');
    await add('Lin Yue');
    const offered = valueOf(await directory['directory.pick']({ text: 'lin' }, lin));
    expect(offered.map(({ name }) => name)).toEqual(['Lin Yue', 'Anna Lind']);
    expect(valueOf(await directory['directory.pick']({ text: '  ' }, lin))).toEqual([]);
  });
});

describe('one person twice', () => {
  it('is noticed by address, number and name, and merged with their tickets', async () => {
    const keep = await add('Lin Yue', { emails: ['lin@example.com'], phones: [phone('089 12345678')] });
    const drop = await add('林悦', {
      emails: ['LIN@example.com', 'yue@example.com'],
      phones: [phone('+49 89 12345678')],
    });
    await add('Bo Lund');
    expect(await names({ view: 'duplicates' })).toEqual(['林悦', 'Lin Yue']);
    const [like] = (await detail(keep)).like;
    expect(like).toMatchObject({ person: { id: drop.id }, shares: ['mail', 'phone'] });
    await report('Dock is dead', { id: drop.id, name: '林悦' });
    const merge = { keepId: keep.id, keepSeen: 1, dropId: drop.id, dropSeen: 1 };
    valueOf(await directory['directory.merge'](merge, lin));
    const merged = await detail(keep);
    expect(merged.person.emails).toEqual(['lin@example.com', 'yue@example.com']);
    expect(merged.person.phones).toHaveLength(1);
    expect(merged.tickets).toMatchObject({ openCount: 1, open: [{ title: 'Dock is dead' }] });
    expect(merged.like).toEqual([]);
    expect(await names()).toEqual(['Bo Lund', 'Lin Yue']);
    expect((await detail(drop)).mergedInto?.id).toBe(keep.id);
    expect(failureOf(await directory['directory.merge']({ ...merge, keepSeen: 2, dropSeen: 2 }, lin)).code).toBe(
      'person.merge',
    );
    valueOf(await directory['directory.unmerge']({ dropId: drop.id }, lin));
    const apart = await detail(keep);
    expect(apart.person.emails).toEqual(['lin@example.com']);
    expect(apart.tickets.openCount).toBe(0);
    expect((await detail(drop)).tickets.openCount).toBe(1);
  });

  it('is one to their organisation and site, and has no more addresses than a form takes', async () => {
    const { id: organisationId } = valueOf(
      await directory['directory.saveOrganisation'](
        { id: null, seen: null, content: { name: 'Acme', contractRef: null, note: '', active: true } },
        lin,
      ),
    );
    const addresses = (from: number) => Array.from({ length: 15 }, (_, place) => `lin${from + place}@example.com`);
    const keep = await add('Lin Yue', { organisationId, emails: addresses(0) });
    const drop = await add('林悦', { emails: addresses(15) });
    await report('Dock is dead', { id: drop.id, name: '林悦' });
    valueOf(await directory['directory.merge']({ keepId: keep.id, keepSeen: 1, dropId: drop.id, dropSeen: 1 }, lin));
    expect(valueOf(await directory['directory.organisation']({ organisationId }, lin))).toMatchObject({
      people: 1,
      tickets: { openCount: 1 },
    });
    const { person } = await detail(keep);
    expect(person.emails).toEqual(addresses(0).concat(addresses(15)).slice(0, MAX_WAYS));
    valueOf(await directory['directory.unmerge']({ dropId: drop.id }, lin));
    expect((await detail(keep)).person.emails).toEqual(addresses(0));
    expect((await detail(drop)).person.emails).toEqual(addresses(15));
  });

  it('had left before a merge and has left after it is taken back', async () => {
    const keep = await add('Lin Yue');
    const drop = await add('林悦');
    valueOf(
      await directory['directory.savePerson'](
        { id: drop.id, seen: 1, content: input(content('林悦')), active: false },
        lin,
      ),
    );
    valueOf(await directory['directory.merge']({ keepId: keep.id, keepSeen: 1, dropId: drop.id, dropSeen: 2 }, lin));
    valueOf(await directory['directory.unmerge']({ dropId: drop.id }, lin));
    expect((await detail(drop)).person).toMatchObject({ active: false, mergedInto: null });
  });

  it('is not taken for another who is only of the same name by the merge of an older state', async () => {
    const keep = await add('Lin Yue');
    const drop = await add('Lin Yue');
    valueOf(
      await directory['directory.savePerson'](
        { id: drop.id, seen: 1, content: input(content('Lin Yue', { note: 'of Sales' })), active: true },
        lin,
      ),
    );
    const merge = { keepId: keep.id, keepSeen: 1, dropId: drop.id, dropSeen: 1 };
    expect(failureOf(await directory['directory.merge'](merge, lin)).code).toBe('record.stale');
  });
});

describe('a person of a desk with many tickets', () => {
  it('is read in turns that let other requests pass', async () => {
    const person = await add('Lin Yue');
    await report('Dock is dead', { id: person.id, name: 'Lin Yue' });
    let clock = 0;
    vi.spyOn(ambient, 'mono').mockImplementation(() => (clock += 1_000));
    const order: string[] = [];
    const asked = detail(person).then(({ tickets: { openCount } }) => order.push(`${openCount} open`));
    setImmediate(() => order.push('another request'));
    await asked;
    vi.restoreAllMocks();
    expect(order).toEqual(['another request', '1 open']);
  });
});

describe('tickets of before', () => {
  it('name whom the directory knows, or only a name', async () => {
    await expect(report('Dock is dead', { id: 'typed by somebody', name: 'Lin' })).rejects.toThrow('record.not-found');
  });

  it('are offered by name and theirs only once somebody says so', async () => {
    const person = await add('Lin Yue');
    const theirs = await report('Dock is dead', { id: null, name: 'lin  yue' });
    const other = await report('No sound', { id: null, name: 'Bo Lund' });
    expect(await detail(person)).toMatchObject({ tickets: { openCount: 0 }, unclaimed: [{ id: theirs }] });
    const claimed = await directory['directory.claim']({ personId: person.id, ticketIds: [theirs, other] }, lin);
    expect(valueOf(claimed)).toEqual({ claimed: 1 });
    expect(await detail(person)).toMatchObject({ tickets: { openCount: 1 }, unclaimed: [] });
    expect(folder.desk.records.get<Ticket>('ticket', theirs)).toMatchObject({
      requester: { id: person.id, name: 'lin  yue' },
      revision: 1,
    });
    expect(folder.desk.records.get<Ticket>('ticket', other)?.requester?.id).toBeNull();
  });
});

it('keeps what is known of people out of the trail', async () => {
  await add('Lin Yue', { emails: ['lin@example.com'], phones: [phone('+86 138 0013 8000')], note: 'left-handed' });
  const lines = (await folder.desk.readAudit(1, folder.desk.auditHead.seq)).join('\n');
  expect(lines).toContain('directory.save-person');
  for (const secret of ['lin@', '138 0013', '13800138000', 'left-handed']) expect(lines).not.toContain(secret);
});

it('stands in for a group, not for whatever else has an id', async () => {
  const member = await add('Lin Yue');
  const rota = (groupId: string) => ({
    name: 'Nights',
    groupId,
    zone: 'Europe/Berlin',
    rhythm: 'weekly' as const,
    handOverTime: '08:00',
    startsOn: '2026-09-28',
    memberIds: [member.id],
    exceptions: [],
    active: true,
  });
  const saved = await directory['directory.saveRota']({ id: null, seen: null, content: rota(member.id) }, lin);
  expect(failureOf(saved)).toMatchObject({ code: 'record.not-found', details: { type: 'group' } });
});

it('names of places stand for one site, or for nobody knows which', async () => {
  const opened = openDirectory(folder.desk);
  const { site } = whoIs(opened);
  const save = async (name: string) =>
    valueOf(
      await directory['directory.saveSite'](
        {
          id: null,
          seen: null,
          content: {
            name,
            organisationId: null,
            address: '',
            zone: 'Europe/Berlin',
            calendarId: null,
            hours: null,
            accessNote: '',
            contactIds: [],
            active: true,
          },
        },
        lin,
      ),
    );
  expect(site('hq')).toBeUndefined();
  const { id } = await save('HQ');
  expect(site(' ＨＱ')).toEqual({ id, name: 'HQ' });
  await save('Hq');
  expect(site('HQ')).toBeUndefined();
});
