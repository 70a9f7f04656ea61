import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { createImportStore, type ImportState } from './store.ts';

/** One part of the session's import. */
export const useImport = <Part>(select: (state: ImportState) => Part): Part =>
  useStore(useSessionStore(createImportStore), select);

export const useImportActions = (): Pick<
  ImportState,
  'choose' | 'read' | 'plan' | 'check' | 'run' | 'cancel' | 'back' | 'startOver' | 'undo' | 'saveProfile'
> => useSessionStore(createImportStore).getState();
