import { useEffect, useState } from 'react';
import { Autocomplete, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { useColleagues } from '#renderer/api/use-colleagues.ts';
import { dayIn } from '#renderer/ui/date-time-text.ts';
import { DayField } from '#renderer/ui/day-field.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { articleAudiences, articleKinds } from '#shared/knowledge/article.ts';
import { languageOptions } from './article-languages.ts';
import type { EditedArticle } from './edited-article.ts';
import classes from './editor.module.css';

interface ArticleDetailsProps {
  readonly edited: EditedArticle;
  /** An article that was begun keeps its language. */
  readonly isNew: boolean;
  /** Somebody wanted to save it: what is wrong is said. */
  readonly isTried: boolean;
  readonly onChange: (fields: Partial<EditedArticle>) => void;
}

const useCategories = (): readonly string[] => {
  const client = useClient();
  const [categories, setCategories] = useState<readonly string[]>([]);
  useEffect(() => {
    let isWanted = true;
    void client.call('queue.facets', {}).then((found) => {
      if (isWanted && found.ok) setCategories(found.value.categories);
    });
    return () => {
      isWanted = false;
    };
  }, [client]);
  return categories;
};

/** What stands around the text: where it belongs, for whom it is, who keeps it and how long it may be relied upon. */
export const ArticleDetails = ({ edited, isNew, isTried, onChange }: ArticleDetailsProps) => {
  const { t } = useTranslation('knowledgeEditor');
  const { t: knowledge } = useTranslation('knowledge');
  const { t: ui } = useTranslation('ui');
  const categories = useCategories();
  const people = useColleagues();
  const { owner } = edited;
  const owners = people.map(({ id, displayName }) => ({ value: id, label: displayName }));
  const isKnown = owners.some(({ value }) => value === owner.id);
  return (
    <div className={classes['details']}>
      <Field label={t('kind')}>
        {(control) => (
          <NativeSelect
            {...control}
            value={edited.kind}
            data={articleKinds.map((value) => ({ value, label: knowledge(`kind.${value}`) }))}
            onChange={(event) => {
              const kind = articleKinds.find((each) => each === event.currentTarget.value);
              if (kind) onChange({ kind });
            }}
          />
        )}
      </Field>
      <Field label={t('category')} optional>
        {(control) => (
          <Autocomplete
            {...control}
            data={[...categories]}
            limit={20}
            maxLength={200}
            value={edited.category}
            onChange={(category) => onChange({ category })}
          />
        )}
      </Field>
      <Field label={t('tags')} optional>
        {(control) => (
          <TextInput
            {...control}
            maxLength={2_000}
            placeholder={t('tagsHint')}
            value={edited.tags}
            onChange={(event) => onChange({ tags: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t('audience')}>
        {(control) => (
          <NativeSelect
            {...control}
            value={edited.audience}
            data={articleAudiences.map((value) => ({ value, label: t(`audience.${value}`) }))}
            onChange={(event) => {
              const audience = articleAudiences.find((each) => each === event.currentTarget.value);
              if (audience) onChange({ audience });
            }}
          />
        )}
      </Field>
      <Field label={t('language')}>
        {(control) => (
          <NativeSelect
            {...control}
            disabled={!isNew}
            title={isNew ? undefined : t('languageFixed')}
            value={edited.language}
            data={[...languageOptions(edited.language)]}
            onChange={(event) => onChange({ language: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field
        label={t('validUntil')}
        optional
        error={isTried && dayIn(edited.validUntil) === undefined ? ui('day.wrong') : undefined}
      >
        {(control) => (
          <DayField control={control} value={edited.validUntil} onChange={(validUntil) => onChange({ validUntil })} />
        )}
      </Field>
      <Field label={t('owner')}>
        {(control) => (
          <NativeSelect
            {...control}
            value={owner.id ?? ''}
            data={isKnown ? owners : [{ value: owner.id ?? '', label: owner.name }, ...owners]}
            onChange={(event) => {
              const person = people.find(({ id }) => id === event.currentTarget.value);
              if (person) onChange({ owner: { id: person.id, name: person.displayName } });
            }}
          />
        )}
      </Field>
      <div className={classes['noteField']}>
        <Field label={t('note')} optional>
          {(control) => (
            <TextInput
              {...control}
              maxLength={2_000}
              placeholder={t('noteHint')}
              value={edited.note}
              onChange={(event) => onChange({ note: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
    </div>
  );
};
