import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { useDraftsReady } from '#renderer/drafts/use-draft.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { useRoute } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import { NEW_TREE } from './new-tree.ts';
import { TreeEditor } from './tree-editor.tsx';
import { TreeList } from './tree-list.tsx';
import { treesStore } from './trees-store.ts';
import { useTree } from './use-tree.ts';

/** The diagnoses of this desk: the list, and the text of one. Everybody reads them and tries them out; an administrator changes them. */
export const DiagnosisView = () => {
  const { t } = useTranslation('diagnosis');
  const { rest } = useRoute();
  const store = useSessionStore(treesStore);
  const trees = useStore(store, (state) => state.trees);
  const failure = useStore(store, (state) => state.failure);
  const [open] = rest;
  if (open !== undefined) return <OpenTree key={open} id={open} />;
  return (
    <>
      {trees ? (
        <TreeList trees={trees} />
      ) : (
        <>
          <ViewHead title={t('diagnosis')} />
          {failure ? (
            <FailureBanner failure={failure} wide onRetry={() => void store.getState().load()} />
          ) : (
            <SkeletonRows rows={5} />
          )}
        </>
      )}
    </>
  );
};

const OpenTree = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('diagnosis');
  const isNew = id === NEW_TREE;
  const { detail, failure, reload } = useTree(isNew ? null : id);
  const areDraftsReady = useDraftsReady();
  if (failure)
    return (
      <>
        <ViewHead title={t('diagnosis')} />
        <FailureBanner failure={failure} wide onRetry={() => void reload()} />
      </>
    );
  if (!areDraftsReady || (!isNew && !detail)) return <SkeletonRows rows={12} />;
  return <TreeEditor id={id} detail={detail} onReload={reload} />;
};
