import { notFound } from '#shared/base/not-found.ts';
import { succeed, refuse, type Result } from '#shared/base/result.ts';
import { cardOutcomes, MAX_CARD_BYTES, type CardImport, type CardOutcome } from '#shared/directory/cards.ts';
import { MAX_CARDS_SHOWN, MAX_EXPORTED, type CardImportView, type ShownCard } from '#shared/directory/operations.ts';
import type { Person } from '#shared/directory/person.ts';
import { admitFile, isTrainingCards } from '#shared/practice/training-file.ts';
import type { Desk } from '../../desk.ts';
import type { FeatureHandlers } from '../../dispatch.ts';
import { actorOf } from '../../session.ts';
import type { BlobReader } from '../../storage/blobs/blob-reader.ts';
import { blobContent, fileRefusal } from '../../stored-files.ts';
import { Turns } from '../../turns.ts';
import type { Directory, DirectoryDeps } from '../handlers.ts';
import { namedIds } from '../named-ids.ts';
import { decodeCards, type CardCharset } from './decode-cards.ts';
import { planFile, type PlannedCard } from './plan-file.ts';
import { takeCards, undoCards } from './take-cards.ts';
import { writeCard } from './write-card.ts';

type CardOperation =
  | 'directory.readCards'
  | 'directory.takeCards'
  | 'directory.undoCards'
  | 'directory.cardImports'
  | 'directory.exportCards';

const contentOf = async (blob: BlobReader): Promise<Result<Uint8Array>> => {
  if (blob.bytes > MAX_CARD_BYTES)
    return refuse('import.unreadable', `${blob.bytes} bytes`, { problem: 'too-large', limit: MAX_CARD_BYTES });
  return succeed(await blobContent(blob));
};

const viewOf = ({ id, fileName, createdAt, made, filled, undoneAt }: CardImport): CardImportView => ({
  id,
  fileName,
  at: createdAt,
  made,
  filled,
  undoneAt,
});

export const cardHandlers = (
  desk: Desk,
  directory: Directory,
  { tickets, namedElsewhere, hold }: Pick<DirectoryDeps, 'tickets' | 'namedElsewhere' | 'hold'>,
): FeatureHandlers<CardOperation> => {
  const { records, ambient } = desk;
  const { people, places } = directory;
  let isWriting = false;
  /** One file is taken or taken back at a time: the same one twice at once would make everybody twice. */
  const alone = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
    if (isWriting) return refuse('import.running', 'another file of cards is being taken or taken back');
    const letGo = hold();
    isWriting = true;
    try {
      return await work();
    } finally {
      isWriting = false;
      letGo();
    }
  };

  const read = async (
    sha256: string,
    name: string,
  ): Promise<Result<{ readonly charset: CardCharset; readonly cards: readonly PlannedCard[] }>> => {
    let content: Result<Uint8Array>;
    try {
      content = await desk.blobs.read(sha256, contentOf);
    } catch (error) {
      return fileRefusal(error, name);
    }
    if (!content.ok) return content;
    const { text, charset } = decodeCards(content.value);
    const admitted = admitFile(desk, isTrainingCards(text));
    if (!admitted.ok) return admitted;
    const cards = await planFile(text, directory, records, new Turns(() => ambient.mono()));
    return cards.ok ? succeed({ charset, cards: cards.value }) : cards;
  };

  return {
    'directory.readCards': async ({ sha256, fileName }) => {
      const file = await read(sha256, fileName);
      if (!file.ok) return file;
      const counts = Object.fromEntries(cardOutcomes.map((outcome) => [outcome, 0])) as Record<CardOutcome, number>;
      const shown: ShownCard[] = [];
      const organisations = new Set<string>();
      for (const { place, line, outcome, problem, card, content, known } of file.value.cards) {
        counts[outcome]++;
        if (outcome === 'new' && content?.organisationId === null && card?.organisation)
          organisations.add(card.organisation);
        if (counts[outcome] > MAX_CARDS_SHOWN) continue;
        shown.push({
          place,
          line,
          outcome,
          name: card?.name ?? '',
          way: card?.emails[0] ?? card?.phones[0]?.typed ?? null,
          problem,
          known: known && places.listed(known),
        });
      }
      return succeed({
        charset: file.value.charset,
        counts,
        cards: shown,
        organisations: [...organisations].slice(0, MAX_CARDS_SHOWN),
      });
    },

    'directory.takeCards': ({ sha256, fileName, takeNew, takeAdds }, { session }) =>
      alone(async () => {
        const file = await read(sha256, fileName);
        if (!file.ok) return file;
        const cards = file.value.cards.filter(
          ({ outcome }) => (takeNew && outcome === 'new') || (takeAdds && outcome === 'adds'),
        );
        const taken = await takeCards(desk, actorOf(session), { fileName, cards });
        return taken.ok ? succeed(viewOf(taken.value)) : taken;
      }),

    'directory.undoCards': ({ importId }, { session }) =>
      alone(async () => {
        const record = records.get<CardImport>('cardImport', importId);
        if (!record || record.undoneAt !== null) return notFound('cardImport', importId);
        const named = namedIds(records, tickets(), namedElsewhere());
        return undoCards(desk, actorOf(session), record, {
          isNamed: (id) => named.has(id),
          isInUse: () => {
            const inUse = new Set(named);
            for (const { organisationId } of people.rows()) if (organisationId !== null) inUse.add(organisationId);
            for (const { organisationId } of places.sites()) if (organisationId !== null) inUse.add(organisationId);
            return (organisationId) => inUse.has(organisationId);
          },
        });
      }),

    'directory.cardImports': () =>
      succeed(
        [...records.ids('cardImport')]
          .flatMap((id) => records.get<CardImport>('cardImport', id) ?? [])
          .toSorted((left, right) => (left.createdAt < right.createdAt ? 1 : -1))
          .map(viewOf),
      ),

    'directory.exportCards': async ({ view, text, personId, from }, { session }) => {
      const rows =
        personId === null
          ? people.find({ view, text, organisationId: null, siteId: null })
          : [people.row(personId)].filter((row) => row !== undefined);
      const piece = rows.slice(from, from + MAX_EXPORTED);
      const cards = piece.flatMap(({ id }) => {
        const person = records.get<Person>('person', id);
        if (!person) return [];
        const organisation = places.organisation(person.organisationId)?.name ?? null;
        const at = { organisation, site: places.site(person.siteId)?.name ?? null };
        return [writeCard(person, at, desk.isPractice)];
      });
      const noted = await desk.commit(actorOf(session), (unit) => {
        unit.audit({
          action: 'directory.exportCards',
          object: personId === null ? null : { type: 'person', id: personId, number: null },
          after: { people: cards.length, from, total: rows.length },
        });
        return succeed(null);
      });
      if (!noted.ok) return noted;
      return succeed({ text: cards.join(''), count: piece.length, total: rows.length });
    },
  };
};
