import { lazy, Suspense, useState } from 'react';
import { IconFileText } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDraftsReady } from '#renderer/drafts/use-draft.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';

const ReportDialog = lazy(async () => ({ default: (await import('./report-dialog.tsx')).ReportDialog }));

/** The way to the service report of the open ticket: in its menu, and in the palette. Draws nothing until then. */
export const ReportEntry = ({ ticket }: { readonly ticket: Ticket }) => {
  const { t } = useTranslation('report');
  const { t: tickets } = useTranslation('tickets');
  const [isOpen, setOpen] = useState(false);
  const isReady = useDraftsReady();
  useCommands('reportEntry', [
    {
      id: 'report.open',
      label: `${t('open')}…`,
      group: tickets('thisTicket'),
      icon: IconFileText,
      keywords: 'print pdf report parts signature 打印 报告 备件 签名',
      more: 40,
      run: () => setOpen(true),
    },
  ]);
  if (!isOpen || !isReady) return null;
  return (
    <Suspense>
      <ReportDialog ticket={ticket} onClose={() => setOpen(false)} />
    </Suspense>
  );
};
