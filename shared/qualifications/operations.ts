import * as z from 'zod';
import { isVisible } from '../base/visible.ts';
import { command, query } from '../contract/operation.ts';
import {
  qualificationKinds,
  requirementScopes,
  requirementStrengths,
  type Qualification,
  type Requirement,
} from './qualification.ts';
import type { Lack } from './rules.ts';

const word = z.string().trim().max(200);
const day = z.iso.date().nullable();
const level = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).nullable();
const userId = z.string().regex(/^user:[0-9A-HJKMNP-TV-Z]{26}$/);
const ticketId = z.string().regex(/^ticket:[0-9A-HJKMNP-TV-Z]{26}$/);
const recordId = z
  .string()
  .regex(/^qualification(?:Need)?:[0-9A-HJKMNP-TV-Z]{26}$/)
  .nullable();
/** Null makes a new one. */
const seen = z.int().min(1).nullable();

export const qualificationContent = z
  .strictObject({
    kind: z.enum(qualificationKinds),
    name: word.min(1).refine(isVisible),
    level,
    number: word,
    issuer: word,
    issuedOn: day,
    expiresOn: day,
    note: z.string().max(2_000),
  })
  .refine(({ issuedOn, expiresOn }) => issuedOn === null || expiresOn === null || issuedOn <= expiresOn, {
    message: 'it ends after it begins',
    path: ['expiresOn'],
  });

export const requirementContent = z.strictObject({
  scope: z.enum(requirementScopes),
  of: word.min(1).refine(isVisible),
  name: word.min(1).refine(isVisible),
  level,
  strength: z.enum(requirementStrengths),
});

export type ListedQualification = Qualification & {
  /** Its holder can sign in here still, or is known by name only. */
  readonly isActive: boolean;
};

/** How somebody stands to what the tickets at hand ask for. */
export interface Fitness {
  readonly userId: string;
  readonly lacks: readonly Lack[];
  readonly ending: readonly { readonly name: string; readonly days: number }[];
}

export const qualificationOperations = {
  /** By holder, then by name. */
  'qualifications.list': query('qualifications.read', z.strictObject({})).returns<{
    readonly qualifications: readonly ListedQualification[];
    readonly requirements: readonly Requirement[];
    /** Today where the desk is, `YYYY-MM-DD`. */
    readonly today: string;
  }>(),
  /** Of the caller. */
  'qualifications.mine': query('signed-in', z.strictObject({})).returns<readonly Qualification[]>(),
  /** Of everybody who can be given these tickets; empty where nothing is asked. `group`: the one that they are about to wait for. */
  'qualifications.fitness': query(
    'tickets.assign',
    z.strictObject({ ticketIds: z.array(ticketId).max(500), group: z.string().max(120).nullable() }),
  ).returns<readonly Fitness[]>(),
  /** `record.stale` where `seen` is not the newest. */
  'qualifications.save': command(
    'qualifications.manage',
    z.strictObject({ id: recordId, seen, holderId: userId, content: qualificationContent }),
  ).returns<Qualification>(),
  'qualifications.remove': command(
    'qualifications.manage',
    z.strictObject({ id: z.string().regex(/^qualification:[0-9A-HJKMNP-TV-Z]{26}$/), seen: z.int().min(1) }),
  ).returns<null>(),
  'qualifications.saveRequirement': command(
    'qualifications.manage',
    z.strictObject({ id: recordId, seen, content: requirementContent }),
  ).returns<Requirement>(),
  'qualifications.removeRequirement': command(
    'qualifications.manage',
    z.strictObject({ id: z.string().regex(/^qualificationNeed:[0-9A-HJKMNP-TV-Z]{26}$/), seen: z.int().min(1) }),
  ).returns<null>(),
};
