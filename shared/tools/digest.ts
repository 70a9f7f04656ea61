import { canonicalJson } from '../audit/canonical-json.ts';
import type { Json } from '../base/result.ts';
import type { ToolDefinition } from './tool.ts';

type Approved = Omit<ToolDefinition, 'guide'>;

/** What an approval is about: all of a definition but its guide, which decides nothing of what runs. */
export const approvedPart = (definition: ToolDefinition): Approved => {
  const { guide, ...rest } = definition;
  void guide;
  return rest;
};

/** RFC 8785, so that the same definition has the same hash on every laptop and in every version. */
export const definitionText = (definition: ToolDefinition): string =>
  canonicalJson(approvedPart(definition) as unknown as Json);

/** The members in which two definitions differ, by name. */
export const changedMembers = (before: Approved, after: Approved): readonly string[] =>
  Object.keys({ ...before, ...after })
    .filter((member) => {
      const key = member as keyof Approved;
      return (
        canonicalJson((before[key] ?? null) as unknown as Json) !==
        canonicalJson((after[key] ?? null) as unknown as Json)
      );
    })
    .toSorted();
