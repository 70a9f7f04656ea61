import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { suggestionsStore } from './suggestions-store.ts';

/** Shows what asks for an article only once it is known whether there is any: a field that came later would take keys meant for another. */
export const AfterStock = ({ children }: { readonly children: ReactNode }) =>
  useStore(useSessionStore(suggestionsStore), (state) => state.isStocked) === undefined ? null : children;
