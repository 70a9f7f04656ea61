import * as z from 'zod';
import { isVisible } from '../base/visible.ts';
import { command, query } from '../contract/operation.ts';
import { MAX_GROUP_NAME } from '../groups/group.ts';
import { MAX_GOALS, MAX_TARGET_SECONDS, measureNames, measureWindows, type Goal } from './goals.ts';
import type { Figure } from './measures.ts';
import { criticalities, type BusinessService } from './service.ts';

export const MAX_SERVICE_NAME = 120;
export const MAX_SERVICE_TEXT = 4_000;
const MAX_SENTENCE = 500;
const MAX_LIST = 60;
/** Services on one desk: a catalogue that people read. */
export const MAX_SERVICES = 500;

const serviceId = z.string().regex(/^service:[0-9A-HJKMNP-TV-Z]{26}$/);
const words = (most: number) =>
  z.strictObject({ en: z.string().trim().max(most), 'zh-CN': z.string().trim().max(most) });
const sentences = z.array(z.string().trim().min(1).max(MAX_SENTENCE).refine(isVisible)).max(MAX_LIST).readonly();
const lists = z.strictObject({ en: sentences, 'zh-CN': sentences });
const named = z.strictObject({ id: z.string().max(64).nullable(), name: z.string().trim().min(1).max(200) });

const isShare = ({ measure }: { readonly measure: Goal['measure'] }): boolean =>
  measure !== 'firstResponse' && measure !== 'firstResponseP90' && measure !== 'timeToResolve';

export const goalInput = z
  .strictObject({
    measure: z.enum(measureNames),
    target: z.number().min(0).max(MAX_TARGET_SECONDS),
    window: z.enum(measureWindows),
  })
  .refine((goal) => (isShare(goal) ? goal.target <= 1 : goal.target >= 1), { message: 'a share, or a time' });

/** Two goals for one measure over one time would contradict each other. */
export const goalsInput = z
  .array(goalInput)
  .max(MAX_GOALS)
  .readonly()
  .refine((goals) => new Set(goals.map(({ measure, window }) => `${measure} ${window}`)).size === goals.length, {
    message: 'one goal a measure and time',
  });

export const serviceContent = z.strictObject({
  name: words(MAX_SERVICE_NAME).refine((name) => isVisible(name.en) || isVisible(name['zh-CN']), {
    message: 'a name that can be seen',
  }),
  description: words(MAX_SERVICE_TEXT),
  owner: named.nullable(),
  customer: named.nullable(),
  contract: z.string().trim().max(200),
  inScope: lists,
  outOfScope: lists,
  audience: words(MAX_SERVICE_TEXT),
  criticality: z.enum(criticalities),
  calendarId: z
    .string()
    .regex(/^calendar:[0-9A-HJKMNP-TV-Z]{26}$/)
    .nullable(),
  policyId: z
    .string()
    .regex(/^slaPolicy:[0-9A-HJKMNP-TV-Z]{26}$/)
    .nullable(),
  groups: z.array(z.string().trim().min(1).max(MAX_GROUP_NAME)).max(MAX_LIST).readonly(),
  categories: z.array(z.string().trim().min(1).max(200)).max(MAX_LIST).readonly(),
  goals: goalsInput,
  active: z.boolean(),
});

/** How far the figures have been worked out: tickets read, of those that matter. */
export interface Reckoning {
  readonly done: number;
  readonly total: number;
}

/** What is aimed at and what is. */
export interface GoalStanding extends Goal {
  readonly figure: Figure;
}

export interface ServiceView extends BusinessService {
  /** Tickets that are its and not over. */
  readonly open: number;
  /** Of those, major incidents. */
  readonly major: number;
  /** In the order of its goals. */
  readonly standing: readonly GoalStanding[];
}

/** A service as a list of choices needs it. */
export type ServiceName = Pick<BusinessService, 'id' | 'name' | 'categories' | 'active'>;

export interface ServiceCatalogue {
  /** What the figures are as of. RFC 3339 */
  readonly at: string;
  /** Null once all tickets that matter were read: until then no figure is given. */
  readonly reckoning: Reckoning | null;
  /** Most critical first, then by name. */
  readonly services: readonly ServiceView[];
}

export const serviceOperations = {
  'services.list': query('services.read', z.strictObject({})).returns<ServiceCatalogue>(),
  'services.names': query('tickets.read', z.strictObject({})).returns<readonly ServiceName[]>(),
  /**
   * `id` null makes one. `seen` is the revision that the person saw: `record.stale` { seen, current } if it is another by now. Refused as
   * `record.exists` { name } where another has that name in either language, as `record.not-found` where hours, policy, owner or customer are not here.
   */
  'services.save': command(
    'services.manage',
    z.strictObject({ id: serviceId.nullable(), seen: z.int().min(1).nullable(), content: serviceContent }),
  ).returns<{ readonly id: string; readonly revision: number }>(),
};
