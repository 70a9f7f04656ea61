import { useCommands } from './use-commands.ts';

interface MoveWords {
  readonly group: string;
  readonly next: string;
  readonly previous: string;
  /** Of both, in the status bar. */
  readonly move: string;
  /** Why neither can be done now. */
  readonly unavailable?: string | undefined;
}

/** To the next line of a list and back: `j` and `k`, or the arrows. `view` begins their ids. */
export const useMoveCommands = (
  view: string,
  { group, next, previous, move, unavailable }: MoveWords,
  onMove: (by: 1 | -1) => void,
): void => {
  const both = { group, unavailable, keyOnly: true, status: { order: 1, label: move } } as const;
  useCommands(`${view}.move`, [
    { ...both, id: `${view}.next`, label: next, key: 'j', otherKeys: ['ArrowDown'], run: () => onMove(1) },
    { ...both, id: `${view}.previous`, label: previous, key: 'k', otherKeys: ['ArrowUp'], run: () => onMove(-1) },
  ]);
};
