import { definitionProblems, type DefinitionProblemCode } from '#shared/tools/check.ts';
import { toolDefinition } from '#shared/tools/schema.ts';
import type { ToolDefinition } from '#shared/tools/tool.ts';

export interface DefinitionFault {
  readonly code: DefinitionProblemCode | 'shape-name' | 'shape-source' | 'shape-argument' | 'shape-variable' | 'shape';
  readonly about: string;
}

/** What stands there, by the path of an issue: the name of the parameter or file, or the system. */
const aboutOf = (definition: ToolDefinition, [member, at]: readonly PropertyKey[]): string => {
  if (typeof at !== 'number') return '';
  if (member === 'parameters') return definition.parameters[at]?.name ?? '';
  if (member === 'files') return definition.files[at]?.name ?? '';
  return member === 'variants' ? (definition.variants[at]?.platform ?? '') : '';
};

const codeOf = ([member, , field, , , inner]: readonly PropertyKey[]): DefinitionFault['code'] => {
  if (field === 'name' && (member === 'parameters' || member === 'files')) return 'shape-name';
  if (field === 'from') return 'shape-source';
  if (field === 'secret') return 'shape-variable';
  return member === 'variants' && (field === 'argv' || inner === 'segments') ? 'shape-argument' : 'shape';
};

/** What keeps a definition from being kept, in the order of the form. */
export const definitionFaults = (definition: ToolDefinition): readonly DefinitionFault[] => {
  const shape = toolDefinition.safeParse(definition);
  const faults: DefinitionFault[] = (shape.success ? [] : shape.error.issues).map(({ path }) => ({
    code: codeOf(path),
    about: aboutOf(definition, path),
  }));
  const all = [...faults, ...definitionProblems(definition)];
  return all.filter(
    ({ code, about }, at) => all.findIndex((each) => each.code === code && each.about === about) === at,
  );
};
