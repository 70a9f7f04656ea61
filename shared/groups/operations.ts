import * as z from 'zod';
import { command, query } from '../contract/operation.ts';
import { foldGroupName, MAX_GROUP_NAME, type Group } from './group.ts';

const MAX_MEMBERS = 200;

const person = z.strictObject({ id: z.string().max(64).nullable(), name: z.string().trim().min(1).max(200) });

export type GroupView = Pick<Group, 'id' | 'version' | 'name' | 'formerNames' | 'members' | 'lead' | 'active'> & {
  /** Tickets that are its and not over. */
  readonly open: number;
};

export const groupOperations = {
  /** Groups by name; then names that tickets carry and no group has, most tickets first. */
  'groups.list': query('tickets.read', z.strictObject({})).returns<{
    readonly groups: readonly GroupView[];
    readonly unadopted: readonly { readonly name: string; readonly tickets: number }[];
  }>(),
  /** `id` null makes one. Refused as `record.exists` { name } where another has or had that name, as `record.stale` where `version` is not the newest. */
  'groups.save': command(
    'groups.manage',
    z.strictObject({
      id: z.string().max(64).nullable(),
      version: z.int().min(1).nullable(),
      name: z
        .string()
        .trim()
        .max(MAX_GROUP_NAME)
        .refine((name) => foldGroupName(name) !== '', { message: 'a name that can be seen' }),
      members: z.array(person).max(MAX_MEMBERS),
      lead: person.nullable(),
      active: z.boolean(),
    }),
  ).returns<GroupView>(),
};
