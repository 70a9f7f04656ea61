export const MAX_NAME = 200;
/** Addresses of one person, people to ask at one site. */
export const MAX_WAYS = 20;
export const MAX_NOTE = 4_000;
export const MAX_MEMBERS = 100;
/** Exceptions of one rota: several years of them. */
export const MAX_EXCEPTIONS = 500;

/** `duplicates`: active people who share an address, a number or a name with another, side by side. */
export const peopleViews = ['active', 'inactive', 'duplicates'] as const;
export type PeopleView = (typeof peopleViews)[number];
