/** What belongs to the pack of a site, and why each thing does. */
import type { AssetRow } from '../assets/row.ts';
import { isOutOfService } from '../assets/status.ts';
import { compareNames } from '../base/name-order.ts';
import type { PersonRow } from '../directory/row.ts';
import type { ArticleRow } from '../knowledge/row.ts';
import { fold } from '../search/fold.ts';
import type { TicketRow } from '../tickets/row.ts';
import { sortedInPieces } from './sort-in-pieces.ts';

/** Articles that only share a category with a ticket: the latest ones, since a category may hold hundreds. */
export const MAX_BY_CATEGORY = 20;
/** A name of a model shorter than this stands in too many titles to mean anything. */
const SHORTEST_MODEL = 3;

/**
 * People: `contact` is to be asked there, `works` works there, `asked` asked for something that is open there. Assets: `stands` there, `used`
 * by somebody who works there, a `part` of such a thing, named on an open `ticket`. Tickets: of a `requester` there, or `about` an asset there.
 * Articles: named on a `ticket`, on a `model` there, the `policy` for the place, or of the `category` of a ticket. Documents: filed under the
 * `site`, its `organisation`, or an `asset` there.
 */
export type PackWhy =
  | 'contact'
  | 'works'
  | 'asked'
  | 'stands'
  | 'used'
  | 'part'
  | 'ticket'
  | 'requester'
  | 'about'
  | 'model'
  | 'policy'
  | 'category'
  | 'site'
  | 'organisation'
  | 'asset';

export interface PackReason {
  readonly why: PackWhy;
  /** The person, asset, ticket number, model or category that it is because of; null where the site itself is meant. */
  readonly of: string | null;
}

/** `reasons`: at least one, the strongest first. */
export interface Chosen<Row> {
  readonly row: Row;
  readonly reasons: readonly PackReason[];
}

/** What a desk holds, as the pack of one site is chosen from it. */
export interface PackSources {
  readonly site: {
    readonly id: string;
    readonly name: string;
    readonly contactIds: readonly string[];
  };
  /** Name of the organisation that the site is one of. */
  readonly organisation: string | null;
  readonly people: Iterable<PersonRow>;
  readonly assets: Iterable<AssetRow>;
  readonly openTickets: Iterable<TicketRow>;
  readonly articles: Iterable<ArticleRow>;
  /** The one whom a person was found to be in the end. */
  readonly standsFor: (personId: string) => string;
  readonly assetsOfTicket: (ticketId: string) => Iterable<string>;
  readonly articlesOfTicket: (ticketId: string) => Iterable<string>;
}

/** In the order in which they are looked for: contacts and what is urgent first, parts below what they are a part of. */
export interface Belonging {
  readonly people: readonly Chosen<PersonRow>[];
  readonly assets: readonly (Chosen<AssetRow> & { readonly depth: number })[];
  readonly tickets: readonly Chosen<TicketRow>[];
  readonly articles: readonly Chosen<ArticleRow>[];
}

/** Yields after each small piece of work, so that whoever runs it can let others have a turn. */
export type InPieces<T> = Generator<undefined, T>;

/** What was chosen so far: a second reason joins the first. */
class Choice<Row extends { readonly id: string }> {
  readonly #chosen = new Map<string, { readonly row: Row; readonly reasons: PackReason[] }>();

  add(row: Row, why: PackWhy, of: string | null = null): void {
    const known = this.#chosen.get(row.id);
    if (!known) this.#chosen.set(row.id, { row, reasons: [{ why, of }] });
    else if (!known.reasons.some((reason) => reason.why === why && reason.of === of)) known.reasons.push({ why, of });
  }

  get(id: string): Row | undefined {
    return this.#chosen.get(id)?.row;
  }

  has(id: string): boolean {
    return this.#chosen.has(id);
  }

  get all(): readonly Chosen<Row>[] {
    return [...this.#chosen.values()];
  }
}

const isLetter = /[\p{L}\p{N}]/u;

/** Whether a folded text holds a folded name as a name: `t14` is in `ThinkPad T14`, not in `T140`. Between ideographs there is no gap. */
const names = (text: string, name: string): boolean => {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + name.length] ?? ' ';
    const runsOn = (outer: string, inner: string | undefined): boolean =>
      isLetter.test(outer) && inner !== undefined && outer < '\u3000' && inner < '\u3000' && isLetter.test(inner);
    if (!runsOn(before, name[0]) && !runsOn(after, name.at(-1))) return true;
  }
  return false;
};

function* peopleOf({ site, people, standsFor }: PackSources): InPieces<Choice<PersonRow>> {
  const choice = new Choice<PersonRow>();
  const contacts = new Set(site.contactIds.map(standsFor));
  const here: PersonRow[] = [];
  const asked = new Map<string, PersonRow>();
  for (const row of people) {
    yield;
    if (!row.active || row.mergedInto !== null) continue;
    if (contacts.has(row.id)) asked.set(row.id, row);
    if (row.siteId === site.id) here.push(row);
  }
  for (const id of contacts) {
    const row = asked.get(id);
    if (row) choice.add(row, 'contact');
  }
  const byName = (left: PersonRow, right: PersonRow): number =>
    compareNames(left.sortAs ?? left.name, right.sortAs ?? right.name);
  for (const row of yield* sortedInPieces(here, byName)) choice.add(row, 'works');
  return choice;
}

interface Things {
  readonly choice: Choice<AssetRow>;
  readonly byId: ReadonlyMap<string, AssetRow>;
}

function* assetsOf({ site, assets }: PackSources, people: Choice<PersonRow>): InPieces<Things> {
  const choice = new Choice<AssetRow>();
  const byId = new Map<string, AssetRow>();
  const byWhole = new Map<string, AssetRow[]>();
  for (const row of assets) {
    yield;
    byId.set(row.id, row);
    if (isOutOfService(row.status)) continue;
    if (row.parentId !== null) {
      const parts = byWhole.get(row.parentId);
      if (parts) parts.push(row);
      else byWhole.set(row.parentId, [row]);
    }
    // What was written down before the site was known names it by its name alone.
    const isHere = row.siteId === site.id || (row.siteId === null && row.site === site.name);
    const owner = row.ownerId === null ? undefined : people.get(row.ownerId);
    if (isHere) choice.add(row, 'stands');
    // Of somebody who is only asked there, what they have elsewhere does not come along.
    if (owner && row.site === null && owner.siteId === site.id) choice.add(row, 'used', owner.name);
  }
  // What is found on the way is looked into, too.
  const wholes = choice.all.map(({ row }) => row);
  for (const whole of wholes)
    for (const part of byWhole.get(whole.id) ?? []) {
      yield;
      if (!choice.has(part.id)) wholes.push(part);
      choice.add(part, 'part', whole.name);
    }
  return { choice, byId };
}

function* ticketsOf(
  sources: PackSources,
  people: Choice<PersonRow>,
  { choice: assets, byId }: Things,
): InPieces<Choice<TicketRow>> {
  const { site, openTickets, standsFor, assetsOfTicket } = sources;
  const choice = new Choice<TicketRow>();
  const standing = new Set(assets.all.map(({ row }) => row.id));
  for (const row of openTickets) {
    yield;
    const person = row.requesterId === undefined ? undefined : people.get(standsFor(row.requesterId));
    if (person?.siteId === site.id) choice.add(row, 'requester', person.name);
    const about = [...assetsOfTicket(row.id)];
    for (const id of about) {
      const asset = assets.get(id);
      if (asset && standing.has(id)) choice.add(row, 'about', asset.name);
    }
    if (!choice.has(row.id)) continue;
    for (const id of about) {
      const asset = byId.get(id);
      if (asset) assets.add(asset, 'ticket', row.number);
    }
  }
  return choice;
}

function* askersOf(sources: PackSources, people: Choice<PersonRow>, tickets: Choice<TicketRow>): InPieces<undefined> {
  const wanted = new Map<string, string>();
  for (const { row } of tickets.all)
    if (row.requesterId !== undefined) wanted.set(sources.standsFor(row.requesterId), row.number);
  for (const row of sources.people) {
    yield;
    const number = wanted.get(row.id);
    if (number !== undefined && !people.has(row.id)) people.add(row, 'asked', number);
  }
  return undefined;
}

/** Articles that say how something is done; what is for training, or a policy, is not. */
const practical: ReadonlySet<string> = new Set(['howto', 'manual', 'known_error', 'faq']);

function* articlesOf(
  { site, organisation, articles, articlesOfTicket }: PackSources,
  assets: Choice<AssetRow>,
  tickets: Choice<TicketRow>,
): InPieces<Choice<ArticleRow>> {
  const choice = new Choice<ArticleRow>();
  const numbers = new Map<string, string>();
  const categories = new Set<string>();
  for (const { row } of tickets.all) {
    if (row.category !== null) categories.add(row.category);
    for (const id of articlesOfTicket(row.id)) if (!numbers.has(id)) numbers.set(id, row.number);
  }
  const models = new Map<string, string>();
  for (const { row } of assets.all) {
    const model = fold(row.model.trim());
    if (model.length >= SHORTEST_MODEL) models.set(model, row.model.trim());
  }
  const places = [site.name, organisation ?? ''].map(fold).filter((name) => name !== '');
  const onModels: [ArticleRow, string][] = [];
  const policies: ArticleRow[] = [];
  const byCategory: ArticleRow[] = [];
  const onTickets: [ArticleRow, string][] = [];
  for (const row of articles) {
    yield;
    if (!row.isReadable || row.standing === 'retired') continue;
    const number = numbers.get(row.id);
    if (number !== undefined) onTickets.push([row, number]);
    const text = fold([row.title, ...row.tags].join('\n'));
    if (row.kind === 'policy' && places.some((place) => names(text, place))) policies.push(row);
    if (!practical.has(row.kind)) continue;
    for (const [folded, model] of models) if (names(text, folded)) onModels.push([row, model]);
    if (row.category !== null && categories.has(row.category)) byCategory.push(row);
  }
  const byTitle = (left: ArticleRow, right: ArticleRow): number => compareNames(left.title, right.title);
  for (const [row, number] of onTickets.toSorted(([left], [right]) => byTitle(left, right)))
    choice.add(row, 'ticket', number);
  for (const [row, model] of onModels.toSorted(([left], [right]) => byTitle(left, right)))
    choice.add(row, 'model', model);
  for (const row of policies.toSorted(byTitle)) choice.add(row, 'policy');
  const latest = byCategory.toSorted((left, right) => right.updatedAt - left.updatedAt).slice(0, MAX_BY_CATEGORY);
  for (const row of latest.toSorted(byTitle)) choice.add(row, 'category', row.category);
  return choice;
}

/** Each part below its whole, wholes and parts by name; a ring in the data ends where it would begin again. */
function* asTree(chosen: readonly Chosen<AssetRow>[]): InPieces<Belonging['assets']> {
  const ids = new Set(chosen.map(({ row }) => row.id));
  const below = new Map<string | null, Chosen<AssetRow>[]>();
  const byName = (left: Chosen<AssetRow>, right: Chosen<AssetRow>): number =>
    compareNames(left.row.name, right.row.name);
  for (const each of yield* sortedInPieces(chosen, byName)) {
    const { parentId } = each.row;
    const whole = parentId !== null && ids.has(parentId) ? parentId : null;
    const parts = below.get(whole);
    if (parts) parts.push(each);
    else below.set(whole, [each]);
  }
  const placed = new Set<string>();
  const tree: (Chosen<AssetRow> & { readonly depth: number })[] = [];
  const place = (each: Chosen<AssetRow>, depth: number): void => {
    if (placed.has(each.row.id)) return;
    placed.add(each.row.id);
    tree.push({ ...each, depth });
    for (const part of below.get(each.row.id) ?? []) place(part, depth + 1);
  };
  for (const each of below.get(null) ?? []) place(each, 0);
  for (const each of chosen) place(each, 0);
  return tree;
}

/** All that somebody needs at the site: who and what is there, what is open, and what helps with it. */
export function* belongingTo(sources: PackSources): InPieces<Belonging> {
  const people = yield* peopleOf(sources);
  const things = yield* assetsOf(sources, people);
  const tickets = yield* ticketsOf(sources, people, things);
  yield* askersOf(sources, people, tickets);
  const articles = yield* articlesOf(sources, things.choice, tickets);
  const assets = yield* asTree(things.choice.all);
  yield;
  return {
    people: people.all,
    assets,
    tickets: tickets.all.toSorted(
      ({ row: left }, { row: right }) => left.priority - right.priority || left.createdAt - right.createdAt,
    ),
    articles: articles.all,
  };
}
