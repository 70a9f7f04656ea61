import { describe, expect, it } from 'vitest';
import type { BusinessCalendar } from '#shared/calendar/calendar.ts';
import type { ListedPerson } from '#shared/directory/operations.ts';
import { composePack, MAX_LISTED, summaryOf, type PackParts, type VisitPack } from '#shared/visits/pack.ts';
import type { PackDocument, RecordFacts } from '#shared/visits/things.ts';
import { article, asset, belonging, finished, leeds, person, ticket } from './rows.ts';

const hours: BusinessCalendar = {
  id: leeds.id,
  name: leeds.name,
  zone: 'Europe/London',
  week: [[], [], [], [], [], [], []],
  holidays: [],
  makeupDays: [],
  validUntil: null,
  version: 1,
};
const contact: ListedPerson = {
  ...person('Anna', { phones: ['+44 113 496 0101'] }),
  organisation: null,
  site: leeds.name,
};
const anna = person('Anna');

const plain: RecordFacts = { bytes: 100, files: [] };

const parts = (change: Partial<PackParts> = {}): PackParts => ({
  site: {
    id: leeds.id,
    name: leeds.name,
    zone: 'Europe/London',
    address: 'Unit 7',
    accessNote: 'Gate 2',
    active: true,
  },
  hours,
  organisation: null,
  contacts: [contact],
  onCall: [],
  belonging: belonging({
    people: [anna],
    assets: [asset('Press', { siteId: leeds.id, manufacturer: 'HP', model: 'M404' })],
    openTickets: [ticket('000001', { requesterId: anna.id, category: 'Printing' })],
    articles: [article('Toner', { category: 'Printing', validUntil: '2026-11-20' })],
  }),
  documents: [],
  factsOf: () => plain,
  today: '2026-11-20',
  at: '2026-11-20T13:02:00.000Z',
  ...change,
});

const packOf = (given: PackParts): VisitPack => finished(composePack(given));

const document = (change: Partial<PackDocument>): PackDocument => ({
  id: 'document:PLAN',
  number: 'DOC-7K3Q-000001',
  title: 'Floor plan',
  states: ['here'],
  place: null,
  bytes: 5_000,
  reasons: [{ why: 'site', of: null }],
  ...change,
});

const kindsOf = (change: Partial<PackParts>): readonly string[] =>
  packOf(parts(change)).gaps.map(({ kind, name, of }) => [kind, name, of].filter(Boolean).join(' '));

describe('a pack', () => {
  it('counts everything and adds up what it takes, files that are not here apart', () => {
    const files: RecordFacts = {
      bytes: 100,
      files: [
        { name: 'log.txt', bytes: 4_000, state: 'here' },
        { name: 'gone.txt', bytes: 0, state: 'missing' },
      ],
    };
    const pack = packOf(
      parts({ factsOf: (id) => (id.startsWith('ticket:') ? files : plain), documents: [document({})] }),
    );
    expect(pack.tickets).toMatchObject({ count: 1, bytes: 4_100 });
    expect(pack.tickets.things[0]).toMatchObject({ files: 2, reasons: [{ why: 'requester', of: 'Anna' }] });
    expect(pack.assets.things[0]).toMatchObject({ model: 'HP M404', depth: 0 });
    expect({ count: pack.count, bytes: pack.bytes }).toEqual({ count: 5, bytes: 9_400 });
  });

  it('lists the first of many and counts all', () => {
    const people = Array.from({ length: MAX_LISTED + 7 }, (_, place) => person(`P${place}`));
    const { people: section } = packOf(parts({ belonging: belonging({ people }) }));
    expect(section.count).toBe(MAX_LISTED + 7);
    expect(section.bytes).toBe((MAX_LISTED + 7) * 100);
    expect(section.things).toHaveLength(MAX_LISTED);
  });

  it('has no gap where all is here; an article on its last day still holds', () => {
    const pack = packOf(parts());
    expect(pack.gaps).toEqual([]);
    expect(summaryOf(pack)).toEqual({
      count: 4,
      bytes: 400,
      missing: 0,
      toLookAt: 0,
      at: '2026-11-20T13:02:00.000Z',
    });
  });
});

describe('what is missing', () => {
  it('is how to get there and in, and whom to ask', () => {
    const { site } = parts();
    expect(
      kindsOf({ site: { ...site, accessNote: ' ', address: '', active: false }, hours: null, contacts: [] }),
    ).toEqual(['access', 'address', 'contact', 'hours', 'notInUse']);
    expect(kindsOf({ contacts: [{ ...contact, phones: [] }] })).toEqual(['contactPhone Anna']);
    expect(kindsOf({ contacts: [{ ...contact, phones: [] }, contact] })).toEqual([]);
  });

  it('is nobody on call, or nobody who can be reached', () => {
    const rota = { rotaId: 'rota:N', rota: 'Networks', until: null };
    const tom = { id: 'person:Tom', name: 'Tom', phone: null };
    expect(kindsOf({ onCall: [{ ...rota, person: null }] })).toEqual(['onCall Networks']);
    expect(kindsOf({ onCall: [{ ...rota, person: tom }] })).toEqual(['onCallPhone Tom Networks']);
    expect(kindsOf({ onCall: [{ ...rota, person: { ...tom, phone: '1' } }] })).toEqual([]);
  });

  it('names files and documents that are not here before what only wants looking at', () => {
    const missing: RecordFacts = { bytes: 1, files: [{ name: 'scan.pdf', bytes: 0, state: 'missing' }] };
    const pack = packOf(
      parts({
        today: '2026-11-21',
        factsOf: (id) => (id.startsWith('ticket:') ? missing : plain),
        documents: [
          document({ states: ['here', 'expired'], title: 'Contract' }),
          document({ states: ['elsewhere'], title: 'Plan', place: 'https://files.example/plan' }),
          document({ states: ['missing', 'expired'], title: 'Licence' }),
          document({ states: ['changed'], title: 'List' }),
          document({ states: ['here', 'review'], title: 'Form' }),
        ],
      }),
    );
    expect(pack.gaps.map(({ kind, isMissing, of }) => [kind, isMissing, of])).toEqual([
      ['documentElsewhere', true, 'https://files.example/plan'],
      ['documentGone', true, 'DOC-7K3Q-000001'],
      ['ticketFile', true, 'INC-7K3Q-000001'],
      ['documentChanged', false, 'DOC-7K3Q-000001'],
      ['documentExpired', false, 'DOC-7K3Q-000001'],
      ['documentExpired', false, 'DOC-7K3Q-000001'],
      ['documentReview', false, 'DOC-7K3Q-000001'],
      ['articleOutdated', false, 'KB-7K3Q-Toner'],
    ]);
    expect(summaryOf(pack)).toMatchObject({ missing: 3, toLookAt: 5 });
  });

  it('tells a damaged file from one that is not there', () => {
    const facts: RecordFacts = {
      bytes: 1,
      files: [
        { name: 'a', bytes: 0, state: 'missing' },
        { name: 'b', bytes: 0, state: 'damaged' },
        { name: 'c', bytes: 0, state: 'missing' },
      ],
    };
    const { gaps } = packOf(parts({ factsOf: (id) => (id.startsWith('article:') ? facts : plain) }));
    expect(gaps.map(({ kind, isDamaged }) => [kind, isDamaged])).toEqual([
      ['articlePicture', false],
      ['articlePicture', true],
    ]);
  });
});
