import * as z from 'zod';
import { isVisible } from '../base/visible.ts';
import {
  MAX_ARGUMENTS,
  MAX_CHOICES,
  MAX_FILES,
  MAX_GUIDE,
  MAX_OUTPUT_BYTES,
  MAX_PARAMETERS,
  MAX_TIME_LIMIT_S,
  MAX_TOOL_NAME,
  MAX_TOOL_PATH,
  MAX_TOOL_TEXT,
  MAX_VALUE,
} from './limits.ts';
import { SOURCE } from './sources.ts';
import { fileScopes, neededRoles, parameterKinds, toolClasses, toolModes, toolPlatforms, toolRisks } from './tool.ts';

const inLanguages = (longest: number) =>
  z.strictObject({ en: z.string().trim().max(longest), 'zh-CN': z.string().trim().max(longest) });
const name = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/);

/** Names that programs and systems give no meaning of their own are long enough to say whose they are. */
const variable = z.string().regex(/^[A-Z][A-Z0-9_]{2,63}$/);
const secret = z.union([
  z.strictObject({ by: z.literal('input') }),
  z.strictObject({ by: z.literal('variable'), variable }),
]);

const parameter = z.strictObject({
  name,
  label: inLanguages(MAX_TOOL_NAME),
  kind: z.enum(parameterKinds),
  isRequired: z.boolean(),
  from: z.array(z.string().regex(SOURCE)).max(20).readonly(),
  choices: z.array(z.string().max(MAX_VALUE)).max(MAX_CHOICES).readonly(),
  least: z.int(),
  most: z.int(),
  allowed: z.string().max(200),
  longest: z.int().min(1).max(MAX_VALUE),
  // Left out rather than null: what was approved before there were secrets keeps its hash.
  secret: secret.optional(),
});

/** An argument ends at its end: no line break and nothing unseen is part of a literal. */
const literal = z
  .string()
  .max(MAX_VALUE)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u);
const segment = z.union([
  z.strictObject({ text: literal }),
  z.strictObject({ parameter: name }),
  z.strictObject({ file: name }),
]);

const variant = z.strictObject({
  platform: z.enum(toolPlatforms),
  programs: z.array(z.string().trim().min(1).max(MAX_TOOL_PATH)).max(20).readonly(),
  argv: z
    .array(z.strictObject({ segments: z.array(segment).min(1).max(10).readonly(), onlyWith: name.nullable() }))
    .max(MAX_ARGUMENTS)
    .readonly(),
  getting: inLanguages(MAX_TOOL_TEXT),
});

/** The shape of a definition; what it says is judged by `definitionProblems`. */
export const toolDefinition = z.strictObject({
  name: inLanguages(MAX_TOOL_NAME).refine((text) => isVisible(text.en) || isVisible(text['zh-CN'])),
  purpose: inLanguages(MAX_TOOL_TEXT),
  toolClass: z.enum(toolClasses),
  risk: z.enum(toolRisks),
  neededRole: z.enum(neededRoles),
  confirms: z.boolean(),
  mode: z.enum(toolModes),
  copiesScript: z.boolean().optional(),
  timeLimitS: z.int().min(1).max(MAX_TIME_LIMIT_S),
  outputLimitBytes: z.int().min(1024).max(MAX_OUTPUT_BYTES),
  parameters: z.array(parameter).max(MAX_PARAMETERS).readonly(),
  files: z
    .array(
      z.strictObject({
        name,
        label: inLanguages(MAX_TOOL_NAME),
        path: z.string().trim().max(MAX_TOOL_PATH),
        scope: z.enum(fileScopes).optional(),
      }),
    )
    .max(MAX_FILES)
    .readonly(),
  variants: z.array(variant).max(toolPlatforms.length).readonly(),
  guide: z.strictObject({
    articleId: z
      .string()
      .regex(/^article:[0-9A-HJKMNP-TV-Z]{26}$/)
      .nullable(),
    text: inLanguages(MAX_GUIDE),
  }),
});
