import { refuse, succeed, type Result } from '../base/result.ts';

/** Enough of an asset to walk from part to whole. */
export interface TreeNode {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly parentId: string | null;
}

/** Levels that a tree may have: more is a mistake in the data, not a machine. */
export const MAX_TREE_DEPTH = 12;

/** From the whole down to what stands directly above; a ring in imported or merged data ends where it would begin again. */
export const ancestorsOf = (
  { id, parentId }: Pick<TreeNode, 'id' | 'parentId'>,
  find: (id: string) => TreeNode | undefined,
): readonly TreeNode[] => {
  const passed = new Set([id]);
  const above: TreeNode[] = [];
  for (let next = parentId; next !== null && !passed.has(next);) {
    passed.add(next);
    const node = find(next);
    if (!node) break;
    above.unshift(node);
    next = node.parentId;
  }
  return above;
};

export type TreePart<Node extends TreeNode = TreeNode> = Node & { readonly depth: number };

/** Everything below, depth first, each with its depth below `id` from 1; children by name. Each asset at most once. */
export const partsBelow = <Node extends TreeNode>(
  id: string,
  childrenOf: (id: string) => readonly Node[],
): readonly TreePart<Node>[] => {
  const passed = new Set([id]);
  const found: TreePart<Node>[] = [];
  const walk = (from: string, depth: number): void => {
    if (depth > MAX_TREE_DEPTH) return;
    for (const child of childrenOf(from)) {
      if (passed.has(child.id)) continue;
      passed.add(child.id);
      found.push({ ...child, depth });
      walk(child.id, depth + 1);
    }
  };
  walk(id, 1);
  return found;
};

/** How many levels hang below an asset. */
const levelsBelow = (id: string, childrenOf: (id: string) => readonly TreeNode[]): number =>
  partsBelow(id, childrenOf).reduce((deepest, { depth }) => Math.max(deepest, depth), 0);

/**
 * Whether `child` may be a part of `parentId`, with all that hangs below it by `childrenOf`: `asset.cycle` { path } where that would make it a part of itself, the path naming each asset
 * on the way; `asset.too-deep` { limit }; `record.not-found` where there is no such whole.
 */
export const checkParent = (
  child: Pick<TreeNode, 'id' | 'name'>,
  parentId: string,
  find: (id: string) => TreeNode | undefined,
  childrenOf: (id: string) => readonly TreeNode[],
): Result<null> => {
  const path: string[] = [child.name];
  const passed = new Set<string>();
  for (let next: string | null = parentId; next !== null && !passed.has(next);) {
    passed.add(next);
    if (next === child.id) {
      path.push(child.name);
      return refuse('asset.cycle', `${child.name} would be a part of itself`, { path: path.join(' › ') });
    }
    const node: TreeNode | undefined = find(next);
    if (!node) {
      if (next === parentId) return refuse('record.not-found', `there is no asset ${next}`, { type: 'ci', id: next });
      break;
    }
    path.push(node.name);
    next = node.parentId;
  }
  return passed.size + levelsBelow(child.id, childrenOf) > MAX_TREE_DEPTH
    ? refuse('asset.too-deep', 'a tree of parts has a limit', { limit: MAX_TREE_DEPTH })
    : succeed(null);
};
