import { succeed, refuse, type Result } from '#shared/base/result.ts';
import {
  gapsFilled,
  MAX_CARDS,
  type CardContent,
  type CardOutcome,
  type CardProblem,
} from '#shared/directory/cards.ts';
import { foldName, marksOf } from '#shared/directory/likeness.ts';
import { contentOfPerson, type Person, type PersonContent } from '#shared/directory/person.ts';
import { tidyPerson } from '#shared/directory/plan.ts';
import type { PersonRow } from '#shared/directory/row.ts';
import type { Records } from '../../storage/store.ts';
import type { Turns } from '../../turns.ts';
import type { Directory } from '../handlers.ts';
import { readCard } from './read-card.ts';
import { splitCards } from './split-cards.ts';

/** One card of a file and what becomes of it. */
export interface PlannedCard {
  readonly place: number;
  readonly line: number;
  readonly outcome: CardOutcome;
  readonly problem: CardProblem | null;
  /** Null for one that cannot be read. */
  readonly card: CardContent | null;
  /** With ids of places that are known; an organisation that is not is made by its name. */
  readonly content: PersonContent | null;
  readonly known: PersonRow | null;
}

/** Those whose id or address a card has, or whose number and name: a number alone is a whole office's, a name alone many people's. */
const knownBy = (
  { people }: Directory,
  byUid: ReadonlyMap<string, PersonRow>,
  card: CardContent,
): readonly PersonRow[] => {
  const own = card.uid === null ? undefined : byUid.get(card.uid);
  if (own) return [own];
  const like = people.like({ ...card, phones: card.phones.map(({ typed }) => typed) }, null);
  const named = like.filter(({ shares }) => shares.includes('name') && shares.length > 1);
  const meant = named.length > 0 ? named : like.filter(({ shares }) => shares.includes('mail'));
  return meant.map(({ row }) => row);
};

/** What no two people have in one file: an id, an address, or a number together with a name. */
const ownOf = (content: PersonContent, uid: string | null): readonly string[] => {
  const marks = marksOf({ ...content, phones: content.phones.map(({ typed }) => typed) });
  const names = marks.filter((mark) => mark.startsWith('name:'));
  return [
    ...(uid === null ? [] : [`uid:${uid}`]),
    ...marks.filter((mark) => mark.startsWith('mail:')),
    ...marks.filter((mark) => mark.startsWith('phone:')).flatMap((mark) => names.map((name) => `${mark} ${name}`)),
  ];
};

const byName = (rows: Iterable<{ readonly id: string; readonly name: string }>): ReadonlyMap<string, string> =>
  new Map([...rows].map(({ id, name }) => [foldName(name), id]));

/** Reads a file of cards and compares each with who is known, in turns. `import.unreadable` { problem } if it holds none, or too many. */
export const planFile = async (
  text: string,
  directory: Directory,
  records: Records,
  turns: Turns,
): Promise<Result<readonly PlannedCard[]>> => {
  const places = directory.places.list([]);
  const organisations = byName(places.organisations);
  const sites = byName(places.sites);
  const byUid = new Map<string, PersonRow>();
  for (const row of directory.people.rows()) {
    if (row.mergedInto !== null) continue;
    byUid.set(`urn:deskside:${row.id}`, row);
    if (row.cardUid !== null) byUid.set(row.cardUid, row);
  }
  const taken = new Set<string>();
  const planned: PlannedCard[] = [];
  for (const raw of splitCards(text)) {
    if (turns.due) await turns.rest();
    if (planned.length === MAX_CARDS)
      return refuse('import.unreadable', 'too many cards', { problem: 'too-many-rows', limit: MAX_CARDS });
    const place = planned.length + 1;
    const read = readCard(raw);
    if (!read.ok) {
      const problem = (read.failure.details?.['problem'] as CardProblem | undefined) ?? 'broken';
      planned.push({ place, line: raw.line, outcome: 'unreadable', problem, card: null, content: null, known: null });
      continue;
    }
    const card = read.value;
    const { uid, organisation, site, ...plain } = card;
    const content = tidyPerson({
      ...plain,
      organisationId: organisation === null ? null : (organisations.get(foldName(organisation)) ?? null),
      siteId: site === null ? null : (sites.get(foldName(site)) ?? null),
    });
    const own = ownOf(content, uid);
    const isTwice = own.some((mark) => taken.has(mark));
    for (const mark of own) taken.add(mark);
    const like = knownBy(directory, byUid, card);
    const [known = null] = like;
    const person = known && like.length === 1 ? records.get<Person>('person', known.id) : undefined;
    const outcome: CardOutcome = isTwice
      ? 'twice'
      : like.length > 1
        ? 'unclear'
        : !person
          ? 'new'
          : gapsFilled(contentOfPerson(person), content)
            ? 'adds'
            : 'same';
    planned.push({ place, line: raw.line, outcome, problem: null, card, content, known });
  }
  if (planned.length === 0) return refuse('import.unreadable', 'no card in it', { problem: 'no-rows' });
  return succeed(planned);
};
