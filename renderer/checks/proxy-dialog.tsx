import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';

const isProxy = (text: string): boolean =>
  text === '' || (/^http:\/\/[^\s/@?#]+:\d{1,5}\/?$/i.test(text) && URL.canParse(text));

/** The proxy that this laptop asks for web addresses through. */
export const ProxyDialog = ({ proxy, onClose }: { readonly proxy: string; readonly onClose: () => void }) => {
  const { t } = useTranslation('checks');
  const client = useClient();
  const [text, setText] = useState(proxy);
  const isRight = isProxy(text.trim());
  const { tried, pending, failure, submit } = useSubmit(isRight, async () => {
    const saved = await client.call('checks.setProxy', { proxy: text.trim() });
    if (!saved.ok) return saved.failure;
    announce({ tone: 'done', text: t('proxySaved') });
    onClose();
    return undefined;
  });
  return (
    <FormDialog
      name="checks.dialog.proxy"
      title={t('proxyTitle')}
      submitLabel={t('save')}
      missing={undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label={t('proxyField')}
        optional
        hint={t('proxyHint')}
        error={tried && !isRight ? t('proxyWrong') : undefined}
      >
        {(control) => (
          <TextInput
            {...control}
            data-autofocus
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={({ currentTarget: { value } }) => setText(value)}
          />
        )}
      </Field>
    </FormDialog>
  );
};
