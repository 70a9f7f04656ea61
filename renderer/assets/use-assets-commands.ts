import {
  IconArrowRight,
  IconCopy,
  IconDownload,
  IconFileImport,
  IconFilter,
  IconList,
  IconPencil,
  IconPlus,
  IconSearch,
} from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useSessionStore } from '#renderer/api/session.tsx';
import { copyText } from '#renderer/ui/copy-text.ts';
import type { Command } from '#renderer/ui/commands.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useMoveCommands } from '#renderer/ui/use-move-commands.ts';
import type { AssetDetail } from '#shared/assets/operations.ts';
import { assetDialogsStore } from './asset-dialogs-store.ts';

interface AssetsCommands {
  readonly isEmpty: boolean;
  /** The asset in the panel, once it is there. */
  readonly detail: AssetDetail | undefined;
  readonly searchField: RefObject<HTMLInputElement | null>;
  readonly onMove: (by: number) => void;
  readonly onOpen: () => void;
  readonly onNew: () => void;
  readonly onEdit: () => void;
  readonly onFilter: () => void;
  readonly onImport: () => void;
  readonly onExport: () => void;
  /** Undefined while no panel is open. */
  readonly onClose: (() => void) | undefined;
}

/** The keys of the list, the same as in the queue, and what can be done with the open asset. */
export const useAssetsCommands = (on: AssetsCommands): void => {
  const { t } = useTranslation('assets');
  const { t: ui } = useTranslation('ui');
  const { detail } = on;
  const canWork = useAllowed('assets.work');
  const canManage = useAllowed('assets.manage');
  const canImport = useAllowed('imports.run');
  const dialogs = useSessionStore(assetDialogsStore);
  const group = t('assets');
  const empty = on.isEmpty ? t('noAsset') : undefined;
  useMoveCommands(
    'assets',
    { group, next: t('next'), previous: t('previous'), move: t('keys.move'), unavailable: empty },
    on.onMove,
  );
  useCommands('assets', [
    {
      id: 'assets.open',
      label: t('openAsset'),
      key: 'Enter',
      group,
      keyOnly: true,
      unavailable: empty,
      status: { order: 2, label: t('keys.open') },
      run: on.onOpen,
    },
    {
      id: 'assets.find',
      label: t('find'),
      key: '/',
      group,
      icon: IconSearch,
      status: { order: 3, label: t('keys.find') },
      run: () => on.searchField.current?.select(),
    },
    { id: 'assets.filter', label: t('filter'), key: 'f', group, icon: IconFilter, run: on.onFilter },
    {
      id: 'assets.new',
      label: t('newAsset'),
      key: 'c',
      group,
      icon: IconPlus,
      unavailable: canWork ? undefined : t('cannotWork'),
      status: { order: 4, label: t('keys.new') },
      run: on.onNew,
    },
    {
      id: 'assets.import',
      label: t('importTitle'),
      group,
      icon: IconFileImport,
      unavailable: canImport ? undefined : t('cannotImport'),
      run: on.onImport,
    },
    { id: 'assets.export', label: t('export'), group, icon: IconDownload, unavailable: empty, run: on.onExport },
    {
      id: 'assets.classes',
      label: `${t('classesTitle')}…`,
      group,
      icon: IconList,
      unavailable: canManage ? undefined : t('cannotManage'),
      run: () => dialogs.getState().open({ kind: 'classes' }),
    },
  ]);

  const thisAsset = t('thisAsset');
  const whyNot = canWork ? undefined : t('cannotWork');
  const copy = (id: string, label: string, value: string | undefined, key?: string): Command => ({
    id,
    label,
    group: thisAsset,
    icon: IconCopy,
    key,
    unavailable: value ? undefined : t('nothingToCopy'),
    run: () => {
      if (value) void copyText(value, { done: t('copied', { value }), failed: ui('copyFailed') });
    },
  });
  useCommands(
    'asset',
    [
      {
        id: 'asset.closePanel',
        label: t('closePanel'),
        key: 'Escape',
        group: thisAsset,
        keyOnly: true,
        run: () => on.onClose?.(),
      },
      { id: 'asset.before', label: t('previous'), key: '[', group: thisAsset, keyOnly: true, run: () => on.onMove(-1) },
      { id: 'asset.after', label: t('next'), key: ']', group: thisAsset, keyOnly: true, run: () => on.onMove(1) },
      {
        id: 'asset.edit',
        label: t('edit'),
        key: 'e',
        group: thisAsset,
        icon: IconPencil,
        unavailable: whyNot,
        status: { order: 5, label: t('keys.edit') },
        run: on.onEdit,
      },
      {
        id: 'asset.status',
        label: `${t('changeStatus')}…`,
        key: 's',
        group: thisAsset,
        icon: IconArrowRight,
        unavailable: whyNot ?? (detail?.next.length === 0 ? t('isFinal') : undefined),
        status: { order: 6, label: t('keys.status') },
        run: () => {
          if (detail) dialogs.getState().open({ kind: 'status', detail, to: null });
        },
      },
      copy('asset.copySerial', t('copySerial'), detail?.item.serial, 'y'),
      copy('asset.copyTag', t('copyTag'), detail?.item.assetTag),
      copy('asset.copyNumber', t('copyNumber'), detail?.item.number),
    ],
    { active: on.onClose !== undefined && detail !== undefined },
  );
};
