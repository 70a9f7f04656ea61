import type { Command, CommandLayer } from '#renderer/ui/commands.ts';
import { fuzzyMatch, type Match } from '#renderer/ui/fuzzy.ts';

export interface PaletteEntry {
  readonly command: Command;
  readonly ranges: Match['ranges'];
}

export interface PaletteGroup {
  readonly label: string;
  readonly entries: readonly PaletteEntry[];
}

/** What cannot be done now stands below what can, wherever the query finds both alike. */
const UNAVAILABLE_PENALTY = 500;

/** How far a hit in the keywords counts below the same hit in the label. */
const KEYWORD_PENALTY = 400;

const matchCommand = (query: string, command: Command): Match | undefined => {
  const inLabel = fuzzyMatch(query, command.label);
  if (inLabel !== undefined || command.keywords === undefined) return inLabel;
  const inKeywords = fuzzyMatch(query, command.keywords);
  return inKeywords && { score: inKeywords.score - KEYWORD_PENALTY, ranges: [] };
};

/**
 * What the palette lists for a query: commands of the topmost layer first, best hits first within a group, groups by their best hit.
 * A command that a higher layer registered again is listed once.
 */
export const paletteGroups = (
  layers: readonly CommandLayer[],
  query: string,
  usualGroup: string,
): readonly PaletteGroup[] => {
  const groups = new Map<string, { entry: PaletteEntry; score: number }[]>();
  const seen = new Set<string>();
  for (const layer of layers.toReversed()) {
    const layerGroup = layer.commands.find((command) => command.group !== undefined)?.group ?? usualGroup;
    for (const command of layer.commands) {
      if (command.keyOnly === true || seen.has(command.id)) continue;
      seen.add(command.id);
      const match = matchCommand(query, command);
      if (!match) continue;
      const label = command.group ?? layerGroup;
      const score = match.score - (command.unavailable === undefined ? 0 : UNAVAILABLE_PENALTY);
      const scored = { entry: { command, ranges: match.ranges }, score };
      const group = groups.get(label);
      if (group) group.push(scored);
      else groups.set(label, [scored]);
    }
  }
  const best = (scored: readonly { readonly score: number }[]): number => Math.max(...scored.map(({ score }) => score));
  return [...groups]
    .toSorted(([, a], [, b]) => best(b) - best(a))
    .map(([label, scored]) => ({
      label,
      entries: scored.toSorted((a, b) => b.score - a.score).map(({ entry }) => entry),
    }));
};
