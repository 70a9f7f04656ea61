import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { KnowledgePlace, KnowledgeScreenName } from './knowledge-route.ts';

/** What a screen is given: where one is, never a screen that takes no article without one. */
export interface KnowledgeScreenProps {
  readonly place: KnowledgePlace;
}

/** Screens that stand in the place of the reader, each fetched when it is first opened. */
export const knowledgeScreens: Readonly<
  Record<KnowledgeScreenName, LazyExoticComponent<ComponentType<KnowledgeScreenProps>>>
> = {
  beside: lazy(async () => ({ default: (await import('./beside/beside-view.tsx')).BesideView })),
  insight: lazy(async () => ({ default: (await import('./insight/insight-view.tsx')).InsightView })),
  edit: lazy(async () => ({ default: (await import('./editor/editor-view.tsx')).EditorView })),
  review: lazy(async () => ({ default: (await import('./editor/review-view.tsx')).ReviewView })),
  versions: lazy(async () => ({ default: (await import('./editor/versions-view.tsx')).VersionsView })),
  new: lazy(async () => ({ default: (await import('./editor/editor-view.tsx')).EditorView })),
  import: lazy(async () => ({ default: (await import('./exchange/import-screen.tsx')).ImportScreen })),
};
