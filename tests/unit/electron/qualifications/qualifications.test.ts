import { afterEach, beforeEach, expect, it } from 'vitest';
import { qualificationHandlers } from '#core/qualifications/handlers.ts';
import { QualificationBook } from '#core/qualifications/qualification-book.ts';
import { plainRules } from '#core/tickets/ticket-commands.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { actorOf } from '#core/session.ts';
import { succeed } from '#shared/base/result.ts';
import type { User } from '#shared/accounts/user.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { failureOf, valueOf } from '../imports/importing.ts';

const ambient = testAmbient('2026-10-15T09:00:00.000Z');
const lead = contextOf('Sam Okafor', ['team-lead'], 'user:01J0000000000000000000000B');
const lin = contextOf('Lin Yue', ['technician'], 'user:01J0000000000000000000000C');

let folder: DeskFolder;
let book: ReturnType<typeof qualificationHandlers>;
let tickets: ReturnType<typeof ticketHandlers>;
let ticketId: string;

beforeEach(async () => {
  folder = await deskFolder(ambient);
  const kept = new QualificationBook(folder.desk, () => '2026-10-15');
  book = qualificationHandlers(folder.desk, kept);
  tickets = ticketHandlers(folder.desk, { ...plainRules, admit: kept.admit });
  await folder.desk.commit(actorOf(lead.session), (unit) => {
    for (const { session } of [lead, lin]) {
      const user: User = {
        ...unit.stamp('user', session.userId),
        name: session.displayName,
        displayName: session.displayName,
        roles: session.roles,
        disabled: false,
      };
      unit.putLocal(user);
    }
    return succeed(null);
  });
  const report = {
    kind: 'incident',
    channel: 'phone',
    title: 'UPS beeps',
    description: '',
    impact: 2,
    urgency: 2,
  } as const;
  const made = await tickets['tickets.create'](
    { ...report, category: 'Server room', requester: null, draftId: null },
    lead,
  );
  ({ ticketId } = valueOf(made));
  const content = {
    scope: 'category',
    of: 'server room',
    name: 'Electrical safety',
    level: null,
    strength: 'required',
  } as const;
  valueOf(await book['qualifications.saveRequirement']({ id: null, seen: null, content }, lead));
});
afterEach(() => folder.remove());

const certify = async (expiresOn: string) =>
  valueOf(
    await book['qualifications.save'](
      {
        id: null,
        seen: null,
        holderId: lin.session.userId,
        content: {
          kind: 'certificate',
          name: 'Electrical safety',
          level: 3,
          number: 'E-1',
          issuer: '',
          issuedOn: null,
          expiresOn,
          note: '',
        },
      },
      lead,
    ),
  );
const assign = (override: string | null, by = lead) =>
  tickets['tickets.assign'](
    { ticketId, assignee: { id: lin.session.userId, name: 'Lin Yue' }, group: null, override },
    by,
  );

it('keeps a ticket from who lacks what its category requires, taken or assigned', async () => {
  expect(failureOf(await tickets['tickets.take']({ ticketId }, lin))).toMatchObject({
    code: 'ticket.not-qualified',
    details: { name: 'Lin Yue', missing: 'Electrical safety' },
  });
  await certify('2026-10-14');
  expect(failureOf(await assign(null)).code).toBe('ticket.not-qualified');
  await certify('2026-10-15');
  expect(valueOf(await assign(null)).ticket.assignee?.name).toBe('Lin Yue');
});

it('lets a lead make an exception with a reason, which the timeline keeps', async () => {
  expect(failureOf(await assign('short')).code).toBe('ticket.reason-too-short');
  expect(failureOf(await assign('nobody else is on site', lin)).code).toBe('auth.denied');
  const { timeline } = valueOf(await assign('nobody else is on site'));
  expect(timeline.flatMap(({ event }) => (event.kind === 'assignment' ? [event.exception] : []))).toEqual([
    { missing: ['Electrical safety'], reason: 'nobody else is on site' },
  ]);
});

it('tells who assigns how everybody stands, and nothing where nothing is asked', async () => {
  await certify('2026-10-20');
  const fitness = valueOf(await book['qualifications.fitness']({ ticketIds: [ticketId], group: null }, lead));
  expect(fitness.find(({ userId }) => userId === lin.session.userId)).toMatchObject({
    lacks: [],
    ending: [{ name: 'Electrical safety', days: 5 }],
  });
  expect(fitness.find(({ userId }) => userId === lead.session.userId)?.lacks).toMatchObject([{ reason: 'none' }]);
  expect(valueOf(await book['qualifications.fitness']({ ticketIds: [], group: null }, lead))).toEqual([]);
});

it('asks which revision was seen, and keeps no level on a certificate', async () => {
  const kept = await certify('2027-10-15');
  expect(kept).toMatchObject({ revision: 1, level: null, holder: { name: 'Lin Yue' } });
  const remove = (seen: number) => book['qualifications.remove']({ id: kept.id, seen }, lead);
  expect(failureOf(await remove(2)).code).toBe('record.stale');
  valueOf(await remove(1));
  expect(valueOf(await book['qualifications.mine']({}, lin))).toEqual([]);
});
