/** Damage set aside: what is intact goes on, the damaged bytes are kept untouched, and a crash on the way loses none of either. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openStore, setAside } from '#core/storage/index.ts';
import type { Opening, Store } from '#core/storage/store.ts';
import { seededRandom } from '../bench/random.ts';
import { describeError, describeOpening, release } from './check-store.ts';
import { runCrashChild } from './crash-child.ts';
import { Disk, fingerprint, mercies, Recorder, writeImage } from './disk-history.ts';
import type { DiskImage } from './disk-history.ts';
import { FailingFiles } from './files-under-test.ts';
import { hostOf } from './host.ts';
import { AUDIT, inventions, Model, NOTES, usualScale } from './model.ts';
import type { FaultRecord } from './model.ts';
import { dropFolder, scratchFolder } from './scenario.ts';
import type { Scenario, Share, Tally } from './scenario.ts';
import { sealedImage } from './sessions.ts';

/** Everything that can be read of a store, as one text: two salvages of the same damage must agree. */
const contentOf = async (store: Store): Promise<string> => {
  const records = ['ticket', 'entry', 'outbox'].flatMap((type) =>
    [...store.records.ids(type)].map((id) => JSON.stringify(store.records.get<FaultRecord>(type, id))),
  );
  const logs: string[] = [];
  for (const log of [AUDIT, NOTES]) {
    const length = store.logLength(log);
    for (let line = 1; line <= length; line++) {
      logs.push(
        await store.readLog(log, line, line).then(
          ([text]) => text ?? '',
          () => 'unreadable',
        ),
      );
    }
  }
  return JSON.stringify({ records, logs });
};

const holdsBytes = (folder: string, bytes: Buffer): boolean =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).some(
    (entry) => entry.isFile() && readFileSync(path.join(entry.parentPath, entry.name)).equals(bytes),
  );

interface Damage {
  readonly file: string;
  readonly image: DiskImage;
  readonly bytes: Buffer;
}

const damageOf = (sealed: DiskImage, seed: number): readonly Damage[] => {
  const random = seededRandom(seed, 17);
  return [...sealed]
    .filter(([name, content]) => /^(journal|snapshot|log)-/.test(name) && content.length > 0)
    .flatMap(([file, content]) =>
      [0.3, 0.6, 0.95].map((where) => {
        const bytes = Buffer.from(content);
        const offset = Math.floor(where * content.length);
        bytes[offset] = (bytes[offset] ?? 0) ^ (1 << random.below(8));
        return { file, bytes, image: new Map(sealed).set(file, bytes) };
      }),
    );
};

const withImage = async (
  image: DiskImage,
  act: (folder: string) => Promise<readonly string[]>,
): Promise<readonly string[]> => {
  const parent = scratchFolder('memory');
  const folder = path.join(parent, 'store');
  writeImage(folder, image);
  try {
    return await act(folder);
  } catch (error) {
    return [`threw ${describeError(error)}`];
  } finally {
    dropFolder(parent);
  }
};

/** Opens; sets aside if that is needed; says what is wrong with what is then there. */
const settle = async (
  folder: string,
  everWritten: ReadonlySet<string>,
): Promise<{ problems: string[]; content: string }> => {
  let opening: Opening = await openStore(hostOf(folder));
  if (opening.state === 'damaged') {
    await opening.store.close();
    ({ opening } = await setAside(hostOf(folder)));
  }
  if (opening.state !== 'open') {
    await release(opening);
    return { problems: [`came to ${describeOpening(opening)}`], content: '' };
  }
  const { store } = opening;
  const content = await contentOf(store);
  const problems = [...inventions(store, everWritten)];
  const mark = {
    id: 'outbox:01HKZ5B3C4D5E6F7G8H9JAKBMZ',
    type: 'outbox',
    schema: 1,
    createdAt: '',
    updatedAt: '',
    createdBy: '',
    device: '',
  };
  await store.commit({ puts: [mark], removes: [], appends: [] });
  await store.commit({ puts: [], removes: [mark.id], appends: [] });
  await store.close();
  const again = await openStore(hostOf(folder));
  if (again.state !== 'open') problems.push(`the next opening was ${describeOpening(again)}`);
  else if ((await contentOf(again.store)) !== content) problems.push('the next opening shows something else');
  await release(again);
  return { problems, content };
};

const cutPowerWhileSettingAside = async (
  damage: Damage,
  everWritten: ReadonlySet<string>,
  expected: string,
  tally: Tally,
  seed: number,
): Promise<void> => {
  const parent = scratchFolder('memory');
  const folder = path.join(parent, 'store');
  writeImage(folder, damage.image);
  const recorder = new Recorder(folder, damage.image);
  const { opening } = await setAside(hostOf(folder, { files: recorder.files }));
  await release(opening);
  dropFolder(parent);
  const disk = new Disk(damage.image, 0);
  const random = seededRandom(seed, 3);
  const seen = new Set<string>();
  for (const [moment, event] of recorder.events.entries()) {
    disk.apply(event);
    for (const mercy of [...mercies, 'any'] as const) {
      const image = disk.cut(mercy, random);
      const key = fingerprint(image);
      if (seen.has(key)) continue;
      seen.add(key);
      const problems = await withImage(image, async (cut) => {
        const settled = await settle(cut, everWritten);
        if (settled.content !== expected)
          settled.problems.push('holds something else than after setting aside undisturbed');
        if (!holdsBytes(cut, damage.bytes)) settled.problems.push('the damaged file is nowhere to be found');
        return settled.problems;
      });
      tally.add('power cuts');
      tally.check(`${damage.file} set aside, power cut after call ${moment} (${event.kind}), ${mercy} kept`, problems);
    }
  }
};

const failWhileSettingAside = async (
  damage: Damage,
  everWritten: ReadonlySet<string>,
  expected: string,
  tally: Tally,
): Promise<void> => {
  let calls = 1;
  for (let at = 1; at <= calls; at++) {
    const problems = await withImage(damage.image, async (folder) => {
      const failing = new FailingFiles({
        at,
        errno: at % 2 === 0 ? 'EIO' : 'ENOSPC',
        stays: at % 3 === 0,
        leaves: 'half',
      });
      const said = await setAside(hostOf(folder, { files: failing.files })).then(
        async ({ opening }) => {
          await release(opening);
          return opening.state;
        },
        (error: unknown) => describeError(error),
      );
      calls = Math.max(calls, failing.hit === undefined ? 0 : at + 1);
      failing.mend();
      const settled = await settle(folder, everWritten);
      if (settled.content !== expected) settled.problems.push(`${said}, and then holds something else`);
      if (!holdsBytes(folder, damage.bytes))
        settled.problems.push(`${said}, and the damaged file is nowhere to be found`);
      return settled.problems;
    });
    tally.add('injected errors');
    tally.check(`${damage.file} set aside, error at call ${at}`, problems);
  }
};

const killWhileSettingAside = async (
  damage: Damage,
  everWritten: ReadonlySet<string>,
  expected: string,
  tally: Tally,
): Promise<void> => {
  const plan = {
    mode: 'set-aside',
    seed: 1,
    depth: 0,
    commits: 1,
    isThreaded: false,
    kill: null,
    isTraced: false,
  } as const;
  let calls: readonly string[] = [];
  await withImage(damage.image, async (folder) => {
    ({ calls } = await runCrashChild({ ...plan, folder, isTraced: true }));
    return [];
  });
  const seen = new Map<string, number>();
  for (const kind of calls) {
    const nth = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, nth);
    const problems = await withImage(damage.image, async (folder) => {
      const { end, complaint } = await runCrashChild({ ...plan, folder, kill: { kind, nth, moment: 'after' } });
      const settled = await settle(folder, everWritten);
      if (end !== 'killed') settled.problems.push(`ended by ${end} ${complaint}`);
      if (settled.content !== expected)
        settled.problems.push('holds something else than after setting aside undisturbed');
      if (!holdsBytes(folder, damage.bytes)) settled.problems.push('the damaged file is nowhere to be found');
      return settled.problems;
    });
    tally.add('kills');
    tally.check(`${damage.file} set aside, killed after ${kind} ${nth}`, problems);
  }
};

export const settingAside: Scenario = {
  name: 'set-aside',
  title: 'damage set aside, also with power cuts, errors and kills on the way',
  shares: 2,
  run: async (share: Share, tally) => {
    const sealed = await sealedImage();
    const everWritten = new Model(usualScale).advanceTo(25).everWritten();
    const disturbed = new Set<string>();
    const files = [...new Set(damageOf(sealed, share.seed).map(({ file }) => file))];
    for (const damage of damageOf(sealed, share.seed)) {
      if (files.indexOf(damage.file) % share.of !== share.index) continue;
      let expected = '';
      const problems = await withImage(damage.image, async (folder) => {
        const settled = await settle(folder, everWritten);
        expected = settled.content;
        if (!holdsBytes(folder, damage.bytes)) settled.problems.push('the damaged file is nowhere to be found');
        return settled.problems;
      });
      tally.add('damages');
      tally.check(`${damage.file} set aside`, problems);
      if (problems.length > 0 || disturbed.has(damage.file)) continue;
      // Where in its file the damage lies makes no difference to the steps of setting it aside.
      disturbed.add(damage.file);
      await cutPowerWhileSettingAside(damage, everWritten, expected, tally, share.seed);
      await failWhileSettingAside(damage, everWritten, expected, tally);
      await killWhileSettingAside(damage, everWritten, expected, tally);
    }
  },
};
