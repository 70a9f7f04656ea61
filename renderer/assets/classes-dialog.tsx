import { useEffect, useState } from 'react';
import { Checkbox, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import { MAX_CLASS_NAME } from '#shared/assets/classes.ts';
import { shippedClasses, type ShippedClass } from '#shared/assets/configuration-item.ts';
import { useAssetWords } from './use-asset-words.ts';
import classes from './assets.module.css';

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Which classes forms offer: those that ship, and the desk's own. Assets keep a class that is no longer offered. */
export const ClassesDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation('assets');
  const client = useClient();
  const words = useAssetWords();
  const [seen, setSeen] = useState<number>();
  const [added, setAdded] = useState('');
  const [hidden, setHidden] = useState<ReadonlySet<ShippedClass>>(new Set());
  useEffect(() => {
    void client.call('assets.classes', {}).then((answer) => {
      if (!answer.ok) return;
      setSeen(answer.value.revision);
      setAdded(answer.value.added.join('\n'));
      setHidden(new Set(answer.value.hidden));
    });
  }, [client]);
  const tooLong = linesOf(added).find((line) => line.length > MAX_CLASS_NAME);
  const { tried, pending, failure, submit } = useSubmit(seen !== undefined && tooLong === undefined, async () => {
    const answer = await client.call('assets.saveClasses', {
      seen: seen ?? 0,
      added: [...linesOf(added)],
      hidden: [...hidden],
    });
    if (answer.ok) onClose();
    return answer.ok ? undefined : answer.failure;
  });
  return (
    <FormDialog
      name="assets.classes.submit"
      title={t('classesTitle')}
      submitLabel={t('save')}
      missing={undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <fieldset className={classes['offered']}>
        <legend>{t('classesShipped')}</legend>
        {shippedClasses.map((name) => (
          <Checkbox
            key={name}
            label={words.classOf(name)}
            checked={!hidden.has(name)}
            onChange={(event) => {
              const next = new Set(hidden);
              if (event.currentTarget.checked) next.delete(name);
              else next.add(name);
              setHidden(next);
            }}
          />
        ))}
      </fieldset>
      <Field
        label={t('classesAdded')}
        hint={t('classesAddedHint')}
        error={tried && tooLong !== undefined ? t('classTooLong', { name: tooLong, limit: MAX_CLASS_NAME }) : undefined}
      >
        {(control) => (
          <Textarea
            {...control}
            autosize
            minRows={3}
            maxRows={10}
            value={added}
            onChange={(event) => setAdded(event.currentTarget.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
};
