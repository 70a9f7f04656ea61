import { useState } from 'react';
import { Button, FileButton, Modal, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { Field } from '#renderer/ui/field.tsx';
import type { Failure } from '#shared/base/result.ts';
import { templateContent } from '#shared/templates/schema.ts';
import type { TemplateContent } from '#shared/templates/template.ts';
import { templatesStore } from './templates-store.ts';
import classes from './templates.module.css';

/** Templates in a text: one, or a list; undefined where any of it is none. */
const templatesIn = (text: string): readonly TemplateContent[] | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    const read = (Array.isArray(value) ? value : [value]).map((each) => templateContent.safeParse(each));
    const contents = read.flatMap(({ data }) => data ?? []);
    return contents.length > 0 && contents.length === read.length ? contents : undefined;
  } catch {
    return undefined;
  }
};

/** Takes templates in from text or a file: all of it is read before the first is saved. */
export const ImportDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation('templates');
  const { t: ui } = useTranslation('ui');
  const save = useStore(useSessionStore(templatesStore), (state) => state.save);
  const scope = useAllowed('templates.manage') ? 'desk' : 'own';
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [isPending, setPending] = useState(false);

  const take = async () => {
    const contents = templatesIn(text);
    setWrong(!contents);
    if (!contents || isPending) return;
    setPending(true);
    for (const content of contents) {
      const edit = { id: null, version: null, retired: false, content };
      const saved = await save(edit, scope);
      if (saved.ok) continue;
      setPending(false);
      setFailure(saved.failure);
      return;
    }
    announce({ tone: 'done', text: t('imported', { count: contents.length }) });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('importTitle')}
      size={480}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <div className={classes['dialog']}>
        <Field label={t('importText')} hint={t('importHint')} error={isWrong ? t('importNone') : undefined}>
          {(control) => (
            <Textarea
              {...control}
              data-autofocus
              autosize
              minRows={6}
              maxRows={14}
              spellCheck={false}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
        {failure && <FailureBanner failure={failure} />}
        <div className={classes['dialogActions']}>
          <FileButton accept=".json,.txt,application/json" onChange={(file) => void file?.text().then(setText)}>
            {(button) => <Button {...button}>{t('importFile')}</Button>}
          </FileButton>
          <span className={classes['grow']} />
          <Button variant="subtle" color="gray" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button variant="filled" loading={isPending} onClick={() => void take()}>
            {t('import')}
          </Button>
        </div>
      </div>
    </Modal>
  );
};
