import { useEffect } from 'react';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCopy, IconHistory, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Role } from '#shared/accounts/roles.ts';
import { copyText } from '#renderer/ui/copy-text.ts';
import { hrefOf } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ResultMark } from './audit-row.tsx';
import { ChainPlace } from './chain-place.tsx';
import { EntryChange } from './entry-change.tsx';
import { actorLabel, objectLabel, reasonText } from './entry-words.ts';
import type { AuditStore } from './store.ts';
import classes from './audit.module.css';

interface EntryPanelProps {
  readonly store: AuditStore;
  readonly seq: number;
  readonly onOpen: (seq: number) => void;
  readonly onHistory: () => void;
  readonly onClose: () => void;
}

/** One entry in full: who, when, what was there before and after, and how it hangs in the chain. */
export const EntryPanel = ({ store, seq, onOpen, onHistory, onClose }: EntryPanelProps) => {
  const { t } = useTranslation('audit');
  const { t: ui } = useTranslation('ui');
  const { t: role, i18n } = useTranslation('accounts');
  const format = useFormat();
  const neighbourhood = useStore(store, (state) => state.neighbourhood);
  const listed = useStore(store, (state) => state.entries?.find(({ entry }) => entry.seq === seq));
  const around = neighbourhood?.seq === seq ? neighbourhood.entries : undefined;
  const view = around?.find(({ entry }) => entry.seq === seq) ?? listed;

  useEffect(() => {
    void store.getState().look(seq);
  }, [store, seq]);

  const roleNames = (roles: string): string =>
    format.list(
      roles.split(' ').map((each) => (i18n.exists(`accounts:role.${each}`) ? role(`role.${each as Role}`) : each)),
    );

  const copy = () => {
    if (!view) return;
    void copyText(JSON.stringify(view.entry, null, 2), {
      done: t('entry.copied', { seq: format.number(seq) }),
      failed: ui('copyFailed'),
    });
  };

  const object = view?.entry.object ?? null;
  return (
    <>
      <header className={classes['panelHead']}>
        <h2 className="num strong">{format.number(seq)}</h2>
        <span className="mono soft cut">{view?.entry.action}</span>
        <span className={classes['space']} />
        <Tooltip label={t('entry.copy')}>
          <ActionIcon aria-label={t('entry.copy')} onClick={copy}>
            <IconCopy size={14} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        <ActionIcon aria-label={t('entry.close')} onClick={onClose}>
          <IconX size={16} stroke={1.6} />
        </ActionIcon>
      </header>
      {view === undefined ? (
        <SkeletonRows rows={6} />
      ) : (
        <div className={classes['panelBody']}>
          <dl className={classes['facts']}>
            <dt>{t('entry.actor')}</dt>
            <dd>
              {actorLabel(view, t)}
              {view.entry.role === null ? null : <span className="soft"> {roleNames(view.entry.role)}</span>}
            </dd>
            <dt>{t('entry.at')}</dt>
            <dd className="num">{format.exact(view.entry.at)}</dd>
            <dt>{t('entry.object')}</dt>
            <dd className={`${classes['objectFact']} num`}>
              {object === null ? (
                '–'
              ) : (
                <>
                  {object.type === 'ticket' ? (
                    <a className={classes['link']} href={hrefOf('queue', object.id)}>
                      {object.number ?? objectLabel(view, t)}
                    </a>
                  ) : (
                    <span className="cut" title={object.id}>
                      {objectLabel(view, t)}
                    </span>
                  )}
                  <Tooltip label={t('entry.history')}>
                    <ActionIcon
                      size={20}
                      aria-label={t('entry.history')}
                      onClick={() => {
                        store.getState().focus(seq);
                        onHistory();
                      }}
                    >
                      <IconHistory size={14} stroke={1.6} />
                    </ActionIcon>
                  </Tooltip>
                </>
              )}
            </dd>
            {view.entry.reason === null ? null : (
              <>
                <dt>{t('entry.reason')}</dt>
                <dd>{reasonText(view.entry.reason, t)}</dd>
              </>
            )}
            {view.entry.result === 'ok' ? null : (
              <>
                <dt>{t('entry.result')}</dt>
                <dd className={classes['result']} data-result={view.entry.result} data-start>
                  <ResultMark result={view.entry.result} />
                </dd>
              </>
            )}
            <dt>{t('entry.session')}</dt>
            <dd className="num cut" title={view.entry.session ?? undefined}>
              {view.entry.session === null
                ? t('entry.noSession')
                : view.entry.session.replace('session:', '').replace(/^(.{4}).*(.{6})$/, '$1…$2')}
            </dd>
            <dt>{t('entry.host')}</dt>
            <dd>
              {view.entry.host === 'desktop' || view.entry.host === 'loopback'
                ? t(`entry.${view.entry.host}`, { version: view.entry.appVersion })
                : `${view.entry.host} ${view.entry.appVersion}`}
            </dd>
          </dl>
          <EntryChange view={view} />
          <ChainPlace store={store} seq={seq} around={around} onOpen={onOpen} />
        </div>
      )}
    </>
  );
};
