import { useCommands } from './use-commands.ts';
import { useMoveCommands } from './use-move-commands.ts';

interface ListKeys {
  readonly words: {
    readonly group: string;
    readonly next: string;
    readonly previous: string;
    /** Of both, in the status bar. */
    readonly move: string;
    readonly close: string;
  };
  /** The lines, in the order they are shown. */
  readonly ids: readonly string[];
  /** Where the keys go from; to the first line, where it is none of them. */
  readonly at: string | null | undefined;
  readonly onGo: (id: string) => void;
  /** Of what is open beside the list; undefined where nothing is, or where it closes by keys of its own. */
  readonly onClose: (() => void) | undefined;
}

/** The keys of a list with one of its lines open beside it: to the next line and back, and to close that. `view` begins their ids. */
export const useListKeys = (view: string, { words, ids, at, onGo, onClose }: ListKeys): void => {
  useMoveCommands(view, words, (by) => {
    const place = ids.indexOf(at ?? '');
    const next = ids[place < 0 ? 0 : Math.max(0, Math.min(ids.length - 1, place + by))];
    if (next !== undefined) onGo(next);
  });
  useCommands(
    `${view}-panel`,
    [
      {
        id: `${view}.close`,
        label: words.close,
        group: words.group,
        key: 'Escape',
        keyOnly: true,
        run: () => onClose?.(),
      },
    ],
    { active: onClose !== undefined },
  );
};
