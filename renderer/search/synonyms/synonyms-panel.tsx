import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '#renderer/ui/announce.ts';
import { FailureBanner, useFailureText } from '#renderer/ui/failure-banner.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { langOf } from '#renderer/ui/text-lang.ts';
import type { Failure } from '#shared/base/result.ts';
import { synonymKey, type ListedSynonyms } from '#shared/search/synonyms.ts';
import { GroupEditor } from './group-editor.tsx';
import { useSynonyms } from './use-synonyms.ts';
import classes from './synonyms.module.css';

const NEW = 'new';

const holds = ({ words }: { readonly words: readonly string[] }, wanted: string): boolean =>
  wanted === '' || words.some((word) => synonymKey(word).includes(wanted));

const Words = ({ words }: { readonly words: readonly string[] }) =>
  words.map((word) => (
    <span key={word} className={classes['word']} lang={langOf(word)}>
      {word}
    </span>
  ));

/** Words of one meaning: who looks for one finds the others too, below what they typed. For administrators. */
export const SynonymsPanel = () => {
  const { t } = useTranslation('synonyms');
  const failureText = useFailureText();
  const { list, failure, load, save, remove, reset } = useSynonyms();
  const [find, setFind] = useState('');
  const [editing, setEditing] = useState<string | null>(null);
  const [isSure, setSure] = useState(false);
  if (failure) return <FailureBanner failure={failure} onRetry={load} />;
  if (!list) return <SkeletonRows rows={6} />;

  const wanted = synonymKey(find);
  const groups = list.groups.filter((group) => group.id === editing || holds(group, wanted));
  const removed = list.removed.filter((group) => holds(group, wanted));
  const isAsShipped = list.removed.length === 0 && list.groups.every(({ origin }) => origin === 'shipped');
  const tell = (refused: Failure | undefined, text: string): void =>
    announce(refused ? { tone: 'failed', text: failureText(refused) } : { tone: 'done', text });

  const editor = (group: ListedSynonyms | undefined) => (
    <GroupEditor
      group={group}
      groups={list.groups}
      onSave={(words) => save(group?.id ?? null, group?.revision ?? 0, words)}
      onClose={() => setEditing(null)}
    />
  );
  return (
    <>
      <p className="muted small">{t('intro')}</p>
      <div className={classes['bar']}>
        <TextInput
          type="search"
          aria-label={t('find')}
          placeholder={t('find')}
          value={find}
          onChange={(event) => setFind(event.currentTarget.value)}
        />
        <span className="muted small num" role="status">
          {t('groups', { count: groups.length })}
        </span>
        <Button onClick={() => setEditing(NEW)}>{t('add')}</Button>
      </div>
      {editing === NEW && editor(undefined)}
      {groups.length === 0 && <p className="muted">{t('noMatch')}</p>}
      <ul className={classes['list']} aria-label={t('title')}>
        {groups.map((group) =>
          editing === group.id ? (
            <li key={group.id}>{editor(group)}</li>
          ) : (
            <li key={group.id} className={classes['group']}>
              <span className={classes['words']}>
                <Words words={group.words} />
              </span>
              {group.origin !== 'shipped' && <span className="muted small">{t(`origin.${group.origin}`)}</span>}
              <span className={classes['actions']}>
                {group.origin === 'changed' && (
                  <Button
                    size="xs"
                    variant="subtle"
                    aria-label={t('resetOne', { word: group.words[0] ?? '' })}
                    onClick={() => void reset(group.id).then((refused) => tell(refused, t('resetDone')))}
                  >
                    {t('reset')}
                  </Button>
                )}
                <Button
                  size="xs"
                  variant="subtle"
                  aria-label={t('changeOne', { word: group.words[0] ?? '' })}
                  onClick={() => setEditing(group.id)}
                >
                  {t('change')}
                </Button>
                <Button
                  size="xs"
                  variant="subtle"
                  aria-label={t('removeOne', { word: group.words[0] ?? '' })}
                  onClick={() => void remove(group.id, group.revision).then((refused) => tell(refused, t('removed')))}
                >
                  {t('remove')}
                </Button>
              </span>
            </li>
          ),
        )}
        {removed.map(({ id, words }) => (
          <li key={id} className={classes['group']}>
            <span className={`${classes['words'] ?? ''} muted`}>
              <Words words={words} />
            </span>
            <span className="muted small">{t('notUsed')}</span>
            <span className={classes['actions']}>
              <Button
                size="xs"
                variant="subtle"
                aria-label={t('restoreOne', { word: words[0] ?? '' })}
                onClick={() => void reset(id).then((refused) => tell(refused, t('restored')))}
              >
                {t('restore')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {!isAsShipped && (
        <div className={classes['bar']}>
          {isSure ? (
            <>
              <span>{t('resetAllText')}</span>
              <Button
                variant="filled"
                onClick={() => {
                  setSure(false);
                  void reset(null).then((refused) => tell(refused, t('resetAllDone')));
                }}
              >
                {t('resetAllSure')}
              </Button>
              <Button onClick={() => setSure(false)}>{t('cancel')}</Button>
            </>
          ) : (
            <Button onClick={() => setSure(true)}>{t('resetAll')}</Button>
          )}
        </div>
      )}
    </>
  );
};
