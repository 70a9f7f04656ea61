import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { directoryHandlers } from '#core/directory/handlers.ts';
import { emptyPerson, type Person, type PersonContent } from '#shared/directory/person.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { failureOf, valueOf } from '../imports/importing.ts';

const ambient = testAmbient('2026-10-01T09:00:00.000Z');
const lin = contextOf('Lin Yue');
const SWITCHBOARD = '+45 12 34 56 78';

let folder: DeskFolder;
let directory: ReturnType<typeof directoryHandlers>;
let elsewhere: string[];

beforeEach(async () => {
  folder = await deskFolder(ambient);
  elsewhere = [];
  directory = directoryHandlers(folder.desk, {
    tickets: () => [],
    timelineOf: () => [],
    namedElsewhere: () => elsewhere,
    hold: () => () => undefined,
  });
});
afterEach(() => folder.remove());

const add = async (name: string, more: Partial<PersonContent> = {}): Promise<Person> => {
  const content = { ...emptyPerson, name, ...more };
  return valueOf(
    await directory['directory.savePerson'](
      {
        id: null,
        seen: null,
        content: { ...content, emails: [...content.emails], phones: [...content.phones] },
        active: true,
      },
      lin,
    ),
  );
};

const fileOf = async (...cards: readonly (readonly string[])[]) => {
  const text = cards.map((lines) => ['BEGIN:VCARD', 'VERSION:4.0', ...lines, 'END:VCARD', ''].join('\r\n')).join('');
  const upload = await folder.desk.blobs.begin();
  await upload.append(new TextEncoder().encode(text));
  const { sha256 } = await upload.finish();
  return { sha256, fileName: 'staff.vcf' };
};

const outcomes = async (...cards: readonly (readonly string[])[]) =>
  valueOf(await directory['directory.readCards'](await fileOf(...cards), lin)).cards.map(({ outcome }) => outcome);

const everybody = { view: 'active', text: '', organisationId: null, siteId: null, from: 0, count: 100 } as const;
const names = async () => valueOf(await directory['directory.people'](everybody, lin)).rows.map(({ name }) => name);

describe('a card', () => {
  it('is not of somebody who only shares a number with it', async () => {
    const phones = [{ kind: 'work', typed: SWITCHBOARD, e164: null }] as const;
    await add('Ada Holm', { phones, emails: ['ada@example.com'] });
    expect(
      await outcomes(
        ['FN:Bo Lund', `TEL:${SWITCHBOARD}`, 'EMAIL:bo@example.com'],
        ['FN:Carl Dahl', `TEL:${SWITCHBOARD}`],
        ['FN:ada holm', `TEL:${SWITCHBOARD}`, 'TITLE:Buyer'],
        ['FN:Ada H.', 'EMAIL:ada@example.com', 'TITLE:Buyer'],
        ['FN:Carl Dahl', `TEL:${SWITCHBOARD}`],
      ),
    ).toEqual(['new', 'new', 'adds', 'adds', 'twice']);
  });
});

describe('a file of cards', () => {
  const take = async (file: { readonly sha256: string; readonly fileName: string }) =>
    directory['directory.takeCards']({ ...file, takeNew: true, takeAdds: true }, lin);

  it('is taken once however often it is asked for at a time', async () => {
    const file = await fileOf(['FN:Bo Lund', 'EMAIL:bo@example.com']);
    const [first, second] = await Promise.all([take(file), take(file)]);
    expect(valueOf(first).made).toBe(1);
    expect(failureOf(second).code).toBe('import.running');
    expect(await names()).toEqual(['Bo Lund']);
  });

  it('leaves behind, taken back, whom a rota, a site or another feature names', async () => {
    const { id } = valueOf(
      await take(
        await fileOf(
          ['FN:Ada', 'EMAIL:ada@example.com', 'ORG:Acme'],
          ['FN:Bo', 'EMAIL:bo@example.com', 'ORG:Borealis'],
          ['FN:Carl', 'EMAIL:carl@example.com'],
          ['FN:Dora', 'EMAIL:dora@example.com'],
          ['FN:Eva', 'EMAIL:eva@example.com', 'ORG:Customer'],
        ),
      ),
    );
    const rows = valueOf(await directory['directory.people'](everybody, lin)).rows;
    const idOf = (name: string) => rows.find((row) => row.name === name)?.id ?? '';
    const rota = {
      name: 'Nights',
      groupId: null,
      zone: 'Europe/Berlin',
      rhythm: 'weekly',
      handOverTime: '08:00',
      startsOn: '2026-09-28',
      memberIds: [idOf('Ada')],
      exceptions: [],
      active: true,
    } as const;
    valueOf(
      await directory['directory.saveRota'](
        { id: null, seen: null, content: { ...rota, memberIds: [...rota.memberIds], exceptions: [] } },
        lin,
      ),
    );
    const site = {
      name: 'HQ',
      organisationId: null,
      address: '',
      zone: 'Europe/Berlin',
      calendarId: null,
      hours: null,
      accessNote: '',
      contactIds: [idOf('Carl')],
      active: true,
    };
    valueOf(await directory['directory.saveSite']({ id: null, seen: null, content: site }, lin));
    elsewhere = [idOf('Dora'), rows.find(({ name }) => name === 'Eva')?.organisationId ?? ''];
    expect(valueOf(await directory['directory.undoCards']({ importId: id }, lin))).toEqual({ undone: 2, kept: 3 });
    expect(await names()).toEqual(['Ada', 'Carl', 'Dora']);
    const { organisations } = valueOf(await directory['directory.places']({}, lin));
    expect(organisations.map(({ name }) => name)).toEqual(['Acme', 'Customer']);
  });
});

it('cards that leave are in the trail, without the words that were searched for', async () => {
  const { id } = await add('Ada Holm', { emails: ['ada@example.com'] });
  await add('Bo Lund');
  const last = async (): Promise<unknown> => {
    const { seq } = folder.desk.auditHead;
    const [line = ''] = await folder.desk.readAudit(seq, seq);
    return JSON.parse(line);
  };
  const wish = { view: 'active', text: 'Ada', personId: null, from: 0 } as const;
  expect(valueOf(await directory['directory.exportCards'](wish, lin)).total).toBe(1);
  expect(await last()).toMatchObject({
    action: 'directory.exportCards',
    after: { people: 1, from: 0, total: 1 },
  });
  expect(JSON.stringify(await last())).not.toContain('Ada');
  valueOf(await directory['directory.exportCards']({ ...wish, text: '', personId: id }, lin));
  expect(await last()).toMatchObject({ object: { type: 'person', id } });
});
