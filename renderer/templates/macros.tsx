import { useState } from 'react';
import { IconBolt } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useSessionStore } from '#renderer/api/session.tsx';
import type { Command } from '#renderer/ui/commands.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { MacroDialog, type MacroTarget } from './macro-dialog.tsx';
import { templatesStore } from './templates-store.ts';
import { useTemplates, type TemplateOf } from './use-templates.ts';

/** Macros as commands on the chosen tickets: one key to choose, an entry each in the palette. */
export const Macros = ({ targets }: { readonly targets: readonly MacroTarget[] }) => {
  const { t } = useTranslation('templates');
  const { t: tickets } = useTranslation('tickets');
  const mayWork = useAllowed('tickets.work');
  const macros = useTemplates('macro');
  /** Until then the dialog opens on what is coming. */
  const areKnown = useStore(useSessionStore(templatesStore), (state) => state.templates !== undefined);
  /** What the dialog is about; the tickets are those that were chosen when it opened. */
  const [asked, setAsked] = useState<{
    readonly macro: TemplateOf<'macro'> | undefined;
    readonly targets: readonly MacroTarget[];
  }>();
  const unavailable = mayWork ? (targets.length === 0 ? tickets('noTicket') : undefined) : tickets('cannotWork');
  const group = tickets('thisTicket');
  useCommands('macros', [
    {
      id: 'macro.choose',
      label: `${t('runMacro')}…`,
      key: 'q',
      more: 30,
      group,
      icon: IconBolt,
      unavailable: unavailable ?? (areKnown && macros.length === 0 ? t('noMacro') : undefined),
      run: () => setAsked({ macro: undefined, targets }),
    },
    ...macros.map((macro): Command => ({
      id: `macro.${macro.id}`,
      label: t('macroNamed', { name: macro.content.name }),
      keywords: macro.content.keywords,
      group: t('kinds.macro'),
      icon: IconBolt,
      unavailable,
      run: () => setAsked({ macro, targets }),
    })),
  ]);
  return asked ? (
    <MacroDialog {...asked} onChoose={(macro) => setAsked({ ...asked, macro })} onClose={() => setAsked(undefined)} />
  ) : null;
};
