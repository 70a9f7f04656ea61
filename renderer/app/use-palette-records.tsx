import { useEffect, useState } from 'react';
import type { Command } from '#renderer/ui/commands.ts';
import { PriorityGlyph } from '#renderer/ui/glyphs.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import type { Priority } from '#shared/tickets/ticket.ts';

interface FoundRecord {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  /** Of records that have one; the others show the icon of their kind. */
  readonly priority?: Priority;
}

/** What stands in the palette of one kind of records. */
export interface PaletteFound {
  readonly commands: readonly Command[];
  /** What is listed was found for other words: the answer for these is on its way. */
  readonly isSearching: boolean;
}

export const nothingFound: PaletteFound = { commands: [], isSearching: false };

interface PaletteRecords {
  readonly query: string;
  /** False for who may not read them. */
  readonly isAllowed: boolean;
  /** Heading in the palette, translated. */
  readonly group: string;
  /** First segment of their route. */
  readonly feature: string;
  /** Of records without a priority. */
  readonly icon?: Command['icon'];
  /** A stable function. Undefined: it could not be asked. */
  readonly find: (text: string) => Promise<readonly FoundRecord[] | undefined>;
}

const glyphOf = (priority: Priority) => {
  const Icon = () => <PriorityGlyph priority={priority} />;
  return Icon;
};

const icons = { 1: glyphOf(1), 2: glyphOf(2), 3: glyphOf(3), 4: glyphOf(4) } as const;

/** Records with number and title that match, as entries that open them; none for an empty query. */
export const usePaletteRecords = ({ query, isAllowed, group, feature, icon, find }: PaletteRecords): PaletteFound => {
  const [found, setFound] = useState<{ readonly text: string; readonly rows: readonly FoundRecord[] }>();
  const text = query.trim();

  useEffect(() => {
    if (text === '' || !isAllowed) return undefined;
    let isWanted = true;
    void find(text).then((rows) => {
      if (isWanted) setFound({ text, rows: rows ?? [] });
    });
    return () => {
      isWanted = false;
    };
  }, [find, text, isAllowed]);

  if (text === '' || !isAllowed) return nothingFound;
  const commands = (found?.rows ?? []).map(({ id, number, title, priority }) => ({
    id: `palette.${id}`,
    label: title,
    group,
    icon: priority === undefined ? icon : icons[priority],
    hint: shortNumber(number),
    keywords: `${number} ${text}`,
    run: () => navigate(feature, id),
  }));
  return { commands, isSearching: found?.text !== text };
};
