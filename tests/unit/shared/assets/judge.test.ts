import { expect, it } from 'vitest';
import { AssetJudge } from '#shared/assets/import/judge.ts';

it('follows a long row of parts once, not once for each of them', () => {
  const judge = new AssetJudge({
    mode: 'fill',
    bySerial: () => undefined,
    byTag: () => undefined,
    byNumber: () => undefined,
    byName: () => undefined,
    parentOf: () => null,
    owner: () => null,
    site: (name) => ({ id: null, name }),
  });
  const count = 400;
  for (let row = 0; row < count; row++)
    judge.add(row + 2, {
      read: { name: `Part ${row}`, assetTag: `T${row}`, parent: `T${(row + 1) % count}`, attributes: [] },
      problems: [],
    });
  const finishing = judge.finish();
  let steps = 0;
  let step = finishing.next();
  for (; !step.done; step = finishing.next()) steps++;
  expect(steps).toBe(2 * count);
  expect(new Set(step.value.map(({ outcome }) => outcome))).toEqual(new Set(['refuse']));
});
