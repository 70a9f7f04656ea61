import { describe, expect, it } from 'vitest';
import { everyAsset, compareAssets, passesFilter } from '#shared/assets/filter.ts';
import { identityKey, scanKey, uniqueKey } from '#shared/assets/identity.ts';
import { beginAsset, differingFields, planAssetEdit, planStatus, type AssetsAround } from '#shared/assets/plan.ts';
import { assetRow } from '#shared/assets/row.ts';
import { checkStatusMove, nextStatuses } from '#shared/assets/status.ts';
import { ancestorsOf, checkParent, MAX_TREE_DEPTH, partsBelow, type TreeNode } from '#shared/assets/tree.ts';
import { warrantyState } from '#shared/assets/warranty.ts';
import { assetStatuses } from '#shared/assets/configuration-item.ts';
import { failureOf, valueOf } from '../../electron/imports/importing.ts';
import { assetContent, assetStamp, sampleAsset } from './sample-asset.ts';

const alone: AssetsAround = {
  find: () => undefined,
  childrenOf: () => [],
  bySerial: () => undefined,
  byTag: () => undefined,
};
const at = '2026-10-02T08:00:00.000Z';

describe('status', () => {
  it('lets nothing come back that was disposed of, and finds what was lost', () => {
    expect(nextStatuses('disposed')).toEqual([]);
    expect(checkStatusMove('lost', 'in_use').ok).toBe(true);
    for (const to of assetStatuses) expect(checkStatusMove('disposed', to).ok).toBe(false);
    expect(failureOf(checkStatusMove('in_use', 'disposed'))).toMatchObject({
      code: 'asset.illegal-status',
      details: { from: 'in_use', to: 'disposed' },
    });
  });

  it('takes the owner from what goes back on the shelf, and says both in the history', () => {
    const item = sampleAsset({ owner: { id: null, name: 'Helen Marsh' } });
    const { item: next, events } = valueOf(planStatus(item, { to: 'in_stock', note: 'left', release: true }, at));
    expect(next).toMatchObject({ status: 'in_stock', owner: null, revision: 2 });
    expect(events).toEqual([
      { kind: 'status', from: 'in_use', to: 'in_stock', note: 'left' },
      { kind: 'edit', batch: null, changes: [{ field: 'owner', from: 'Helen Marsh', to: null }] },
    ]);
  });
});

describe('warranty', () => {
  it('holds on its last day, and ends soon from sixty days before', () => {
    const today = '2026-10-15';
    expect(warrantyState('2026-10-15', today)).toBe('soon');
    expect(warrantyState('2026-10-14', today)).toBe('ended');
    expect(warrantyState('2026-12-14', today)).toBe('soon');
    expect(warrantyState('2026-12-15', today)).toBe('valid');
    expect(warrantyState(null, today)).toBe('none');
  });
});

describe('labels', () => {
  it('are the same in any case, width and grouping', () => {
    expect(identityKey('5cg-123 4x')).toBe(identityKey('５ＣＧ1234X'));
    expect(scanKey('ci 7k3q 12')).toBe(scanKey('CI-7K3Q-000012'));
  });

  it('that every machine without one carries name nothing', () => {
    for (const text of ['', 'N/A', 'To be filled by O.E.M.', 'unknown', '无']) expect(uniqueKey(text)).toBeNull();
    expect(uniqueKey('PF-1')).toBe('pf1');
  });
});

describe('parts', () => {
  const nodes = new Map<string, TreeNode>(
    (
      [
        ['rack', null],
        ['server', 'rack'],
        ['disk', 'server'],
      ] as const
    ).map(([id, parentId]) => [id, { id, number: id, name: id, parentId }]),
  );
  const find = (id: string) => nodes.get(id);
  const none = () => [];

  it('refuses a ring and names the way round', () => {
    const refused = failureOf(checkParent({ id: 'rack', name: 'rack' }, 'disk', find, none));
    expect(refused).toMatchObject({ code: 'asset.cycle', details: { path: 'rack › disk › server › rack' } });
    expect(failureOf(checkParent({ id: 'rack', name: 'rack' }, 'rack', find, none)).code).toBe('asset.cycle');
    expect(failureOf(checkParent({ id: 'x', name: 'x' }, 'gone', find, none)).code).toBe('record.not-found');
    expect(checkParent({ id: 'x', name: 'x' }, 'disk', find, none).ok).toBe(true);
  });

  it('go no deeper than a machine does', () => {
    const chain = new Map<string, TreeNode>();
    for (let level = 0; level <= MAX_TREE_DEPTH; level++) {
      const parentId = level === 0 ? null : `l${level - 1}`;
      chain.set(`l${level}`, { id: `l${level}`, number: '', name: `l${level}`, parentId });
    }
    const under = (id: string) => checkParent({ id: 'x', name: 'x' }, id, (each) => chain.get(each), none);
    expect(under(`l${MAX_TREE_DEPTH - 1}`).ok).toBe(true);
    expect(failureOf(under(`l${MAX_TREE_DEPTH}`)).code).toBe('asset.too-deep');
    const childrenOf = (id: string) => [...nodes.values()].filter(({ parentId }) => parentId === id);
    const move = (id: string, to: string) => checkParent({ id, name: id }, to, (each) => chain.get(each), childrenOf);
    expect(move('rack', `l${MAX_TREE_DEPTH - 3}`).ok).toBe(true);
    expect(failureOf(move('rack', `l${MAX_TREE_DEPTH - 2}`)).code).toBe('asset.too-deep');
    expect(move('disk', `l${MAX_TREE_DEPTH - 2}`).ok).toBe(true);
  });

  it('are walked both ways, and a ring in merged data ends', () => {
    expect(ancestorsOf({ id: 'disk', parentId: 'server' }, find).map(({ id }) => id)).toEqual(['rack', 'server']);
    const childrenOf = (id: string) => [...nodes.values()].filter(({ parentId }) => parentId === id);
    expect(partsBelow('rack', childrenOf).map(({ id, depth }) => [id, depth])).toEqual([
      ['server', 1],
      ['disk', 2],
    ]);
    const ring = { id: 'a', number: '', name: 'a', parentId: 'b' };
    const other = { id: 'b', number: '', name: 'b', parentId: 'a' };
    expect(ancestorsOf(ring, (id) => (id === 'a' ? ring : other)).map(({ id }) => id)).toEqual(['b']);
    expect(partsBelow('a', (id) => (id === 'a' ? [other] : [ring])).map(({ id }) => id)).toEqual(['b']);
  });
});

describe('planning', () => {
  const taken = { id: 'ci:other', number: 'CI-7K3Q-000009', name: 'Other', parentId: null };

  it('refuses a serial or tag that another asset carries, naming it', () => {
    const around = { ...alone, bySerial: (key: string) => (key === 'pf1' ? taken : undefined) };
    const refused = failureOf(
      beginAsset(assetContent({ serial: 'PF-1' }), { status: 'in_use', batch: null }, assetStamp, () => 'CI-1', around),
    );
    expect(refused).toMatchObject({ code: 'asset.serial-taken', details: { number: taken.number, name: 'Other' } });
    const byTag = { ...alone, byTag: () => taken };
    expect(failureOf(planAssetEdit(sampleAsset(), assetContent({ assetTag: 'T1' }), { at }, byTag)).code).toBe(
      'asset.tag-taken',
    );
    const itself = { ...alone, byTag: () => ({ ...taken, id: sampleAsset().id }) };
    expect(planAssetEdit(sampleAsset(), assetContent({ assetTag: 'T1' }), { at }, itself).ok).toBe(true);
  });

  it('says what an edit changed, and nothing where nothing did', () => {
    const item = sampleAsset({ attributes: [{ key: 'RAM', value: '8 GB' }] });
    expect(valueOf(planAssetEdit(item, item, { at }, alone)).events).toEqual([]);
    const wanted = assetContent({ ...item, model: 'T14', attributes: [{ key: ' RAM ', value: '16 GB' }] });
    expect(valueOf(planAssetEdit(item, wanted, { at }, alone)).events).toEqual([
      {
        kind: 'edit',
        batch: null,
        changes: [
          { field: 'model', from: null, to: 'T14' },
          { field: 'attributes', from: 'RAM: 8 GB', to: 'RAM: 16 GB' },
        ],
      },
    ]);
    expect(differingFields(item, wanted)).toContain('model');
  });
});

describe('lists', () => {
  const row = (more: Parameters<typeof sampleAsset>[0]) => assetRow(sampleAsset(more));

  it('leave out what is out of service unless asked', () => {
    const today = '2026-10-15';
    expect(passesFilter(row({ status: 'retired' }), everyAsset, today)).toBe(false);
    expect(passesFilter(row({ status: 'lost' }), everyAsset, today)).toBe(true);
    expect(passesFilter(row({ status: 'retired' }), { ...everyAsset, status: null }, today)).toBe(true);
    expect(passesFilter(row({ warrantyUntil: '2026-10-20' }), { ...everyAsset, warranty: 'soon' }, today)).toBe(true);
    expect(passesFilter(row({ warrantyUntil: '2028-10-20' }), { ...everyAsset, warranty: 'soon' }, today)).toBe(false);
  });

  it('put empty cells last whichever way they run', () => {
    const rows = [
      row({ owner: null }),
      row({ owner: { id: null, name: 'B' } }),
      row({ owner: { id: null, name: 'A' } }),
    ];
    const owners = (descending: boolean) =>
      rows.toSorted(compareAssets({ by: 'owner', descending })).map(({ owner }) => owner);
    expect(owners(false)).toEqual(['A', 'B', null]);
    expect(owners(true)).toEqual(['B', 'A', null]);
  });
});
