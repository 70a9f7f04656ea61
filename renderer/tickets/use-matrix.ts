import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { useSessionStore, type SessionFactory } from '#renderer/api/session.tsx';
import { defaultPriorityMatrix, type PriorityMatrix } from '#shared/priority/matrix.ts';

interface MatrixState {
  /** The one that ships until the desk's is there. */
  readonly matrix: PriorityMatrix;
  load(): Promise<void>;
}

const matrixStore: SessionFactory<StoreApi<MatrixState>> = (client) =>
  createStore<MatrixState>()((set) => ({
    matrix: defaultPriorityMatrix,
    load: async () => {
      const answer = await client.call('priority.matrix', {});
      if (answer.ok) set({ matrix: answer.value.matrix });
    },
  }));

/** What impact and urgency mean on this desk; asked for anew whenever something that needs it comes on screen. */
export const useMatrix = (): PriorityMatrix => {
  const store = useSessionStore(matrixStore);
  useEffect(() => void store.getState().load(), [store]);
  return useStore(store, ({ matrix }) => matrix);
};
