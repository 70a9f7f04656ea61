/** Sessions whose clock jumps, schemas older and newer than the program's, keys that are not the store's. */
import path from 'node:path';
import { createStore, openStore } from '#core/storage/index.ts';
import { checkAfterCrash, compare, describeError, describeOpening, release } from './check-store.ts';
import { hostOf } from './host.ts';
import { Model, usualScale } from './model.ts';
import { scratchFolder } from './scenario.ts';
import type { Scenario, Tally } from './scenario.ts';
import { Image } from './small-store.ts';

const DAY_MS = 86_400_000;
const SESSION_COMMITS = 25;

const commitSome = async (
  folder: string,
  model: Model,
  choices: Parameters<typeof hostOf>[1],
): Promise<readonly string[]> => {
  const opening = await openStore(hostOf(folder, choices));
  if (opening.state !== 'open') {
    await release(opening);
    return [`opened as ${describeOpening(opening)}`];
  }
  const { store } = opening;
  const problems = [...(await compare(store, model, model.serial))];
  for (let done = 0; done < SESSION_COMMITS; done++) {
    await store.commit(model.next());
    model.advanceTo(model.serial + 1);
  }
  await store.compact();
  problems.push(...(await compare(store, model, model.serial)));
  await store.close();
  return problems;
};

export const jumpingClock: Scenario = {
  name: 'clock',
  title: 'clock set wrong between sessions',
  shares: 1,
  run: async (_share, tally) => {
    const folder = path.join(scratchFolder('memory'), 'store');
    const model = new Model(usualScale);
    await (await createStore(hostOf(folder))).close();
    for (const days of [0, -1, -3_652, 18_262, 0, -20_000, 1]) {
      const now = (): Date => new Date(Date.now() + days * DAY_MS);
      tally.check(`clock ${days} days off`, await commitSome(folder, model, { now }));
      tally.add('sessions');
    }
    tally.check('with the right clock', (await checkAfterCrash(hostOf(folder), model, model.serial)).problems);
  },
};

const migrateFrom = async (tally: Tally, older: number): Promise<void> => {
  const folder = path.join(scratchFolder('memory'), 'store');
  const model = new Model(usualScale);
  await (await createStore(hostOf(folder))).close();
  await commitSome(folder, model, {});
  const schema = 1 + older;
  const before = Image.of(folder);
  const opening = await openStore(hostOf(folder, { schema }));
  if (opening.state !== 'open') {
    await release(opening);
    tally.check(`older by ${older}`, [`opened as ${describeOpening(opening)}`]);
    return;
  }
  model.migrate(Array.from({ length: older }, (_, index) => index + 2));
  const problems = [...(await compare(opening.store, model, model.serial))];
  if (opening.migratedFrom !== 1) problems.push(`says it was migrated from ${opening.migratedFrom}`);
  await opening.store.close();
  const kept = [...Image.of(folder).files.values()];
  for (const [name, content] of before.files) {
    if (!/^(snapshot|log)-/.test(name) || !Buffer.isBuffer(content)) continue;
    if (!kept.some((file) => Buffer.isBuffer(file) && file.equals(content)))
      problems.push(`${name} of before is not kept`);
  }
  problems.push(...(await commitSome(folder, model, { schema })));
  const again = await checkAfterCrash(hostOf(folder, { schema }), model, model.serial);
  tally.check(`older by ${older}`, [...problems, ...again.problems]);

  const untouched = Image.of(folder);
  const refused = await openStore(hostOf(folder, { schema: schema - 1 }));
  await release(refused);
  const changed = untouched.restore(folder);
  tally.check(`newer by one than ${schema - 1}`, [
    ...(refused.state === 'newer-schema' && refused.found === schema && refused.supported === schema - 1
      ? []
      : [`opened as ${describeOpening(refused)}`]),
    ...(changed.length > 0 ? [`and changed ${changed.join(', ')}`] : []),
  ]);
  tally.add('migrations', older);
};

export const otherSchemas: Scenario = {
  name: 'schema',
  title: 'schema older by n, newer by one',
  shares: 1,
  run: async (_share, tally) => {
    for (const older of [1, 2, 5]) await migrateFrom(tally, older);
  },
};

export const wrongKeys: Scenario = {
  name: 'wrong-key',
  title: 'a key that is not the store’s, a folder with nothing in it, creating over a store',
  shares: 1,
  run: async (_share, tally) => {
    const parent = scratchFolder('memory');
    const folder = path.join(parent, 'store');
    const model = new Model(usualScale);
    tally.check('opening where nothing is', await expectState(path.join(parent, 'none'), {}, 'missing'));
    await (await createStore(hostOf(folder))).close();
    await commitSome(folder, model, {});
    const before = Image.of(folder);
    for (let bit = 0; bit < 256; bit += 5) {
      const key = Uint8Array.from(hostOf(folder).key);
      key[bit >> 3] = (key[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      tally.check(`bit ${bit} of the key changed`, await expectState(folder, { key }, 'wrong-key'));
    }
    const changed = before.restore(folder);
    tally.check('files after wrong keys', changed.length > 0 ? [`${changed.join(', ')} changed`] : []);
    const creation = await createStore(hostOf(folder)).then(
      async (store) => {
        await store.close();
        return 'created';
      },
      (error: unknown) => describeError(error),
    );
    tally.check('creating over a store', creation === 'created' ? ['it was created anew'] : []);
    tally.check('afterwards', (await checkAfterCrash(hostOf(folder), model, model.serial)).problems);
  },
};

const expectState = async (
  folder: string,
  choices: Parameters<typeof hostOf>[1],
  state: string,
): Promise<readonly string[]> => {
  const opening = await openStore(hostOf(folder, choices));
  await release(opening);
  return opening.state === state ? [] : [`opened as ${describeOpening(opening)}`];
};
