import { IconEye, IconMessageReply, IconStack2, IconUser, IconUserQuestion } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import type { CommandIconProps } from '#renderer/ui/commands.ts';
import { hrefOf } from '#renderer/ui/route.ts';
import { viewsStore } from './views-store.ts';

interface NavigationLine {
  readonly id: string;
  readonly label: string;
  readonly href: string;
  readonly count?: number | undefined;
  readonly icon?: ComponentType<CommandIconProps>;
}

/** Open tickets, beside “Queue”. */
export const useQueueCount = (): number | undefined =>
  useStore(useSessionStore(viewsStore), (state) => state.counts?.open);

/** Built-in views, then the person's own. `watching`: watched tickets with news. */
export const useQueueViews = ({ watching }: { readonly watching: number | undefined }): readonly NavigationLine[] => {
  const { t } = useTranslation('queue');
  const store = useSessionStore(viewsStore);
  const counts = useStore(store, (state) => state.counts);
  const views = useStore(store, (state) => state.views);
  const line = (id: string, label: string, count: number | undefined): NavigationLine => ({
    id,
    label,
    href: hrefOf('queue', 'view', id),
    count,
  });
  return [
    { ...line('feedback', t('view.feedback'), counts?.feedback), icon: IconMessageReply },
    { ...line('mine', t('view.mine'), counts?.mine), icon: IconUser },
    { ...line('unassigned', t('view.unassigned'), counts?.unassigned), icon: IconUserQuestion },
    { ...line('watching', t('view.watching'), watching), icon: IconEye },
    { ...line('all', t('view.all'), undefined), icon: IconStack2 },
    ...views.map((view) => line(view.id, view.name, counts?.views[view.id])),
  ];
};
