import { describe, expect, it } from 'vitest';
import { MAX_BY_CATEGORY } from '#shared/visits/belonging.ts';
import { article, asset, belonging, leeds, person, reasonsOf, ticket } from './rows.ts';

const anna = person('Anna');
const ben = person('Ben');

describe('people of a pack', () => {
  it('are those to be asked first, in the order of the site, then who works there by name', () => {
    const site = { ...leeds, contactIds: ['person:Zoe', 'person:Guard'] };
    const guard = person('Guard', { siteId: null });
    const { people } = belonging({ site, people: [ben, guard, anna, person('Zoe')] });
    expect(reasonsOf(people)).toEqual(['Zoe: contact, works', 'Guard: contact', 'Anna: works', 'Ben: works']);
  });

  it('are none who left, or who are somebody else', () => {
    const people = [person('Left', { active: false }), person('Double', { mergedInto: anna.id }), anna];
    const site = { ...leeds, contactIds: ['person:Double'] };
    const standsFor = (id: string) => (id === 'person:Double' ? anna.id : id);
    expect(reasonsOf(belonging({ site, people, standsFor }).people)).toEqual(['Anna: contact, works']);
  });

  it('are also those elsewhere who asked for something that is open there', () => {
    const boss = person('Boss', { siteId: 'site:OTHER' });
    const found = belonging({
      people: [anna, boss],
      assets: [asset('Press', { siteId: leeds.id })],
      openTickets: [ticket('000001', { requesterId: boss.id })],
      assetsOfTicket: () => ['ci:Press'],
    });
    expect(reasonsOf(found.people)).toEqual(['Anna: works', 'Boss: asked INC-7K3Q-000001']);
  });
});

describe('assets of a pack', () => {
  it('stand there, are used by somebody there, or are a part of such a thing, each below its whole', () => {
    const { assets } = belonging({
      people: [anna],
      assets: [
        asset('Disk', { parentId: 'ci:Server' }),
        asset('Server', { siteId: leeds.id }),
        asset('Plate', { parentId: 'ci:Disk' }),
        asset('Laptop', { ownerId: anna.id }),
        asset('Abroad', { ownerId: anna.id, siteId: 'site:OTHER', site: 'Other' }),
        asset('Named', { site: 'Leeds plant' }),
        asset('Foreign'),
      ],
    });
    expect(reasonsOf(assets)).toEqual([
      'Laptop: used Anna',
      'Named: stands',
      'Server: stands',
      'Disk: part Server',
      'Plate: part Disk',
    ]);
    expect(assets.map(({ depth }) => depth)).toEqual([0, 0, 0, 1, 2]);
  });

  it('are nothing that is out of service, and end where parts make a ring', () => {
    const { assets } = belonging({
      assets: [
        asset('Old', { siteId: leeds.id, status: 'retired' }),
        asset('Part of old', { parentId: 'ci:Old' }),
        asset('A', { siteId: leeds.id, parentId: 'ci:B' }),
        asset('B', { parentId: 'ci:A' }),
      ],
    });
    expect(reasonsOf(assets)).toEqual(['A: stands, part B', 'B: part A']);
  });

  it('of somebody who is only to be asked there stay where they are', () => {
    const guard = person('Guard', { siteId: null });
    const site = { ...leeds, contactIds: [guard.id] };
    const { assets } = belonging({ site, people: [guard], assets: [asset('Radio', { ownerId: guard.id })] });
    expect(assets).toEqual([]);
  });
});

describe('tickets of a pack', () => {
  it('are open for somebody there, or about something there, the most urgent first', () => {
    const about: Readonly<Record<string, readonly string[]>> = {
      'ticket:000002': ['ci:Press', 'ci:Spare'],
      'ticket:000003': ['ci:Spare'],
    };
    const found = belonging({
      people: [anna],
      assets: [asset('Press', { siteId: leeds.id }), asset('Spare', { status: 'in_stock' })],
      openTickets: [
        ticket('000001', { requesterId: anna.id, priority: 4 }),
        ticket('000002', { priority: 1 }),
        ticket('000003', { requesterId: 'person:Elsewhere' }),
        ticket('000004', { requesterId: anna.id, createdAt: -1, priority: 4 }),
      ],
      assetsOfTicket: (id) => about[id] ?? [],
    });
    expect(reasonsOf(found.tickets)).toEqual([
      '000002: about Press',
      '000004: requester Anna',
      '000001: requester Anna',
    ]);
    // What such a ticket is about comes along, wherever it stands; it does not bring further tickets.
    expect(reasonsOf(found.assets)).toEqual(['Press: stands, ticket INC-7K3Q-000002', 'Spare: ticket INC-7K3Q-000002']);
  });

  it('are those of whoever a requester was found to be', () => {
    const { tickets } = belonging({
      people: [anna],
      openTickets: [ticket('000001', { requesterId: 'person:Double' })],
      standsFor: (id) => (id === 'person:Double' ? anna.id : id),
    });
    expect(reasonsOf(tickets)).toEqual(['000001: requester Anna']);
  });
});

describe('articles of a pack', () => {
  const base = {
    people: [anna],
    assets: [
      asset('Press', { siteId: leeds.id, model: 'LaserJet M404' }),
      asset('Anna’s', { ownerId: anna.id, model: 'T14' }),
    ],
    openTickets: [ticket('000001', { requesterId: anna.id, category: 'Printing' })],
  };

  it('are named on a ticket, on a model, for the place, or of a category, in this order', () => {
    const found = belonging({
      ...base,
      organisation: 'Northgate',
      articles: [
        article('Toner', { category: 'Printing' }),
        article('Visitors of the LEEDS PLANT', { kind: 'policy' }),
        article('Sites', { kind: 'policy', tags: ['northgate'] }),
        article('LaserJet M404 manual', { kind: 'manual' }),
        article('Quick help', { kind: 'training', category: 'Printing' }),
        article('Named'),
        article('Unrelated'),
      ],
      articlesOfTicket: () => ['article:Named'],
    });
    expect(reasonsOf(found.articles)).toEqual([
      'Named: ticket INC-7K3Q-000001',
      'LaserJet M404 manual: model LaserJet M404',
      'Sites: policy',
      'Visitors of the LEEDS PLANT: policy',
      'Toner: category Printing',
    ]);
  });

  it('are of a model by its whole name, also between ideographs', () => {
    const articles = [
      article('ThinkPad T140'),
      article('更换T14电池'),
      article('ThinkPad T14: battery'),
      article('AT14'),
    ];
    const titles = belonging({ ...base, articles }).articles.map(({ row }) => row.title);
    expect(titles.toSorted()).toEqual(['ThinkPad T14: battery', '更换T14电池']);
  });

  it('are none that nobody can read, or that is retired', () => {
    const articles = [
      article('Draft', { isReadable: false, standing: 'draft', category: 'Printing' }),
      article('Gone', { standing: 'retired', category: 'Printing' }),
    ];
    expect(belonging({ ...base, articles }).articles).toEqual([]);
  });

  it('of a category are the latest only', () => {
    const articles = Array.from({ length: MAX_BY_CATEGORY + 5 }, (_, place) =>
      article(`A${String(place).padStart(2, '0')}`, { category: 'Printing', updatedAt: place }),
    );
    const found = belonging({ ...base, articles }).articles;
    expect(found).toHaveLength(MAX_BY_CATEGORY);
    expect(found.map(({ row }) => row.title)).not.toContain('A04');
  });
});
