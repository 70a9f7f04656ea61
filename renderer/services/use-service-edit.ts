import { useState } from 'react';
import { NEW_SERVICE } from '#renderer/drafts/draft-place.ts';
import { useDraft, type DraftUse } from '#renderer/drafts/use-draft.ts';
import type { BusinessService, ServiceContent } from '#shared/services/service.ts';
import {
  contentOf,
  emptyService,
  keptService,
  sameService,
  serviceDraft,
  type EditedService,
} from './service-draft.ts';

interface ServiceEdit extends Pick<DraftUse, 'state' | 'flush'>, EditedService {
  readonly isChanged: boolean;
  /** Somebody saved another revision since this was begun. */
  readonly isStale: boolean;
  /** Grows whenever the content is another one by no typing: fields that hold what is typed in them begin anew. */
  readonly epoch: number;
  readonly change: (change: Partial<ServiceContent>) => void;
  /** Goes on from the newest revision: saving then replaces it. */
  readonly rebase: () => void;
  /** Saved, or given up. */
  readonly end: () => Promise<void>;
}

/** A service being changed: kept as a draft from the first change on, and continued from it. */
export const useServiceEdit = (service: BusinessService | undefined): ServiceEdit => {
  const draft = useDraft(service?.id ?? NEW_SERVICE);
  const [edited, setEdited] = useState<EditedService | undefined>(() => keptService(draft.initial));
  const [epoch, setEpoch] = useState(0);
  const initial = service ? contentOf(service) : emptyService;
  const newest = service?.revision ?? null;
  const current = edited ?? { content: initial, seen: newest };
  const put = (next: EditedService) => {
    const isBack = sameService(next.content, initial) && next.seen === newest;
    setEdited(isBack ? undefined : next);
    draft.type(isBack ? {} : serviceDraft(next));
  };
  return {
    ...current,
    state: draft.state,
    flush: draft.flush,
    isChanged: edited !== undefined,
    isStale: edited !== undefined && edited.seen !== newest,
    epoch,
    change: (change) => put({ ...current, content: { ...current.content, ...change } }),
    rebase: () => put({ ...current, seen: newest }),
    end: async () => {
      setEdited(undefined);
      setEpoch(epoch + 1);
      await draft.finish();
    },
  };
};
