import { useRef } from 'react';
import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { announce } from '#renderer/ui/announce.ts';
import { readTreeFile } from './tree-file.ts';

/** Asks for the file of a tree and hands its text on. */
export const ImportButton = ({ onText }: { readonly onText: (text: string, fileName: string) => void }) => {
  const { t } = useTranslation('diagnosis');
  const file = useRef<HTMLInputElement>(null);
  const read = async (chosen: File | undefined) => {
    if (!chosen) return;
    const text = await readTreeFile(chosen);
    if (text === undefined) announce({ tone: 'refused', text: t('tooLarge') });
    else onText(text, chosen.name);
  };
  return (
    <>
      <Button leftSection={<IconFileImport size={16} stroke={1.6} aria-hidden />} onClick={() => file.current?.click()}>
        {t('import')}
      </Button>
      <input
        ref={file}
        type="file"
        accept=".yaml,.yml,.txt,text/plain,application/yaml"
        hidden
        aria-label={t('import')}
        onChange={(event) => {
          void read(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
};
