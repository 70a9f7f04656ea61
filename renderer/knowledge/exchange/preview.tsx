import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { useReadOnly } from '#renderer/storage/read-only.ts';
import { BlockableButton } from '#renderer/ui/blockable-button.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import { isOutsideAddress } from '#shared/base/outside-address.ts';
import type { FolderPreview, ImportSettings } from '#shared/knowledge/exchange/operations.ts';
import { languageName } from '../language-name.ts';
import { useCountWords } from './batch-words.ts';
import { ExchangeFailure } from './exchange-failure.tsx';
import { FileList } from './file-list.tsx';
import { Sample } from './sample.tsx';
import { SettingsForm } from './settings-form.tsx';
import { exchangeStore } from './store.ts';
import classes from './exchange.module.css';

interface PreviewProps {
  readonly preview: FolderPreview;
  readonly settings: ImportSettings;
}

const WHY = 'exchange-run-why';

/** What comes in, before anything is written: how much, what there is to know of it, what holds for all, and each file as it will look. */
export const Preview = ({ preview, settings }: PreviewProps) => {
  const { t } = useTranslation('knowledgeExchange');
  const { t: words } = useTranslation('knowledge');
  const store = useSessionStore(exchangeStore);
  const failure = useStore(store, (state) => state.failure);
  const readOnly = useReadOnly();
  const countWords = useCountWords();
  const [place, setPlace] = useState<string | null>(null);
  const { counts, languages, kinds, problems, leftOut, pictures } = preview;
  const found = counts.create + counts.update + counts.unchanged + counts.kept;
  const wanted = counts.create + counts.update;
  const isAddress = settings.url === '' || isOutsideAddress(settings.url);
  const blocked = readOnly ?? (wanted === 0 ? t('preview.nothing') : isAddress ? undefined : t('urlWrong'));
  const run = () => void store.getState().run();
  useCommands('knowledge.exchange.preview', [
    {
      id: 'knowledge.exchange.run',
      label: t('run', { count: wanted }),
      group: t('import'),
      key: 'mod+Enter',
      status: { order: 1, label: t('keys.run') },
      unavailable: blocked,
      run,
    },
  ]);
  return (
    <>
      <ViewHead title={preview.name} count={t('preview.found', { count: found })} />
      {failure && <ExchangeFailure failure={failure} />}
      <div className={classes['page']}>
        <div className={classes['summary']}>
          <div className={classes['buttons']}>
            <BlockableButton
              variant="filled"
              blockedBy={blocked === undefined ? undefined : WHY}
              rightSection={<KeyHint keys="mod+Enter" />}
              onClick={run}
            >
              {t('run', { count: wanted })}
            </BlockableButton>
            <Button onClick={() => store.getState().startOver()}>{t('preview.again')}</Button>
          </div>
          <p id={WHY} className={blocked === undefined ? 'soft small' : 'strong'}>
            {blocked ?? t('runNote')}
          </p>
          <dl className={classes['facts']}>
            <dt>{t('preview.files')}</dt>
            <dd className="num">
              {countWords(counts)}
              {pictures > 0 && <span> · {t('preview.pictures', { count: pictures })}</span>}
              {leftOut > 0 && <span className="muted"> {t('preview.leftOut', { count: leftOut })}</span>}
            </dd>
            <dt>{t('preview.languages')}</dt>
            <dd className="num">
              {languages.map(({ language, count }) => `${languageName(language)} ${count}`).join(' · ')}
            </dd>
            <dt>{t('preview.kinds')}</dt>
            <dd className="num">{kinds.map(({ kind, count }) => `${words(`kind.${kind}`)} ${count}`).join(' · ')}</dd>
            {problems.length > 0 && (
              <>
                <dt>{t('preview.problems')}</dt>
                <dd>
                  <ul>
                    {problems.map(({ code, files }) => (
                      <li key={code}>
                        {t(`sum.${code}`)} <span className="muted num">{t('inFiles', { count: files })}</span>
                      </li>
                    ))}
                  </ul>
                </dd>
              </>
            )}
          </dl>
        </div>
        <SettingsForm settings={settings} about={preview.about} />
        <div className={classes['look']}>
          <FileList importId={preview.importId} counts={counts} chosen={place} onChoose={setPlace} />
          <section aria-label={t('preview.sample')} className={classes['sample']}>
            <h2 className={classes['heading']}>{t('preview.sample')}</h2>
            <Sample importId={preview.importId} place={place} />
          </section>
        </div>
      </div>
    </>
  );
};
