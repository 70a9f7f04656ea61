import type { PersonRef, StoredRecord } from '../base/record.ts';

export const MAX_GROUP_NAME = 120;

/** An assignment group, `group:<ULID>`. Tickets name it by its name, as imports and other desks do. */
export interface Group extends StoredRecord {
  readonly type: 'group';
  readonly schema: 1;
  /** Grows by one with each save: an edit says which one was seen. */
  readonly version: number;
  readonly name: string;
  /** Names that it had before: tickets that still carry one are its tickets. */
  readonly formerNames: readonly string[];
  readonly members: readonly PersonRef[];
  readonly lead: PersonRef | null;
  /** One that is not is no longer offered; its tickets keep its name. */
  readonly active: boolean;
}

/** Two names that people would read as the same are the same: case, width and what cannot be seen tell none apart. */
export const foldGroupName = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .trim()
    .replaceAll(/\s+/gu, ' ')
    .toLowerCase();

/** Its name and those it had, folded. */
export const namesOf = ({ name, formerNames }: Pick<Group, 'name' | 'formerNames'>): readonly string[] =>
  [name, ...formerNames].map(foldGroupName);

/** Whether somebody is a member of the group, or leads it. */
export const isIn = ({ members, lead }: Pick<Group, 'members' | 'lead'>, userId: string): boolean =>
  lead?.id === userId || members.some(({ id }) => id === userId);

/** Former names after a renaming: the old one joins them, the new one leaves them. */
export const renamed = ({ name, formerNames }: Group, next: string): readonly string[] => {
  const folded = foldGroupName(next);
  const before = foldGroupName(name) === folded ? formerNames : [...formerNames, name];
  return before.filter((former) => foldGroupName(former) !== folded);
};
