import { useState, type FormEvent } from 'react';
import { Button, TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import type { Failure } from '#shared/base/result.ts';
import { MAX_SYNONYM, MAX_SYNONYMS } from '#shared/search/operations.ts';
import { conflictsOf, tidyWords, type ListedSynonyms } from '#shared/search/synonyms.ts';
import classes from './synonyms.module.css';

interface GroupEditorProps {
  /** Undefined for a new one. */
  readonly group: ListedSynonyms | undefined;
  readonly groups: readonly ListedSynonyms[];
  readonly onSave: (words: readonly string[]) => Promise<Failure | undefined>;
  readonly onClose: () => void;
}

/** The words of one group, one after the other; a word that stands elsewhere is named before anything is saved. */
export const GroupEditor = ({ group, groups, onSave, onClose }: GroupEditorProps) => {
  const { t } = useTranslation('synonyms');
  const failureText = useFailureText();
  const [words, setWords] = useState<string[]>([...(group?.words ?? [])]);
  const [typed, setTyped] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const [isSaving, setSaving] = useState(false);

  const meant = tidyWords([...words, typed]);
  const [conflict] = conflictsOf({ id: group?.id ?? null, words: meant }, groups);
  const problem = conflict
    ? t('conflict', { word: conflict.word, others: conflict.other.words.join(t('between')) })
    : failure && failureText(failure);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (conflict || isSaving) return;
    if (meant.length < 2) {
      setFailure({ code: 'synonyms.too-few', message: '' });
      return;
    }
    setSaving(true);
    const refused = await onSave(meant);
    setSaving(false);
    setFailure(refused);
    if (!refused) onClose();
  };
  return (
    <form className={classes['editor']} onSubmit={(event) => void save(event)}>
      <TagsInput
        label={t('words')}
        description={t('wordsHint')}
        value={words}
        onChange={(next) => {
          setWords([...tidyWords(next)]);
          setFailure(undefined);
        }}
        searchValue={typed}
        onSearchChange={(next) => setTyped(next.slice(0, MAX_SYNONYM))}
        maxTags={MAX_SYNONYMS}
        splitChars={[',', '，', '、', ';', '；', '=']}
        error={problem}
        data-autofocus
        autoFocus
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onClose();
        }}
      />
      <div className={classes['actions']}>
        <Button type="submit" variant="filled" loading={isSaving} aria-disabled={conflict ? true : undefined}>
          {t('save')}
        </Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
    </form>
  );
};
