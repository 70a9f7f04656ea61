/** The desk's policies and calendars: seeded with those that ship, kept as a book, a new one with every change. */
import { succeed } from '#shared/base/result.ts';
import { CompiledCalendar } from '#shared/calendar/compiled-calendar.ts';
import { SlaBook } from '#shared/sla/book.ts';
import { correctBy, type ClockCorrection, type ClockOffset } from '#shared/sla/clock-skew.ts';
import type { CalendarRecord, SlaPolicyRecord } from '#shared/sla/records.ts';
import type { StoredRecord } from '#shared/base/record.ts';
import type { Version } from '#shared/sla/versions.ts';
import type { Desk } from '../desk.ts';
import { shippedFor, type Shipped } from './shipped.ts';

const BEGINNING = new Date(0).toISOString();

/** The first version judges everything there ever was. */
const firstVersion = <Content>(content: Content, savedBy: string, savedAt: string): Version<Content> => ({
  version: 1,
  judgesFrom: BEGINNING,
  savedBy,
  savedAt,
  content,
});

type Stamp = Pick<StoredRecord, 'createdAt' | 'updatedAt' | 'createdBy' | 'device'>;

const shippedRecords = (
  { calendars, policy }: Shipped,
  stamp: Stamp,
): { readonly calendars: readonly CalendarRecord[]; readonly policies: readonly SlaPolicyRecord[] } => ({
  calendars: calendars.map(({ id, shipped, content }) => ({
    ...stamp,
    id,
    type: 'calendar',
    schema: 1,
    shipped,
    versions: [firstVersion(content, stamp.createdBy, stamp.createdAt)],
  })),
  policies: [
    {
      ...stamp,
      id: policy.id,
      type: 'slaPolicy',
      schema: 1,
      isDefault: true,
      versions: [firstVersion(policy.content, stamp.createdBy, stamp.createdAt)],
    },
  ],
});

const recordsOf = <R extends StoredRecord>(desk: Desk, type: R['type']): readonly R[] =>
  [...desk.records.ids(type)].flatMap((id) => desk.records.get<R>(type, id) ?? []);

/** Types whose change makes another book, or other facts. */
const ruleTypes = new Set(['calendar', 'slaPolicy', 'clockOffset']);

export class SlaRules {
  readonly #desk: Desk;
  readonly #shipped: Shipped;
  readonly #listeners = new Set<() => void>();
  #calendars: readonly CalendarRecord[] = [];
  #policies: readonly SlaPolicyRecord[] = [];
  #book: SlaBook;
  #correct: ClockCorrection;
  #since: number;

  /** `zone` is where this laptop is. A desk without rules gets those that ship; one that cannot be written goes by them all the same. */
  constructor(desk: Desk, zone: string) {
    this.#desk = desk;
    this.#shipped = shippedFor(zone);
    if (desk.records.count('slaPolicy') === 0 && desk.status.state === 'ok') void this.#seed();
    this.#read();
    this.#book = this.#makeBook();
    this.#correct = this.#readOffsets();
    this.#since = this.#readSince();
    desk.onApplied(({ puts, removes }) => {
      if (!puts.some(({ type }) => ruleTypes.has(type)) && !removes.some((id) => ruleTypes.has(id.split(':')[0] ?? '')))
        return;
      this.#read();
      this.#book = this.#makeBook();
      this.#correct = this.#readOffsets();
      this.#since = this.#readSince();
      for (const listener of this.#listeners) listener();
    });
  }

  get book(): SlaBook {
    return this.#book;
  }

  get correct(): ClockCorrection {
    return this.#correct;
  }

  get calendars(): readonly CalendarRecord[] {
    return this.#calendars;
  }

  get policies(): readonly SlaPolicyRecord[] {
    return this.#policies;
  }

  /** Since when this desk has targets: what was reached before is history that nobody is told of. Infinity if it cannot take notices. */
  get since(): number {
    return this.#since;
  }

  /** The hours that the desk keeps: those of an ordinary ticket. */
  businessCalendar(at: number): CompiledCalendar {
    const policy = this.#book.policy({ service: null, category: null }, at);
    const calendar = policy && this.#book.calendar(policy.targets[3].calendarId, at);
    if (calendar) return calendar;
    const [shipped] = this.#shipped.calendars;
    if (!shipped) throw new Error('no calendar ships with the product');
    return new CompiledCalendar({ ...shipped.content, id: shipped.id, version: 1 });
  }

  /** Called once a change of rules is applied. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  #seed(): Promise<unknown> {
    const desk = this.#desk;
    return desk.commit(desk.deviceActor, (unit) => {
      const { id: _id, type: _type, schema: _schema, ...stamp } = unit.stamp('calendar', '');
      const { calendars, policies } = shippedRecords(this.#shipped, stamp);
      for (const record of [...calendars, ...policies]) unit.put(record);
      const after = { calendars: calendars.map(({ id }) => id), policies: policies.map(({ id }) => id) };
      unit.audit({ action: 'sla.seed', object: null, after });
      return succeed(null);
    });
  }

  #read(): void {
    this.#calendars = recordsOf<CalendarRecord>(this.#desk, 'calendar');
    this.#policies = recordsOf<SlaPolicyRecord>(this.#desk, 'slaPolicy');
    if (this.#policies.length > 0) return;
    const { id: createdBy } = this.#desk.device;
    const fallback = shippedRecords(this.#shipped, {
      createdAt: BEGINNING,
      updatedAt: BEGINNING,
      createdBy,
      device: createdBy,
    });
    this.#calendars = [...this.#calendars, ...fallback.calendars];
    this.#policies = fallback.policies;
  }

  #makeBook(): SlaBook {
    return new SlaBook(this.#policies, this.#calendars);
  }

  #readOffsets(): ClockCorrection {
    return correctBy(recordsOf<ClockOffset>(this.#desk, 'clockOffset'));
  }

  #readSince(): number {
    const stored = this.#policies.filter(({ createdAt }) => createdAt !== BEGINNING);
    return Math.min(...stored.map(({ createdAt }) => Date.parse(createdAt)), Infinity);
  }
}
