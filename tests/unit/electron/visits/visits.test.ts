import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ArticleLinks } from '#core/article-links.ts';
import { AssetIndex } from '#core/assets/asset-index.ts';
import { linkAssets } from '#core/assets/link-assets.ts';
import { directoryHandlers, openDirectory } from '#core/directory/handlers.ts';
import { siteHead } from '#core/directory/place-handlers.ts';
import { openLinks } from '#core/open-links.ts';
import { openTicketIndex } from '#core/queue/ticket-index.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import { visitHandlers } from '#core/visits/handlers.ts';
import type { ConfigurationItem } from '#shared/assets/configuration-item.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { emptyPerson } from '#shared/directory/person.ts';
import type { ListedDocument } from '#shared/documents/operations.ts';
import { assetContent } from '../../shared/assets/sample-asset.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { failureOf, valueOf } from '../imports/importing.ts';
import { featuresOf, upload, type Features } from '../attachments/attaching.ts';
import { eventually } from '../../../support/eventually.ts';

const ambient = testAmbient();
const lin = contextOf('Lin Yue');
const sam = contextOf('Sam Okafor', ['technician'], 'user:01J0000000000000000000000B');

let folder: DeskFolder;
let features: Features;
let directory: ReturnType<typeof directoryHandlers>;
let visits: ReturnType<typeof visitHandlers>;
let notices: Notice[];
let documents: ListedDocument[];
let goneSince: Set<string>;
let fault: (() => Error) | undefined;
let links: ReturnType<typeof openLinks>;

beforeEach(async () => {
  ambient.set('2026-10-01T09:00:00.000Z');
  folder = await deskFolder(ambient);
  const { desk } = folder;
  notices = [];
  documents = [];
  goneSince = new Set();
  fault = undefined;
  features = featuresOf(desk);
  links = openLinks(desk);
  const articles = new ArticleLinks(desk);
  const assets = new AssetIndex(desk);
  const index = openTicketIndex(desk);
  const places = openDirectory(desk);
  const timelineOf = (ticketId: string) => readTimeline(desk.records, ticketId);
  directory = directoryHandlers(
    desk,
    { tickets: () => index.rows(), timelineOf, namedElsewhere: () => [], hold: () => () => undefined },
    places,
  );
  visits = visitHandlers(desk, {
    doors: {
      people: places.people,
      listed: (row) => places.places.listed(row),
      organisation: (id) => places.places.organisation(id),
      hoursOf: (siteId) => siteHead(desk, siteId)?.hours ?? null,
      assets: () => assets.rows(),
      openTickets: () => index.openRows(),
      articles: () => [],
      assetsOfTicket: (ticketId) => links.others(ticketId, 'about'),
      articlesOfTicket: (ticketId) => articles.ofTicket(ticketId),
      timelineOf,
      documents: {
        belongingTo: () => {
          if (fault) throw fault();
          return documents;
        },
        statesNow: ({ id }) =>
          Promise.resolve(goneSince.has(id) ? ['missing'] : (documents.find((each) => each.id === id)?.states ?? [])),
      },
      today: () => '2026-10-01',
    },
    ticket: (ticketId) => index.row(index.slotOf(ticketId) ?? -1),
    siteOfAsset: (ciId) => assets.find(ciId)?.siteId ?? null,
    notify: (notice) => notices.push(notice),
    settleMs: 0,
  });
});
afterEach(() => folder.remove());

const newSite = async (accessNote = 'Gate 2'): Promise<string> =>
  valueOf(
    await directory['directory.saveSite'](
      {
        id: null,
        seen: null,
        content: {
          name: 'Leeds plant',
          organisationId: null,
          address: 'Unit 7',
          zone: 'Europe/London',
          calendarId: null,
          hours: null,
          accessNote,
          contactIds: [],
          active: true,
        },
      },
      lin,
    ),
  ).id;

const newPerson = async (name: string, siteId: string | null) =>
  valueOf(
    await directory['directory.savePerson'](
      { id: null, seen: null, content: { ...emptyPerson, emails: [], phones: [], name, siteId }, active: true },
      lin,
    ),
  );

const newTicket = async (requester: { id: string; name: string } | null): Promise<string> =>
  valueOf(
    await features.tickets['tickets.create'](
      {
        kind: 'incident',
        channel: 'phone',
        title: 'Printer jams',
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

const document = ({
  belongsTo,
  ...change
}: Partial<Omit<ListedDocument, 'belongsTo'>> & {
  readonly belongsTo: Partial<ListedDocument['belongsTo']>;
}): ListedDocument => ({
  id: `document:${change.number}`,
  number: '',
  title: 'Floor plan',
  kind: 'drawing',
  owner: null,
  belongsTo: { siteId: null, organisationId: null, assetId: null, serviceId: null, ...belongsTo },
  tags: [],
  reviewOn: null,
  validUntil: null,
  storage: 'elsewhere',
  place: '',
  label: '',
  fileName: null,
  bytes: null,
  sha256: null,
  isKept: false,
  withdrawnAt: null,
  states: ['elsewhere'],
  sight: null,
  checkedAt: null,
  ...change,
});

const packOf = async (siteId: string, anew = false) => valueOf(await visits['visits.pack']({ siteId, anew }, lin));

const pin = (siteId: string, context = lin, seen: number | null = null) =>
  visits['visits.pin']({ siteId, seen, plannedOn: '2026-10-03', note: 'Bring the spare drum' }, context);

describe('a pinned site', () => {
  it('is each person’s own, and says who else goes there', async () => {
    const siteId = await newSite();
    expect((await packOf(siteId)).pin).toBeNull();
    valueOf(await pin(siteId));
    valueOf(await pin(siteId, sam));
    const { pin: mine, alsoPinnedBy } = await packOf(siteId);
    expect(mine).toMatchObject({ plannedOn: '2026-10-03', note: 'Bring the spare drum', revision: 1 });
    expect(alsoPinnedBy.map(({ name }) => name)).toEqual(['Sam Okafor']);
    const list = valueOf(await visits['visits.mine']({}, lin));
    expect(list).toMatchObject([{ siteId, site: 'Leeds plant', plannedOn: '2026-10-03', pack: { missing: 2 } }]);
  });

  it('is changed only from what was seen, and taken back once', async () => {
    const siteId = await newSite();
    valueOf(await pin(siteId));
    expect(failureOf(await pin(siteId)).code).toBe('record.stale');
    expect(valueOf(await pin(siteId, lin, 1)).revision).toBe(2);
    expect(valueOf(await visits['visits.unpin']({ siteId }, lin))).toBeNull();
    expect(failureOf(await visits['visits.unpin']({ siteId }, lin)).code).toBe('record.not-found');
    expect(valueOf(await visits['visits.mine']({}, lin))).toEqual([]);
  });

  it('has to be there', async () => {
    const siteId = 'site:01J0000000000000000000000S';
    expect(failureOf(await pin(siteId)).code).toBe('record.not-found');
    expect(failureOf(await visits['visits.pack']({ siteId, anew: false }, lin)).code).toBe('record.not-found');
  });

  it('is in the trail without what was written of it', async () => {
    const siteId = await newSite();
    valueOf(await pin(siteId));
    valueOf(await visits['visits.unpin']({ siteId }, lin));
    const { length } = folder.desk.chainOf(folder.desk.device.id);
    const lines = (await folder.desk.readAudit(length - 1, length)).join('\n');
    expect(lines).toContain('"visits.pin"');
    expect(lines).toContain('"visits.unpin"');
    expect(lines).toContain('2026-10-03');
    expect(lines).not.toContain('spare drum');
  });

  it('is told to windows when its pack comes out different', async () => {
    const siteId = await newSite();
    const anna = await newPerson('Anna', siteId);
    valueOf(await pin(siteId));
    await eventually(() => expect(notices).toContainEqual({ name: 'visits.changed' }));
    notices.length = 0;
    await newTicket(anna);
    await eventually(() => expect(notices).toContainEqual({ name: 'visits.changed' }));
    expect((await packOf(siteId)).pack.tickets.count).toBe(1);
  });

  it('is followed again after making its pack failed', async () => {
    const siteId = await newSite();
    const anna = await newPerson('Anna', siteId);
    let failed = 0;
    fault = () => {
      failed++;
      return new Error('no documents');
    };
    valueOf(await pin(siteId));
    await eventually(() => expect(failed).toBeGreaterThan(0));
    fault = undefined;
    await newTicket(anna);
    await eventually(() => expect(notices).toContainEqual({ name: 'visits.changed' }));
  });
});

describe('the pack of a site', () => {
  it('follows what is registered, cancelled and moved', async () => {
    const siteId = await newSite();
    const anna = await newPerson('Anna', siteId);
    expect((await packOf(siteId)).pack).toMatchObject({ count: 1, people: { count: 1 } });
    const ticketId = await newTicket(anna);
    const { pack } = await packOf(siteId);
    expect(pack.tickets.things).toMatchObject([{ id: ticketId, reasons: [{ why: 'requester', of: 'Anna' }] }]);
    expect(pack.tickets.bytes).toBeGreaterThan(0);
    valueOf(await features.tickets['tickets.cancel']({ ticketId, reason: 'duplicate' }, lin));
    expect((await packOf(siteId)).pack.tickets.count).toBe(0);
  });

  it('counts the files of its tickets, and names one that is not on the device any more', async () => {
    const siteId = await newSite();
    const ticketId = await newTicket(await newPerson('Anna', siteId));
    const bare = (await packOf(siteId)).pack.tickets.bytes;
    const file = await upload(features, lin, 'scan.txt', Buffer.alloc(5_000, 'a'));
    const attached = await features.files['attachments.attach'](
      { ticketId, files: [{ sha256: file.sha256, name: 'scan.txt' }] },
      lin,
    );
    valueOf(attached);
    const whole = (await packOf(siteId)).pack;
    expect(whole.tickets.bytes - bare).toBeGreaterThan(5_000);
    expect(whole.gaps.map(({ kind }) => kind)).not.toContain('ticketFile');
    for (const name of await readdir(folder.path, { recursive: true }))
      if (/[\\/][0-9a-f]{64}$/u.test(name)) await rm(join(folder.path, name));
    // Nothing told the console: it is found when it looks.
    expect((await packOf(siteId)).pack.gaps.map(({ kind }) => kind)).not.toContain('ticketFile');
    const { gaps } = (await packOf(siteId, true)).pack;
    expect(gaps).toContainEqual(expect.objectContaining({ kind: 'ticketFile', recordId: ticketId, name: 'scan.txt' }));
  });

  it('looks again after a minute', async () => {
    const siteId = await newSite();
    const first = (await packOf(siteId)).pack.at;
    expect((await packOf(siteId)).pack.at).toBe(first);
    ambient.set('2026-10-01T09:01:00.000Z');
    expect((await packOf(siteId)).pack.at).toBe('2026-10-01T09:01:00.000Z');
  });

  it('holds the documents that are filed there, and looks for those that are kept here', async () => {
    const siteId = await newSite();
    const elsewhere = document({ number: 'DOC-7K3Q-000001', belongsTo: { siteId }, place: 'Cabinet 3' });
    const kept = document({
      number: 'DOC-7K3Q-000002',
      belongsTo: { siteId },
      storage: 'held',
      states: ['unchecked', 'expired'],
      isKept: true,
      sha256: 'ab'.repeat(32),
      bytes: 900,
    });
    const ofOther = document({ number: 'DOC-7K3Q-000003', belongsTo: { siteId: 'site:OTHER', organisationId: 'x' } });
    documents.push(elsewhere, kept, ofOther);
    const first = (await packOf(siteId, true)).pack;
    expect(first.documents.things.map(({ number, states }) => [number, states])).toEqual([
      ['DOC-7K3Q-000001', ['elsewhere']],
      ['DOC-7K3Q-000002', ['missing', 'expired']],
    ]);
    expect(first.documents.bytes).toBe(0);
    expect(first.gaps).toContainEqual(expect.objectContaining({ kind: 'documentElsewhere', of: 'Cabinet 3' }));
    const file = await upload(features, lin, 'plan.txt', Buffer.alloc(900, 'p'));
    documents[1] = { ...kept, sha256: file.sha256 };
    const then = (await packOf(siteId, true)).pack;
    expect(then.documents.things[1]?.states).toEqual(['here', 'expired']);
    expect(then.documents.bytes).toBe(900);
  });
});

describe('a watched file of the pack', () => {
  it('is missing as soon as it is gone, whatever the last check said', async () => {
    const siteId = await newSite();
    const watched = document({
      number: 'DOC-7K3Q-000001',
      belongsTo: { siteId },
      storage: 'watched',
      states: ['here'],
      bytes: 40,
    });
    documents.push(watched);
    expect((await packOf(siteId, true)).pack.documents.things[0]).toMatchObject({ states: ['here'], bytes: 40 });
    goneSince.add(watched.id);
    const { pack } = await packOf(siteId, true);
    expect(pack.documents.things[0]).toMatchObject({ states: ['missing'], bytes: 0 });
    expect(pack.gaps).toContainEqual(expect.objectContaining({ kind: 'documentGone', recordId: watched.id }));
  });
});

describe('the site of a ticket', () => {
  const siteOf = async (ticketId: string) => valueOf(await visits['visits.siteOf']({ ticketId }, lin));

  it('is where the requester works, and says whether it is pinned', async () => {
    const siteId = await newSite();
    const ticketId = await newTicket(await newPerson('Anna', siteId));
    expect(await siteOf(ticketId)).toEqual({ id: siteId, name: 'Leeds plant', isPinned: false });
    valueOf(await pin(siteId));
    expect(await siteOf(ticketId)).toMatchObject({ isPinned: true });
  });

  it('is else where the thing stands that it is about', async () => {
    const siteId = await newSite();
    const ticketId = await newTicket(await newPerson('Anna', null));
    expect(await siteOf(ticketId)).toBeNull();
    const { desk } = folder;
    await desk.commit(desk.deviceActor, (unit) => {
      const item: ConfigurationItem = {
        ...unit.stamp('ci', unit.newId('ci')),
        ...assetContent({ site: { id: siteId, name: 'Leeds plant' } }),
        revision: 1,
        number: unit.nextNumber('CI'),
        status: 'in_use',
        batch: null,
      };
      unit.write('assets.create', item);
      return linkAssets(unit, ticketId, [item.id], links);
    });
    expect(await siteOf(ticketId)).toMatchObject({ id: siteId });
    const { pack } = await packOf(siteId);
    expect(pack.assets.things).toMatchObject([{ reasons: [{ why: 'stands' }, { why: 'ticket' }] }]);
    expect(pack.tickets.things).toMatchObject([{ id: ticketId }]);
  });

  it('is unknown of a name alone', async () => {
    expect(await siteOf(await newTicket(null))).toBeNull();
  });
});
