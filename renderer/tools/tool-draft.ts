import { formatTemplate, parseTemplate } from '#shared/tools/template-text.ts';
import {
  variantFor,
  type NeededRole,
  type Parameter,
  type ToolDefinition,
  type ToolPlatform,
  type ToolRisk,
} from '#shared/tools/tool.ts';

/** What stands in the fields of the editor: of this laptop's platform, the others stay as they are. */
export interface ToolDraft {
  readonly nameEn: string;
  readonly nameZh: string;
  readonly purposeEn: string;
  readonly purposeZh: string;
  readonly risk: ToolRisk;
  readonly neededRole: NeededRole;
  readonly timeLimitS: number;
  readonly confirms: boolean;
  /** Lines. */
  readonly programs: string;
  readonly argv: string;
  /** By name of the file. */
  readonly paths: Readonly<Record<string, string>>;
}

export const draftOf = (definition: ToolDefinition, platform: ToolPlatform): ToolDraft => {
  const { name, purpose, risk, neededRole, timeLimitS, confirms, files } = definition;
  const variant = variantFor(definition, platform);
  return {
    nameEn: name.en,
    nameZh: name['zh-CN'],
    purposeEn: purpose.en,
    purposeZh: purpose['zh-CN'],
    risk,
    neededRole,
    timeLimitS,
    confirms,
    programs: variant?.programs.join('\n') ?? '',
    argv: variant ? formatTemplate(variant.argv) : '',
    paths: Object.fromEntries(files.map((file) => [file.name, file.path])),
  };
};

export const definitionOf = (before: ToolDefinition, platform: ToolPlatform, draft: ToolDraft): ToolDefinition => {
  const { nameEn, nameZh, purposeEn, purposeZh, risk, neededRole, timeLimitS, confirms, paths } = draft;
  const files = new Set(before.files.map(({ name }) => name));
  const programs = draft.programs
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return {
    ...before,
    name: { en: nameEn.trim(), 'zh-CN': nameZh.trim() },
    purpose: { en: purposeEn.trim(), 'zh-CN': purposeZh.trim() },
    risk,
    neededRole,
    timeLimitS,
    confirms,
    files: before.files.map((file) => ({ ...file, path: (paths[file.name] ?? '').trim() })),
    variants: before.variants.map((variant) =>
      variant.platform === platform ? { ...variant, programs, argv: parseTemplate(draft.argv, files) } : variant,
    ),
  };
};

const examples: Readonly<Record<Parameter['kind'], (parameter: Parameter) => string>> = {
  host: () => 'pc-0142.example',
  ip: () => '192.0.2.15',
  port: () => '22',
  user: () => 'li.wei',
  path: () => '/srv/example',
  choice: ({ choices }) => choices[0] ?? '',
  integer: ({ least }) => String(least),
  text: () => '123456789',
};

/** Values that show what a command looks like; nobody's. */
export const exampleOf = ({ parameters }: ToolDefinition): Readonly<Record<string, string>> =>
  Object.fromEntries(parameters.map((parameter) => [parameter.name, examples[parameter.kind](parameter)]));
