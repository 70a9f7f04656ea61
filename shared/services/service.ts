import type { StoredRecord, PersonRef } from '../base/record.ts';
import type { Goal } from './goals.ts';

export const serviceLanguages = ['en', 'zh-CN'] as const;
export type ServiceLanguage = (typeof serviceLanguages)[number];

/** The same words in each language; empty where they were not written yet. */
export type InLanguages = { readonly [Language in ServiceLanguage]: string };
/** Sentences in each language, not necessarily as many. */
export type ListInLanguages = { readonly [Language in ServiceLanguage]: readonly string[] };

export const criticalities = ['vital', 'high', 'normal', 'low'] as const;
export type Criticality = (typeof criticalities)[number];

/** All that a person writes about a service. */
export interface ServiceContent {
  /** Written in at least one language. */
  readonly name: InLanguages;
  readonly description: InLanguages;
  /** Who answers for it. */
  readonly owner: PersonRef | null;
  /** Whom it is provided for; `id` is that of an organisation, null where it is only a name here. */
  readonly customer: PersonRef | null;
  readonly contract: string;
  readonly inScope: ListInLanguages;
  readonly outOfScope: ListInLanguages;
  readonly audience: InLanguages;
  readonly criticality: Criticality;
  /** `calendar:<ULID>` of its business hours; null: around the clock. */
  readonly calendarId: string | null;
  /** `slaPolicy:<ULID>` that is promised to the customer; null: none is. */
  readonly policyId: string | null;
  /** Names of the groups that support it. */
  readonly groups: readonly string[];
  /** Tickets of these categories, and of those below them, belong to it. */
  readonly categories: readonly string[];
  readonly goals: readonly Goal[];
  /** One that is not is no longer offered and takes no more tickets by category. */
  readonly active: boolean;
}

/** What the desk provides to people outside it, `service:<ULID>`. */
export interface BusinessService extends StoredRecord, ServiceContent {
  readonly type: 'service';
  readonly schema: 1;
  /** Grows with each save: an edit says which one was seen. */
  readonly revision: number;
}

/** How a ticket names the service that somebody chose for it: under the name that it had then. */
export interface ServiceRef {
  readonly id: string;
  readonly name: string;
}

/** In the language asked for, else in the other one. */
export const inLanguage = (text: InLanguages, language: ServiceLanguage): string =>
  text[language] || text[language === 'en' ? 'zh-CN' : 'en'];

/** As `inLanguage`, for lists. */
export const listIn = (list: ListInLanguages, language: ServiceLanguage): readonly string[] =>
  list[language].length > 0 ? list[language] : list[language === 'en' ? 'zh-CN' : 'en'];

/** The name that records carry: the English one, else the Chinese one. */
export const refTo = ({ id, name }: Pick<BusinessService, 'id' | 'name'>): ServiceRef => ({
  id,
  name: inLanguage(name, 'en'),
});
