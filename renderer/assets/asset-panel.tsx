import { useEffect, type ComponentType } from 'react';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconCopy, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useSessionStore } from '#renderer/api/session.tsx';
import { LinkedTicketRow } from '#renderer/links/linked-ticket-row.tsx';
import { BlockableButton } from '#renderer/ui/blockable-button.tsx';
import { copyText } from '#renderer/ui/copy-text.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { Prose } from '#renderer/writing/prose.tsx';
import type { AssetDetail } from '#shared/assets/operations.ts';
import { assetDialogsStore } from './asset-dialogs-store.ts';
import { AssetHistory } from './asset-history.tsx';
import { AssetParts } from './asset-parts.tsx';
import { AssetProperties } from './asset-properties.tsx';
import { assetStore } from './asset-store.ts';
import { OwnerAssets } from './owner-assets.tsx';
import { useAssetWords } from './use-asset-words.ts';
import classes from '#renderer/ui/record-panel.module.css';

/** What another feature shows of an asset. */
export type AssetSlot = ComponentType<{ readonly ciId: string }>;

interface AssetPanelProps {
  readonly ciId: string;
  readonly onEdit: () => void;
  readonly onClose: () => void;
  readonly AtAsset: AssetSlot;
}

/** One asset beside the list. Keeps showing the one before until the next is there. */
export const AssetPanel = ({ ciId, onEdit, onClose, AtAsset }: AssetPanelProps) => {
  const { t } = useTranslation('assets');
  const { t: ui } = useTranslation('ui');
  const store = useSessionStore(assetStore);
  const detail = useStore(store, (state) => state.detail);
  const failure = useStore(store, (state) => state.failure);
  useEffect(() => store.getState().open(ciId), [store, ciId]);

  const number = detail?.item.number;
  const copy = (text: string) => copyText(text, { done: t('copied', { value: text }), failed: ui('copyFailed') });
  return (
    <div className={classes['panel']} data-asset-panel data-asset-id={detail?.item.id}>
      <header className={classes['head']}>
        {number !== undefined && (
          <>
            <span className={`${classes['number']} num`}>{number}</span>
            <Tooltip label={t('copyNumber')}>
              <ActionIcon aria-label={t('copyNumber')} onClick={() => void copy(number)}>
                <IconCopy size={14} stroke={1.6} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </>
        )}
        <span className={classes['grow']} />
        <Tooltip label={t('closePanel')}>
          <ActionIcon aria-label={t('closePanel')} onClick={onClose}>
            <IconX size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </header>
      {failure && <FailureBanner wide failure={failure} onRetry={() => store.getState().refresh()} />}
      {detail ? (
        <PanelBody key={detail.item.id} detail={detail} onEdit={onEdit} AtAsset={AtAsset} />
      ) : (
        !failure && <SkeletonRows rows={6} />
      )}
    </div>
  );
};

interface PanelBodyProps extends Pick<AssetPanelProps, 'onEdit' | 'AtAsset'> {
  readonly detail: AssetDetail;
}

const PanelBody = ({ detail, onEdit, AtAsset }: PanelBodyProps) => {
  const { t } = useTranslation('assets');
  const words = useAssetWords();
  const canWork = useAllowed('assets.work');
  const dialogs = useSessionStore(assetDialogsStore);
  const { item, next, tickets, history } = detail;
  return (
    <div className={classes['scroll']} tabIndex={-1}>
      <div className={classes['title']}>
        <h2>{item.name}</h2>
      </div>
      <p className={classes['next']}>
        {words.classOf(item.class)} · {words.statusOf(item.status)}
      </p>
      {canWork ? (
        <div className={classes['actions']}>
          <Button rightSection={<KeyHint keys="e" />} onClick={onEdit}>
            {t('edit')}
          </Button>
          <BlockableButton
            blockedBy={next.length === 0 ? 'asset-final' : undefined}
            rightSection={<KeyHint keys="s" />}
            onClick={() => dialogs.getState().open({ kind: 'status', detail, to: null })}
          >
            {t('changeStatus')}
          </BlockableButton>
          {next.length === 0 && (
            <p id="asset-final" className="small muted">
              {t('isFinal')}
            </p>
          )}
        </div>
      ) : (
        <p className={classes['readOnly']}>{t('cannotWork')}</p>
      )}
      <div className={classes['section']}>
        <AssetProperties item={item} />
      </div>
      {item.note !== '' && (
        <PanelSection title={t('field.note')}>
          <Prose text={item.note} />
        </PanelSection>
      )}
      <AssetParts detail={detail} />
      {item.owner && <OwnerAssets owner={item.owner} title={t('alsoOf', { name: item.owner.name })} except={item.id} />}
      <AtAsset ciId={item.id} />
      <PanelSection title={t('tickets')} meta={tickets.length > 0 ? tickets.length : undefined}>
        {tickets.length === 0 && <p className="muted">{t('noTickets')}</p>}
        <ul>
          {tickets.map((ticket) => (
            <LinkedTicketRow key={ticket.id} ticket={ticket} />
          ))}
        </ul>
      </PanelSection>
      <AssetHistory entries={history} />
    </div>
  );
};
