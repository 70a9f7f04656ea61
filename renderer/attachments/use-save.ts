import { useState } from 'react';
import { useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import { fileSource, type ShownFile } from './file-source.ts';

/** Reads a file whole and offers it as a download. `saving` is the hash of the one under way. */
export const useSave = (): {
  readonly saving: string | undefined;
  readonly save: (file: ShownFile) => Promise<void>;
} => {
  const source = useSessionStore(fileSource);
  const failureText = useFailureText();
  const [saving, setSaving] = useState<string>();
  const save = async (file: ShownFile): Promise<void> => {
    setSaving(file.sha256);
    const content = await source.all(file);
    setSaving(undefined);
    if (content.ok) saveFile(file.name, content.value);
    else announce({ tone: 'failed', text: failureText(content.failure) });
  };
  return { saving, save };
};
