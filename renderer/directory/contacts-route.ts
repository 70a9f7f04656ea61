import { peopleViews, type PeopleView } from '#shared/directory/limits.ts';

export const contactSections = ['active', 'organisations', 'sites', 'onCall', 'duplicates', 'inactive'] as const;
export type ContactSection = (typeof contactSections)[number];

/** Where a person is in the contacts: which list, and what is open beside it. */
export interface ContactsPlace {
  readonly section: ContactSection;
  /** Id of the open record. */
  readonly openId: string | null;
  /** Key of a draft that is to be continued, `contact:…`. */
  readonly draft: string | null;
}

const isSection = (segment: string | undefined): segment is ContactSection =>
  contactSections.some((section) => section === segment);

const sectionOf = (id: string | undefined): ContactSection => {
  if (id?.startsWith('organisation:') === true) return 'organisations';
  if (id?.startsWith('site:') === true) return 'sites';
  return id?.startsWith('rota:') === true ? 'onCall' : 'active';
};

/** `#/contacts`, `#/contacts/<record>`, each also below a section, and `#/contacts/contact:…` for a draft. Never fails. */
export const contactsPlace = (segments: readonly string[]): ContactsPlace => {
  const [first, second] = segments;
  const open = isSection(first) ? second : first;
  const isRecord = /^(?:person|organisation|site|rota):/u.test(open ?? '');
  return {
    section: isSection(first) ? first : sectionOf(open),
    openId: isRecord ? (open ?? null) : null,
    draft: open?.startsWith('contact:') === true ? open : null,
  };
};

export const contactSegments = (section: ContactSection, openId: string | null): readonly string[] => [
  ...(section === 'active' ? [] : [section]),
  ...(openId === null ? [] : [openId]),
];

export const isPeopleSection = (section: ContactSection): section is PeopleView =>
  peopleViews.some((view) => view === section);
