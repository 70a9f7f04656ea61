/** A definition as its form holds it: what a person types in lines is text until it is saved. */
import type { InLanguages } from '#shared/services/service.ts';
import { formatTemplate, parseTemplate } from '#shared/tools/template-text.ts';
import {
  toolPlatforms,
  type Parameter,
  type ToolDefinition,
  type ToolPlatform,
  type ToolVariant,
} from '#shared/tools/tool.ts';

export interface EditedParameter extends Omit<Parameter, 'from' | 'choices'> {
  /** Lines. */
  readonly from: string;
  readonly choices: string;
}

export interface EditedVariant {
  /** Lines. */
  readonly programs: string;
  readonly argv: string;
  readonly getting: InLanguages;
}

export interface EditedTool extends Omit<ToolDefinition, 'parameters' | 'variants'> {
  readonly parameters: readonly EditedParameter[];
  readonly variants: Readonly<Partial<Record<ToolPlatform, EditedVariant>>>;
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const variantOf = ({ programs, argv, getting }: ToolVariant): EditedVariant => ({
  programs: programs.join('\n'),
  argv: formatTemplate(argv),
  getting,
});

export const editedOf = (definition: ToolDefinition): EditedTool => ({
  ...definition,
  parameters: definition.parameters.map(({ from, choices, ...parameter }) => ({
    ...parameter,
    from: from.join('\n'),
    choices: choices.join('\n'),
  })),
  variants: Object.fromEntries(definition.variants.map((variant) => [variant.platform, variantOf(variant)])),
});

const trimmed = (texts: InLanguages): InLanguages => ({ en: texts.en.trim(), 'zh-CN': texts['zh-CN'].trim() });

/** Members that say nothing are left out: a definition without them is the one that was approved before there were any. */
const parameterOf = ({ secret, from, choices, label, ...parameter }: EditedParameter): Parameter => ({
  ...parameter,
  label: trimmed(label),
  from: linesOf(from),
  choices: linesOf(choices),
  ...(secret ? { secret } : {}),
});

export const definitionOf = ({ copiesScript, variants, ...edited }: EditedTool): ToolDefinition => {
  const names = new Set(edited.files.map(({ name }) => name));
  return {
    ...edited,
    ...(copiesScript === true && edited.mode === 'captured' ? { copiesScript } : {}),
    name: trimmed(edited.name),
    purpose: trimmed(edited.purpose),
    parameters: edited.parameters.map(parameterOf),
    files: edited.files.map(({ scope, label, path, ...file }) => ({
      ...file,
      label: trimmed(label),
      path: path.trim(),
      ...(scope ? { scope } : {}),
    })),
    variants: toolPlatforms.flatMap((platform) => {
      const variant = variants[platform];
      if (!variant) return [];
      const { programs, argv, getting } = variant;
      return [{ platform, programs: linesOf(programs), argv: parseTemplate(argv, names), getting: trimmed(getting) }];
    }),
  };
};

const nothing: InLanguages = { en: '', 'zh-CN': '' };

/** The first of `parameter`, `parameter2`, … that nothing is called yet. */
const freeName = (base: string, taken: readonly string[]): string => {
  let name = base;
  for (let at = 2; taken.includes(name); at++) name = `${base}${at}`;
  return name;
};

const namesOf = ({ parameters, files }: EditedTool): readonly string[] =>
  [...parameters, ...files].map(({ name }) => name);

export const newParameter = (tool: EditedTool): EditedParameter => ({
  name: freeName('value', namesOf(tool)),
  label: nothing,
  kind: 'host',
  isRequired: true,
  from: '',
  choices: '',
  least: 0,
  most: 100,
  allowed: 'A-Za-z0-9._-',
  longest: 100,
});

export const newFile = (tool: EditedTool): EditedTool['files'][number] => ({
  name: freeName('file', namesOf(tool)),
  label: nothing,
  path: '',
});

export const emptyVariant: EditedVariant = { programs: '', argv: '', getting: nothing };

/** A field of a draft holds 500 000 characters; two guides are far below that. */
export const toolDraft = (tool: EditedTool): Readonly<Record<string, string>> => ({
  title: tool.name.en || tool.name['zh-CN'],
  text: tool.purpose.en || tool.purpose['zh-CN'],
  content: JSON.stringify(tool),
});

/** Read back; undefined where there is none, or none that can be read. What it lacks is as in `base`. */
export const keptTool = (fields: Readonly<Record<string, string>>, base: EditedTool): EditedTool | undefined => {
  const { content } = fields;
  if (content === undefined) return undefined;
  try {
    return { ...base, ...(JSON.parse(content) as Partial<EditedTool>) };
  } catch {
    return undefined;
  }
};

const examples: Readonly<Record<Parameter['kind'], (parameter: Parameter) => string>> = {
  host: () => 'pc-0142.example',
  ip: () => '192.0.2.15',
  port: () => '22',
  user: () => 'li.wei',
  path: () => '/srv/example',
  choice: ({ choices }) => choices[0] ?? '',
  integer: ({ least }) => String(least),
  text: ({ secret }) => (secret ? '••••' : '123456789'),
};

/** Values that show what a command looks like; nobody's. */
export const exampleOf = ({ parameters }: ToolDefinition): Readonly<Record<string, string>> =>
  Object.fromEntries(
    parameters.map((parameter) => {
      const usual = parameter.from.find((source) => source.startsWith('value.'))?.slice('value.'.length);
      return [parameter.name, usual ?? examples[parameter.kind](parameter)];
    }),
  );
