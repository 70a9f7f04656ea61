import { useRef, useState } from 'react';
import { ActionIcon, Checkbox, Menu } from '@mantine/core';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { withSigns } from '#renderer/ui/with-signs.ts';
import type { LogFilter } from '#shared/logs/filter.ts';
import { MAX_VIEW_SOURCES } from '#shared/logs/limits.ts';
import type { SourceRow as Source } from '#shared/logs/source.ts';
import { encodingName } from './encoding-name.ts';
import type { FilterFiles } from './filter-files.ts';
import type { SetFileEncoding } from './source-files.tsx';
import { SourceRow } from './source-row.tsx';
import classes from './logs.module.css';

type FileChoice = Parameters<SetFileEncoding>;

interface SourcePaneProps {
  readonly sources: readonly Source[];
  readonly chosen: readonly string[];
  readonly saved: readonly LogFilter[];
  /** Ids of filters that are on the view. */
  readonly inUse: readonly string[];
  readonly canChoose: boolean;
  readonly canManage: boolean;
  readonly files: FilterFiles;
  readonly onChoose: (chosen: readonly string[]) => void;
  readonly onAdd: () => void;
  readonly onEdit: (source: Source) => void;
  readonly onUse: (filter: LogFilter, isUsed: boolean) => void;
}

/** What can be read, which of it is viewed, and the filters that were kept. */
export const SourcePane = ({
  sources,
  chosen,
  saved,
  inUse,
  canChoose,
  canManage,
  files,
  onChoose,
  onAdd,
  onEdit,
  onUse,
}: SourcePaneProps) => {
  const { t } = useTranslation('logs');
  const client = useClient();
  const failureText = useFailureText();
  const [removing, setRemoving] = useState<Source>();
  const input = useRef<HTMLInputElement>(null);
  const told = (
    answer: Awaited<
      ReturnType<
        typeof client.call<'logs.remove' | 'logs.removeFilter' | 'logs.stop' | 'logs.continue' | 'logs.setFileEncoding'>
      >
    >,
  ) => {
    if (!answer.ok) announce({ tone: 'refused', text: failureText(answer.failure) });
    return answer.ok;
  };
  const toggle = (id: string, isChosen: boolean) => {
    const next = isChosen ? [...chosen, id] : chosen.filter((each) => each !== id);
    if (next.length > MAX_VIEW_SOURCES) {
      announce({ tone: 'refused', text: t('tooManySources', { count: MAX_VIEW_SOURCES }) });
      return;
    }
    if (!isChosen) void client.call('logs.seen', { sourceId: id });
    onChoose(next);
  };
  const remove = async ({ id, revision, name }: Source) => {
    setRemoving(undefined);
    if (!told(await client.call('logs.remove', { sourceId: id, seen: revision }))) return;
    onChoose(chosen.filter((each) => each !== id));
    announce({ tone: 'done', text: t('sourceRemoved', { name: withSigns(name) }) });
  };
  const setFileEncoding = async ({ id, revision, encoding: ofSource }: Source, ...[file, encoding]: FileChoice) => {
    if (!told(await client.call('logs.setFileEncoding', { sourceId: id, seen: revision, file, encoding }))) return;
    const now = encoding ?? ofSource;
    const name = withSigns(file);
    const text = now === 'auto' ? t('fileDetected', { name }) : t('fileReadAs', { name, encoding: encodingName(now) });
    announce({ tone: 'done', text });
  };
  const detected = sources.flatMap(({ id, name, readAs, encoding, fileEncodings }) =>
    readAs === null || readAs === 'utf-8' || encoding !== 'auto' || fileEncodings.length > 0 || !chosen.includes(id)
      ? []
      : [{ id, name: withSigns(name), encoding: encodingName(readAs) }],
  );
  return (
    <>
      <header className={classes['paneHead']}>
        <h2>{t('sources')}</h2>
        {canChoose && (
          <ActionIcon aria-label={t('addSource')} title={t('addSource')} onClick={onAdd}>
            <IconPlus size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        )}
      </header>
      <ul className={classes['sources']} aria-label={t('sources')}>
        {sources.map((source) => (
          <SourceRow
            key={source.id}
            isFirst={source === sources[0]}
            source={source}
            isChosen={chosen.includes(source.id)}
            canEdit={canManage || (canChoose && !source.isWatched && (source.kind === 'file' || source.kind === 'own'))}
            onChoose={(isChosen) => toggle(source.id, isChosen)}
            onOnly={() => onChoose([source.id])}
            onSeen={() => void client.call('logs.seen', { sourceId: source.id })}
            onStop={() => void client.call('logs.stop', { sourceId: source.id }).then(told)}
            onContinue={() => void client.call('logs.continue', { sourceId: source.id }).then(told)}
            onEdit={() => onEdit(source)}
            onFileEncoding={(...choice) => void setFileEncoding(source, ...choice)}
            onRemove={() => setRemoving(source)}
          />
        ))}
      </ul>
      {!canChoose && <p className={`${classes['paneNote']} muted small`}>{t('readOnly')}</p>}
      {(saved.length > 0 || canChoose) && sources.length > 0 && (
        <>
          <div className={classes['paneHead']} data-small>
            <h3>{t('savedFilters')}</h3>
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon size={20} aria-label={t('filtersMore')}>
                  <IconDots size={14} stroke={1.6} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {canChoose && <Menu.Item onClick={() => input.current?.click()}>{t('importFilters')}</Menu.Item>}
                <Menu.Item disabled={saved.length === 0} onClick={() => files.save(saved)}>
                  {t('exportFilters')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
            <input
              ref={input}
              type="file"
              hidden
              accept=".json,application/json"
              aria-label={t('importFilters')}
              onChange={(event) => {
                const [file] = event.currentTarget.files ?? [];
                event.currentTarget.value = '';
                if (file) void files.load(file);
              }}
            />
          </div>
          {saved.length === 0 ? (
            <p className={`${classes['paneNote']} muted small`}>{t('noSavedFilters')}</p>
          ) : (
            <ul className={classes['sources']} aria-label={t('savedFilters')}>
              {saved.map((filter) => {
                const name = withSigns(filter.name);
                return (
                  <li key={filter.id} className={classes['source']}>
                    <div className={classes['sourceLine']}>
                      <Checkbox
                        size="xs"
                        className={classes['sourceName']}
                        label={<span title={withSigns(filter.pattern)}>{name}</span>}
                        checked={inUse.includes(filter.id)}
                        onChange={(event) => onUse(filter, event.currentTarget.checked)}
                      />
                      <span className="muted small">{t(`filterKind.${filter.kind}`)}</span>
                      {canChoose && (
                        <Menu position="bottom-end">
                          <Menu.Target>
                            <ActionIcon size={20} aria-label={t('filterMore', { name })}>
                              <IconDots size={14} stroke={1.6} aria-hidden />
                            </ActionIcon>
                          </Menu.Target>
                          <Menu.Dropdown>
                            <Menu.Item
                              onClick={() =>
                                void client
                                  .call('logs.removeFilter', { filterId: filter.id, seen: filter.revision })
                                  .then(told)
                              }
                            >
                              {t('removeFilter')}
                            </Menu.Item>
                          </Menu.Dropdown>
                        </Menu>
                      )}
                    </div>
                  </li>
                );
              })}
            </ul>
          )}
        </>
      )}
      {detected.map(({ id, name, encoding }) => (
        <p key={id} className={`${classes['paneNote']} muted small`}>
          {t('readAs', { name, encoding })}
        </p>
      ))}
      <ConfirmDialog
        opened={removing !== undefined}
        title={t('removeTitle', { name: withSigns(removing?.name ?? '') })}
        confirm={t('remove')}
        onConfirm={() => removing && void remove(removing)}
        onClose={() => setRemoving(undefined)}
      >
        {t('removeText')}
      </ConfirmDialog>
    </>
  );
};
