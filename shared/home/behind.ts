/** Which tickets a figure stands for: a filter of the queue, so that every figure leads to them. */
import * as z from 'zod';
import { measureNames, measureWindows } from '../services/goals.ts';

export const homeScopes = ['me', 'groups', 'desk'] as const;
/** Whose tickets: one's own, those of one's groups, all. By who has a ticket now. */
export type HomeScope = (typeof homeScopes)[number];

/** Open tickets by age in whole days: from the first number to the one before the next. */
export const ageBounds = [0, 2, 4, 8, 31] as const;

const scope = z.enum(homeScopes);
const day = z.iso.date();

export const behind = z.discriminatedUnion('figure', [
  z.strictObject({
    figure: z.literal('measure'),
    measure: z.enum(measureNames),
    window: z.enum(measureWindows),
    scope,
    /** Only what keeps the figure from being better. */
    short: z.boolean(),
  }),
  z.strictObject({ figure: z.literal('age'), bucket: z.int().min(0).max(4), scope }),
  z.strictObject({ figure: z.enum(['arrived', 'resolved']), day, scope }),
  z.strictObject({ figure: z.literal('service'), serviceId: z.string().max(64) }),
]);
export type Behind = z.output<typeof behind>;
