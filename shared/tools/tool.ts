/**
 * Tools of the desk: programs of this laptop that are started from a ticket. Definitions, what may stand in them and what they come to; finding,
 * approving and starting programs belong elsewhere.
 */
import type { StoredRecord } from '../base/record.ts';
import type { InLanguages } from '../services/service.ts';

export const toolClasses = ['remote-support', 'automation', 'assessment', 'diagnostic', 'other'] as const;
export type ToolClass = (typeof toolClasses)[number];

export const toolPlatforms = ['windows', 'macos', 'linux'] as const;
export type ToolPlatform = (typeof toolPlatforms)[number];

/** `low` only looks, `medium` reaches into another machine, `high` changes one. */
export const toolRisks = ['low', 'medium', 'high'] as const;
export type ToolRisk = (typeof toolRisks)[number];

/** The least role that may start it, beside `tools.run`. */
export const neededRoles = ['worker', 'team-lead', 'administrator'] as const;
export type NeededRole = (typeof neededRoles)[number];

/** `captured`: its output is read until it ends. `launched`: a window of its own that outlives the console. */
export const toolModes = ['captured', 'launched'] as const;
export type ToolMode = (typeof toolModes)[number];

export const parameterKinds = ['host', 'ip', 'port', 'user', 'path', 'choice', 'integer', 'text'] as const;
export type ParameterKind = (typeof parameterKinds)[number];

/** How a tool is given a secret: never as an argument, which every program of this laptop can read. */
export type SecretWay =
  /** The first line that it reads. */
  | { readonly by: 'input' }
  /** A variable of its environment: other programs of the same person can read that. */
  | { readonly by: 'variable'; readonly variable: string };

/** What is filled in anew for each run. */
export interface Parameter {
  /** `[a-z][a-zA-Z0-9]*`, unique within the tool. */
  readonly name: string;
  readonly label: InLanguages;
  readonly kind: ParameterKind;
  readonly isRequired: boolean;
  /** Where a first value comes from, the best source first: see `sources.ts`. */
  readonly from: readonly string[];
  /** Of a choice. */
  readonly choices: readonly string[];
  /** Of an integer, both inclusive. */
  readonly least: number;
  readonly most: number;
  /** Of a text: the inside of a character class, e.g. `A-Za-z0-9._-`. A class alone is matched in linear time, whatever is typed. */
  readonly allowed: string;
  /** Of a text, characters. */
  readonly longest: number;
  /** A text that is shown nowhere and kept nowhere. Not there: it is none. */
  readonly secret?: SecretWay | undefined;
}

export const fileScopes = ['alone', 'folder'] as const;
export type FileScope = (typeof fileScopes)[number];

/** A file that the tool reads, e.g. a playbook. Its bytes are part of the approval. */
export interface ToolFile {
  /** Like a parameter's. */
  readonly name: string;
  readonly label: InLanguages;
  /** Absolute; empty until an administrator chose one. */
  readonly path: string;
  /**
   * `alone`: it needs nothing beside it, so the tool is given a private copy of exactly what was approved. `folder`: all that lies in its folder is
   * part of the approval. Not there: the file itself is, and what it refers to is not.
   */
  readonly scope?: FileScope | undefined;
}

export type Segment = { readonly text: string } | { readonly parameter: string } | { readonly file: string };

/** One argument, made of one segment or several: nothing ever parts or joins arguments afterwards. */
export interface ArgumentTemplate {
  readonly segments: readonly Segment[];
  /** Left out where this parameter has no value; null: never. */
  readonly onlyWith: string | null;
}

/** The tool on one platform. */
export interface ToolVariant {
  readonly platform: ToolPlatform;
  /** Where its program may be, the best first: absolute paths, or names that are looked for in the folders of the system. */
  readonly programs: readonly string[];
  readonly argv: readonly ArgumentTemplate[];
  /** How to get it, in words. */
  readonly getting: InLanguages;
}

export interface ToolGuide {
  /** `article:<ULID>`; null where the guide is the text. */
  readonly articleId: string | null;
  /** Markdown; both languages are written where there is no article. */
  readonly text: InLanguages;
}

/** All that an administrator writes of a tool. */
export interface ToolDefinition {
  readonly name: InLanguages;
  readonly purpose: InLanguages;
  readonly toolClass: ToolClass;
  readonly risk: ToolRisk;
  readonly neededRole: NeededRole;
  /** Asks once more, with the whole command, before it starts. */
  readonly confirms: boolean;
  readonly mode: ToolMode;
  /**
   * The program is a script that needs nothing beside it: a private copy of exactly what was approved is what runs. Not there, or where the
   * program is no script: the program at its path.
   */
  readonly copiesScript?: boolean | undefined;
  readonly timeLimitS: number;
  readonly outputLimitBytes: number;
  readonly parameters: readonly Parameter[];
  readonly files: readonly ToolFile[];
  /** At most one for each platform. */
  readonly variants: readonly ToolVariant[];
  readonly guide: ToolGuide;
}

/** `tool:<ULID>`. A shipped one has a record only once it was changed on this desk. */
export interface ToolRecord extends StoredRecord {
  readonly type: 'tool';
  readonly schema: 1;
  /** Grows with each save: an edit says which one was seen. */
  readonly revision: number;
  readonly definition: ToolDefinition;
  /** One that is not is offered on no ticket. */
  readonly isActive: boolean;
}

export const variantFor = (definition: ToolDefinition, platform: ToolPlatform): ToolVariant | undefined =>
  definition.variants.find((variant) => variant.platform === platform);
