/** Authorities that an administrator adds on this laptop, so that certificates of the organisation's own are judged rightly. */
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { SETTINGS_ID, type CheckSettings } from '#shared/checks/check.ts';
import { MAX_OWN_ROOTS, type OwnRoot, type RootList } from '#shared/checks/roots.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import type { Unit } from '../unit.ts';
import type { CheckBook } from './check-book.ts';
import { certificatesIn, readRoot, type ReadRoot, type RootStore } from './roots.ts';

export type RootOperation = 'checks.roots' | 'checks.addRoots' | 'checks.removeRoot';

/** The certificates of a text as roots, or why one of them is none. */
const rootsIn = (text: string, now: number): Result<readonly ReadRoot[]> => {
  const pems = certificatesIn(text);
  const read = pems.map(readRoot);
  if (pems.length === 0 || read.includes(undefined))
    return refuse('check.root-unreadable', 'there is no certificate in this, or one that cannot be read');
  const roots = read.flatMap((each) => each ?? []);
  for (const { name, isRoot, until } of roots) {
    if (!isRoot) return refuse('check.root-not-authority', 'this is no root of an authority', { name });
    if (Date.parse(until) <= now) return refuse('check.root-expired', 'this root is out of date', { name });
  }
  return succeed(roots);
};

export const rootHandlers = (desk: Desk, book: CheckBook, store: RootStore): FeatureHandlers<RootOperation> => {
  const list = async (): Promise<Result<RootList>> => {
    const { counts } = await store.roots();
    return succeed({ counts, own: book.roots.map(({ pem: _pem, ...shown }) => shown) });
  };
  const put = (unit: Unit, roots: readonly OwnRoot[]): void => {
    const before = unit.get<CheckSettings>('checkSettings', SETTINGS_ID);
    const stamp = unit.stamp('checkSettings', SETTINGS_ID);
    const after: CheckSettings = { ...stamp, proxy: '', ...before, roots, updatedAt: unit.at };
    unit.putLocal(after);
  };
  const object = { type: 'checkSettings', id: SETTINGS_ID, number: null };

  return {
    'checks.roots': list,

    'checks.addRoots': async ({ pem }, { session }) => {
      const added = await desk.commit(actorOf(session), (unit) => {
        const read = rootsIn(pem, unit.now.getTime());
        if (!read.ok) return read;
        const known = new Map(book.roots.map((root) => [root.fingerprint, root]));
        for (const { isRoot: _isRoot, ...root } of read.value) {
          if (known.has(root.fingerprint)) continue;
          known.set(root.fingerprint, { ...root, by: { id: unit.actor.id, name: unit.actor.name }, at: unit.at });
          const { name, fingerprint, until } = root;
          unit.audit({ action: 'check.root-add', object, after: { name, fingerprint, until } });
        }
        if (known.size > MAX_OWN_ROOTS)
          return refuse('check.too-many-roots', 'there are too many roots', { most: MAX_OWN_ROOTS });
        if (known.size > book.roots.length) put(unit, [...known.values()]);
        return succeed(null);
      });
      return added.ok ? list() : added;
    },

    'checks.removeRoot': async ({ fingerprint }, { session }) => {
      const removed = await desk.commit(actorOf(session), (unit) => {
        const root = book.roots.find((each) => each.fingerprint === fingerprint);
        if (!root) return succeed(null);
        put(
          unit,
          book.roots.filter((each) => each.fingerprint !== fingerprint),
        );
        unit.audit({ action: 'check.root-remove', object, before: { name: root.name, fingerprint } });
        return succeed(null);
      });
      return removed.ok ? list() : removed;
    },
  };
};
