import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { useSessionStore } from '#renderer/api/session.tsx';
import type { TakenFile } from './taken-files.ts';
import { uploadsStore, type Attach, type Upload } from './uploads-store.ts';

export interface PlaceUploads {
  readonly uploads: readonly Upload[];
  readonly add: (files: readonly TakenFile[], attach: Attach) => void;
  readonly retry: (id: number) => void;
  readonly drop: (id: number) => void;
  readonly dropAll: () => readonly string[];
}

/** What is on its way to one ticket or draft. */
export const useUploads = (place: string): PlaceUploads => {
  const store = useSessionStore(uploadsStore);
  const uploads = useStore(
    store,
    useShallow((state) => state.uploads.filter((upload) => upload.place === place)),
  );
  return {
    uploads,
    add: (files, attach) => store.getState().add(place, files, attach),
    retry: (id) => store.getState().retry(id),
    drop: (id) => store.getState().drop(id),
    dropAll: () => store.getState().dropAll(place),
  };
};
