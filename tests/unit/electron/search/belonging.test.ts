/** Tickets found by where their requester sits, whom that person works for, which service they concern and what they are about. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyPerson } from '#shared/directory/person.ts';
import { emptyFilter } from '#shared/queue/filter.ts';
import type { App, Connection } from '#core/app.ts';
import { samplePerson } from '../../../../electron/host/sample-desk.ts';
import { testAmbient } from '../../../support/desk-folder.ts';
import { askOver, wholeApp, type Ask } from '../../../support/whole-app.ts';

let folder: string;
let app: App;
let connection: Connection;
let call: Ask;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskside-belonging-'));
  app = await wholeApp(join(folder, 'profile'), { ambient: testAmbient('2026-10-14T10:00:00.000Z') });
  connection = app.connect(() => undefined);
  call = askOver(connection);
  await call('accounts.setUp', { ...samplePerson, sample: false });
});
afterEach(async () => {
  connection.close();
  await app.close();
  await rm(folder, { recursive: true });
});

const register = (title: string, requester: { readonly id: string | null; readonly name: string }, category: string) =>
  call('tickets.create', {
    kind: 'incident',
    channel: 'phone',
    title,
    description: '',
    impact: 2,
    urgency: 2,
    category,
    requester,
    draftId: null,
  });

/** Titles of what a search finds. */
const found = async (text: string): Promise<readonly string[]> => {
  const { rows } = await call('queue.page', {
    filter: { ...emptyFilter, text },
    order: { by: 'number', descending: false },
    from: 0,
    count: 50,
  });
  return rows.map(({ title }) => title);
};

const saveSite = async (name: string, organisationId: string | null) =>
  call('directory.saveSite', {
    id: null,
    seen: null,
    content: {
      name,
      organisationId,
      address: '',
      zone: 'Europe/Berlin',
      calendarId: null,
      hours: null,
      accessNote: '',
      contactIds: [],
      active: true,
    },
  });

const savePerson = async (
  name: string,
  places: { readonly organisationId: string | null; readonly siteId: string | null },
) =>
  call('directory.savePerson', {
    id: null,
    seen: null,
    active: true,
    content: { ...emptyPerson, emails: [], phones: [], name, ...places },
  });

describe('what a ticket belongs to', () => {
  it('is found by the site and the organisation of its requester, also after two cards of one person are one', async () => {
    const organisation = await call('directory.saveOrganisation', {
      id: null,
      seen: null,
      content: { name: 'Harbour Clinics', contractRef: null, note: '', active: true },
    });
    const pier = await saveSite('Pier 4', organisation.id);
    const noor = await savePerson('Noor Haddad', { organisationId: organisation.id, siteId: pier.id });
    const double = await savePerson('N. Haddad', { organisationId: null, siteId: null });
    await register('Scanner dead', { id: noor.id, name: noor.name }, 'Hardware');
    await register('Label crooked', { id: double.id, name: double.name }, 'Hardware');
    await register('Somebody else', { id: null, name: 'Noor' }, 'Hardware');
    expect(await found('site:pier')).toEqual(['Scanner dead']);
    expect(await found('地点:"pier 4" scanner')).toEqual(['Scanner dead']);
    expect(await found('org:harbour')).toEqual(['Scanner dead']);
    expect(await found('-site:pier')).toEqual(['Label crooked', 'Somebody else']);
    expect(await found('org:none')).toEqual(['Label crooked', 'Somebody else']);
    expect(await found('site:pie-4')).toEqual([]);

    await call('directory.merge', {
      keepId: noor.id,
      keepSeen: noor.revision,
      dropId: double.id,
      dropSeen: double.revision,
    });
    expect(await found('site:pier')).toEqual(['Scanner dead', 'Label crooked']);
    expect(await call('search.values', { operator: 'site', beginning: 'p', count: 5 })).toEqual([
      { value: 'Pier 4', count: 2 },
    ]);
  });

  it('is found by the asset it is about, by any of its labels, and by where that asset stands', async () => {
    const site = await saveSite('码头仓库', null);
    const asset = await call('assets.create', {
      content: {
        name: 'Label printer 7',
        class: 'Printer',
        serial: 'ZT-99 120',
        assetTag: 'PR-0007',
        manufacturer: '',
        model: '',
        owner: null,
        site: { id: site.id, name: site.name },
        parentId: null,
        supplier: '',
        purchasedOn: null,
        warrantyUntil: null,
        attributes: [],
        note: '',
      },
      status: 'in_use',
    });
    const { ticketId } = await register('Labels crooked', { id: null, name: 'Noor' }, 'Hardware');
    await register('Nothing', { id: null, name: 'Noor' }, 'Hardware');
    expect(await found('asset:pr-0007')).toEqual([]);
    await call('assets.link', { ticketId, ciIds: [asset.item.id] });
    for (const text of ['asset:pr-0007', 'asset:label', '资产:"zt-99 120"', 'site:码头'])
      expect(await found(text), text).toEqual(['Labels crooked']);
    expect(await found('asset:none')).toEqual(['Nothing']);
    await call('assets.unlink', { ticketId, ciId: asset.item.id });
    expect(await found('asset:pr-0007')).toEqual([]);
  });

  it('is found where the asset stands, also where that was written down before the site was known', async () => {
    const { item } = await call('assets.create', {
      content: {
        name: 'Scale 2',
        class: 'Printer',
        serial: '',
        assetTag: '',
        manufacturer: '',
        model: '',
        owner: null,
        site: { id: null, name: 'Old yard' },
        parentId: null,
        supplier: '',
        purchasedOn: null,
        warrantyUntil: null,
        attributes: [],
        note: '',
      },
      status: 'in_use',
    });
    const { ticketId } = await register('Scale is off', { id: null, name: 'Noor' }, 'Hardware');
    await call('assets.link', { ticketId, ciIds: [item.id] });
    expect(await found('site:yard')).toEqual([]);
    await saveSite('Old yard', null);
    expect(await found('site:yard')).toEqual(['Scale is off']);
  });
});
