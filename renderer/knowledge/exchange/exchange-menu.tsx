import { lazy, Suspense, useState } from 'react';
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconFileExport, IconFileImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';

const ExportDialog = lazy(async () => ({ default: (await import('./export-dialog.tsx')).ExportDialog }));

interface ExchangeMenuProps {
  /** The articles of the list at the left. */
  readonly listed: readonly { readonly id: string }[];
}

/** The ways in and out of the knowledge base, as commands and behind one button. */
export const ExchangeMenu = ({ listed }: ExchangeMenuProps) => {
  const { t } = useTranslation('knowledgeExchange');
  const mayImport = useAllowed('knowledge.review');
  const [isExporting, setExporting] = useState(false);
  const toImport = () => navigate('knowledge', 'import');
  const toExport = () => setExporting(true);
  useCommands('knowledge.exchange', [
    {
      id: 'knowledge.import',
      label: t('import'),
      group: t('more'),
      icon: IconFileImport,
      unavailable: mayImport ? undefined : t('mayNotImport'),
      run: toImport,
    },
    { id: 'knowledge.export', label: t('export'), group: t('more'), icon: IconFileExport, run: toExport },
  ]);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('more')}>
            <IconDots size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayImport && (
            <Menu.Item leftSection={<IconFileImport size={16} stroke={1.6} aria-hidden />} onClick={toImport}>
              {t('import')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconFileExport size={16} stroke={1.6} aria-hidden />} onClick={toExport}>
            {t('export')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isExporting && (
        <Suspense fallback={null}>
          <ExportDialog listed={listed} onClose={() => setExporting(false)} />
        </Suspense>
      )}
    </>
  );
};
