import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import type { Command } from '#renderer/ui/commands.ts';
import { PriorityGlyph } from '#renderer/ui/glyphs.tsx';
import { navigate } from '#renderer/ui/route.ts';
import type { ListedProblem } from '#shared/problems/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';

const SHOWN = 4;

const glyphOf = (priority: ListedProblem['priority']) => {
  const Icon = () => <PriorityGlyph priority={priority} />;
  return Icon;
};

const icons = { 1: glyphOf(1), 2: glyphOf(2), 3: glyphOf(3), 4: glyphOf(4) } as const;

/** Problems that match, by number or by any word of theirs, the workaround too; none for an empty query and without the permission. */
export const usePaletteProblems = (query: string): readonly Command[] => {
  const client = useClient();
  const { t } = useTranslation('app');
  const mayRead = useAllowed('problems.read');
  const [found, setFound] = useState<{ readonly query: string; readonly rows: readonly ListedProblem[] }>();
  const text = query.trim();

  useEffect(() => {
    if (text === '' || !mayRead) return undefined;
    let isWanted = true;
    void client.call('problems.list', { view: 'all', text: text.slice(0, 500) }).then((reply) => {
      if (isWanted && reply.ok) setFound({ query: text, rows: reply.value.rows.slice(0, SHOWN) });
    });
    return () => {
      isWanted = false;
    };
  }, [client, text, mayRead]);

  if (text === '' || !found) return [];
  return found.rows.map((row) => ({
    id: `palette.${row.id}`,
    label: row.title,
    group: t('palette.problems'),
    icon: icons[row.priority],
    hint: shortNumber(row.number),
    keywords: `${row.number} ${text}`,
    run: () => navigate('problems', row.id),
  }));
};
