import { useState } from 'react';
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { announce } from '#renderer/ui/announce.ts';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import type { Failure } from '#shared/base/result.ts';
import type { QueueFilter, QueueOrder, SavedView } from '#shared/queue/operations.ts';
import { ViewNameDialog } from './view-name-dialog.tsx';
import type { ViewsStore } from './views-store.ts';
import classes from './view.module.css';

interface ViewMenuProps {
  readonly views: ViewsStore;
  /** The saved view on screen, if it is one. */
  readonly saved: SavedView | undefined;
  readonly filter: QueueFilter;
  readonly order: QueueOrder;
  /** Filter or order differ from the view's. */
  readonly isChanged: boolean;
  readonly onSaved: (view: SavedView) => void;
  readonly onRemoved: () => void;
}

/** Keeps what is filtered under a name; changes, renames or removes a view of one's own. */
export const ViewMenu = ({ views, saved, filter, order, isChanged, onSaved, onRemoved }: ViewMenuProps) => {
  const { t } = useTranslation('queue');
  const [naming, setNaming] = useState<'new' | 'rename'>();
  const [removing, setRemoving] = useState(false);

  const save = async (id: string | null, name: string): Promise<Failure | undefined> => {
    const kept = id !== null && saved && naming === 'rename' ? saved : { filter, order };
    const answer = await views.getState().save(id, name, kept.filter, kept.order);
    if (!answer.ok) return answer.failure;
    setNaming(undefined);
    announce({ tone: 'done', text: t('viewSaved', { name }) });
    onSaved(answer.value);
    return undefined;
  };
  const remove = async (view: SavedView) => {
    const answer = await views.getState().remove(view.id);
    setRemoving(false);
    if (!answer.ok) return;
    announce({ tone: 'done', text: t('viewRemoved', { name: view.name }) });
    onRemoved();
  };

  useCommands('queue.views', [
    { id: 'queue.saveView', label: t('saveViewAs'), group: t('thisQueue'), run: () => setNaming('new') },
    ...(saved
      ? [
          { id: 'queue.renameView', label: t('renameView'), group: t('thisQueue'), run: () => setNaming('rename') },
          { id: 'queue.removeView', label: t('removeView'), group: t('thisQueue'), run: () => setRemoving(true) },
        ]
      : []),
  ]);

  return (
    <>
      {isChanged && (
        <Button
          variant="subtle"
          color="gray"
          className={classes['save']}
          onClick={() => (saved ? void save(saved.id, saved.name) : setNaming('new'))}
        >
          {saved ? t('updateView', { name: saved.name }) : t('saveView')}
        </Button>
      )}
      {saved && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={t('viewOptions')}>
              <IconDots size={16} stroke={1.6} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setNaming('rename')}>{t('renameView')}</Menu.Item>
            <Menu.Item onClick={() => setNaming('new')}>{t('saveViewAs')}</Menu.Item>
            <Menu.Item onClick={() => setRemoving(true)}>{t('removeView')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {naming && (
        <ViewNameDialog
          name={naming === 'rename' ? (saved?.name ?? '') : ''}
          onSave={(name) => save(naming === 'rename' ? (saved?.id ?? null) : null, name)}
          onClose={() => setNaming(undefined)}
        />
      )}
      {saved && (
        <ConfirmDialog
          opened={removing}
          title={t('removeView')}
          confirm={t('removeView')}
          onConfirm={() => void remove(saved)}
          onClose={() => setRemoving(false)}
        >
          {t('removeViewAsk', { name: saved.name })}
        </ConfirmDialog>
      )}
    </>
  );
};
