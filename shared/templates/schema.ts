import * as z from 'zod';
import { channels, holdReasons, resolutionCodes, ticketKinds } from '../tickets/ticket.ts';
import { deliveries } from '../tickets/timeline-event.ts';
import { MAX_TITLE } from '../tickets/limits.ts';
import {
  MAX_HOLD_HOURS,
  MAX_QUESTIONS,
  MAX_STEPS,
  MAX_TEMPLATE_NAME,
  MAX_TEMPLATE_TASKS,
  MAX_TEMPLATE_TEXT,
} from './limits.ts';
import { questionTypes, templateLanguages, type TemplateContent } from './template.ts';

const text = z.string().max(MAX_TEMPLATE_TEXT);
const written = text.trim().min(1);
const level = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const category = z.string().trim().min(1).max(200).nullable();
const tags = z.array(z.string().trim().min(1).max(60)).max(40);
const person = z.strictObject({ id: z.string().max(64).nullable(), name: z.string().trim().min(1).max(200) });
const task = z.strictObject({ title: z.string().trim().min(1).max(300), required: z.boolean() });
const questionId = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);

const named = {
  name: z.string().trim().min(1).max(MAX_TEMPLATE_NAME),
  language: z.enum(templateLanguages),
  keywords: z.string().trim().max(200),
};

const question = z.strictObject({
  id: questionId,
  label: z.string().trim().min(1).max(200),
  type: z.enum(questionTypes),
  options: z.array(z.string().trim().min(1).max(120)).max(30),
  required: z.boolean(),
  showIf: z.strictObject({ question: questionId, answers: z.array(z.string().max(120)).min(1).max(30) }).nullable(),
});

const step = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('workNote'), text: written }),
  z.strictObject({ do: z.literal('comment'), text: written, delivery: z.enum(deliveries) }),
  z.strictObject({
    do: z.literal('set'),
    kind: z.enum(ticketKinds).nullable(),
    category,
    impact: level.nullable(),
    urgency: level.nullable(),
    addTags: tags,
    removeTags: tags,
  }),
  z.strictObject({
    do: z.literal('assign'),
    to: person.nullable(),
    group: z.string().trim().min(1).max(120).nullable(),
  }),
  z.strictObject({ do: z.literal('tasks'), tasks: z.array(task).min(1).max(MAX_TEMPLATE_TASKS) }),
  z.strictObject({
    do: z.literal('hold'),
    reason: z.enum(holdReasons),
    hours: z.int().min(1).max(MAX_HOLD_HOURS),
    comment: text,
  }),
  z.strictObject({
    do: z.literal('resolve'),
    code: z.enum(resolutionCodes),
    text: written,
    noArticleReason: z.string().trim().min(1).max(500),
  }),
]);

/** A template as it is saved and as it is carried from desk to desk. */
export const templateContent: z.ZodType<TemplateContent> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reply'), ...named, body: written }),
  z.strictObject({
    kind: z.literal('ticket'),
    ...named,
    ticketKind: z.enum(ticketKinds),
    title: z.string().trim().max(MAX_TITLE),
    description: text,
    category,
    impact: level,
    urgency: level,
    channel: z.enum(channels).exclude(['import', 'log_alert']).nullable(),
    tags,
    tasks: z.array(task).max(MAX_TEMPLATE_TASKS),
    questions: z.array(question).max(MAX_QUESTIONS),
  }),
  z.strictObject({ kind: z.literal('macro'), ...named, steps: z.array(step).min(1).max(MAX_STEPS) }),
]);
