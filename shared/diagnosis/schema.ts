/** The shape of a tree as its file has it. Every plain value is text: a file says `no` where somebody reads “no”. */
import * as z from 'zod';
import { resolutionCodes } from '../tickets/ticket.ts';
import { MAX_ANSWERS, MAX_NODES } from './limits.ts';

const words = (max: number) =>
  z.strictObject({ en: z.string().trim().min(1).max(max), 'zh-CN': z.string().trim().min(1).max(max) });

const LABEL = 120;
const SENTENCE = 400;
const TEXT = 2_000;

/** Names of trees and nodes: they stand in addresses and in the trail. */
const name = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/)
  .max(60);
const target = z.union([name, z.strictObject({ retry: name })]);
const keyword = z.string().trim().min(1).max(60);

export const askShape = z.strictObject({
  ask: words(SENTENCE),
  hint: words(TEXT).optional(),
  answers: z
    .array(z.strictObject({ label: words(LABEL), next: target }))
    .min(2)
    .max(MAX_ANSWERS),
});

export const doShape = z.strictObject({
  name: words(LABEL),
  do: words(TEXT),
  expect: words(SENTENCE),
  hint: words(TEXT).optional(),
  worked: target,
  failed: target,
  impossible: target.optional(),
});

export const endShape = z.strictObject({
  end: words(SENTENCE),
  code: z.enum(resolutionCodes).optional(),
  resolution: words(TEXT).optional(),
  escalate: words(TEXT).optional(),
  article: words(LABEL).optional(),
});

export const treeShape = z.strictObject({
  id: name,
  version: z.string().regex(/^[1-9]\d{0,5}$/),
  title: words(LABEL),
  suits: z.strictObject({ categories: z.array(keyword).max(40), words: z.array(keyword).max(80) }),
  start: name,
  nodes: z.record(name, z.unknown()).refine((nodes) => Object.keys(nodes).length <= MAX_NODES),
});

export type TargetShape = z.output<typeof target>;
/** What is found in a tree's `nodes` under its name, by the field that says what it is. */
export const nodeShapes = { ask: askShape, do: doShape, end: endShape } as const;
export type NodeKind = keyof typeof nodeShapes;
