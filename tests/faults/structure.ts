/** Tampering with whole pieces: frames swapped, doubled or gone, files emptied, zeroed, exchanged, older or foreign ones put in their place. */
import path from 'node:path';
import { createStore, openStore } from '#core/storage/index.ts';
import { nodeFiles } from '#core/storage/files.ts';
import type { StoreFiles } from '#core/storage/files.ts';
import { seededRandom } from '../bench/random.ts';
import { intercept } from './files-under-test.ts';
import { hostOf } from './host.ts';
import { judge } from './judge.ts';
import { Model, smallScale } from './model.ts';
import { scratchFolder } from './scenario.ts';
import type { Scenario, Tally } from './scenario.ts';
import { buildSmallStore, Image } from './small-store.ts';
import type { SmallStore } from './small-store.ts';

interface Piece {
  readonly from: number;
  readonly to: number;
}

/** Remembers what each write put where: one commit at a time, a write is a frame. */
class PieceRecorder {
  readonly files: StoreFiles;
  private readonly paths = new Map<number, string>();
  private readonly pieces = new Map<string, Piece[]>();

  constructor() {
    this.files = intercept((call, perform) => {
      const value = perform();
      if (call.name === 'open' && call.path !== undefined) {
        this.paths.set(value as number, call.path);
        if (call.mode === 'create') this.pieces.set(call.path, []);
      } else if (call.name === 'write') {
        const from = call.position ?? 0;
        this.pieces.get(this.paths.get(call.file ?? -1) ?? '')?.push({ from, to: from + (value as number) });
      } else if (call.name === 'rename' && call.path !== undefined && call.to !== undefined) {
        this.pieces.set(call.to, this.pieces.get(call.path) ?? []);
      }
      return value;
    }, nodeFiles);
  }

  of(file: string, length: number): readonly Piece[] {
    const found = this.pieces.get(file) ?? [];
    return found.filter(
      ({ from, to }, index) => to > from && to <= length && (index === 0 || from >= (found[index - 1]?.to ?? 0)),
    );
  }
}

interface Tampering {
  readonly what: string;
  /** What is put there was written by a store, at another time or elsewhere: any file may be the one that no longer fits. */
  readonly isGenuine?: true;
  readonly changes: Readonly<Record<string, Buffer | null>>;
}

const join = (content: Buffer, parts: readonly Piece[]): Buffer =>
  Buffer.concat(parts.map(({ from, to }) => content.subarray(from, to)));

const withPieces = (name: string, content: Buffer, pieces: readonly Piece[]): readonly Tampering[] =>
  pieces.flatMap((piece, index) => {
    const before = { from: 0, to: piece.from };
    const after = { from: piece.to, to: content.length };
    const next = pieces[index + 1];
    const zeroed = Buffer.from(content).fill(0, piece.from, piece.to);
    const one = (what: string, changed: Buffer): Tampering => ({
      what: `${what} piece ${index} of ${pieces.length}`,
      changes: { [name]: changed },
    });
    return [
      one('missing', join(content, [before, after])),
      one('doubled', join(content, [before, piece, piece, after])),
      one('zeroed', zeroed),
      ...(next
        ? [
            one('swapped', join(content, [before, next, piece, { from: next.to, to: content.length }])),
            one('overwritten by the next,', join(content, [before, next, after])),
          ]
        : []),
    ];
  });

const wholeFile = (name: string, content: Buffer): readonly Tampering[] => {
  const one = (what: string, changed: Buffer | null): Tampering => ({ what, changes: { [name]: changed } });
  const garbage = Buffer.from(seededRandom(5, content.length).bytes(700));
  return [
    one('gone', null),
    one('emptied', Buffer.alloc(0)),
    one('all NUL', Buffer.alloc(content.length)),
    ...[1, 16, 512, 4_096].map((count) =>
      one(`${count} zeros after it`, Buffer.concat([content, Buffer.alloc(count)])),
    ),
    ...[1, 16, 64].map((count) =>
      one(`last ${count} bytes zero`, Buffer.from(content).fill(0, Math.max(0, content.length - count))),
    ),
    one('garbage after it', Buffer.concat([content, garbage])),
    one('doubled', Buffer.concat([content, content])),
    one('garbage instead', garbage),
  ];
};

const kindOf = (name: string): string => name.replace(/-[^-]*$/, '');

const exchanged = (image: Image): readonly Tampering[] => {
  const names = image.names();
  return names.flatMap((one) =>
    names
      .filter((other) => one < other && kindOf(one) === kindOf(other))
      .flatMap((other) => [
        { what: `exchanged with ${other}`, changes: { [one]: image.content(other), [other]: image.content(one) } },
        { what: `replaced by ${other}`, changes: { [one]: image.content(other) } },
        { what: `replaced by ${one}`, changes: { [other]: image.content(one) } },
      ]),
  );
};

/** Files of `other` that go by the name of one of this store, but say something else: one at a time, and all of a kind together. */
const putIn = (image: Image, other: Image, origin: string): readonly Tampering[] => {
  const names = image.names().filter((name) => {
    const theirs = other.files.get(name);
    return Buffer.isBuffer(theirs) && !theirs.equals(image.content(name));
  });
  const kinds = [...new Set(names.map(kindOf))];
  return [
    ...names.map((name) => ({
      what: `from ${origin}`,
      isGenuine: true as const,
      changes: { [name]: other.content(name) },
    })),
    ...kinds
      .map((kind) => names.filter((name) => kindOf(name) === kind))
      .filter((several) => several.length > 1)
      .map((several) => ({
        what: `all from ${origin}`,
        isGenuine: true as const,
        changes: Object.fromEntries(several.map((name) => [name, other.content(name)])),
      })),
  ];
};

/** States of one store over its life: made, used, compacted, used. The last is the small store itself. */
const buildHistory = async (
  parent: string,
  recorder: PieceRecorder,
): Promise<{ small: SmallStore; past: readonly Image[] }> => {
  const folder = path.join(parent, 'store');
  const host = hostOf(folder, { files: recorder.files });
  const model = new Model(smallScale);
  const past: Image[] = [];
  await (await createStore(host)).close();
  past.push(Image.of(folder));
  for (const { upTo, isCompacted } of [
    { upTo: 2, isCompacted: false },
    { upTo: 4, isCompacted: true },
    { upTo: 6, isCompacted: true },
    { upTo: 10, isCompacted: false },
  ]) {
    const opening = await openStore(host);
    if (opening.state !== 'open') throw new Error(`opened as ${opening.state}`);
    while (model.serial < upTo) {
      await opening.store.commit(model.next());
      model.advanceTo(model.serial + 1);
    }
    if (isCompacted) await opening.store.compact();
    await opening.store.close();
    past.push(Image.of(folder));
  }
  const image = past.pop() ?? new Image();
  return { small: { folder, image, model, everWritten: model.everWritten() }, past };
};

const tryAll = async (tamperings: readonly Tampering[], small: SmallStore, tally: Tally): Promise<void> => {
  for (const { what, changes, isGenuine = false } of tamperings) {
    const changed = Object.keys(changes);
    const { outcome, problems } = await judge(small.image.with(changes), small, {
      named: isGenuine ? [] : changed,
      mayBeUnsaid: isGenuine,
      mayBeMissing: false,
    });
    tally.add(outcome);
    tally.check(`${changed.join(' and ')} ${what}`, problems);
  }
};

export const structure: Scenario = {
  name: 'pieces',
  title: 'frames and files missing, doubled, swapped, zeroed, older or foreign',
  shares: 1,
  run: async (_share, tally) => {
    const recorder = new PieceRecorder();
    const { small, past } = await buildHistory(scratchFolder('memory'), recorder);
    const { image } = small;
    for (const name of image.names()) {
      const content = image.content(name);
      await tryAll(wholeFile(name, content), small, tally);
      const pieces = recorder.of(path.join(small.folder, name), content.length);
      if (pieces.length > 1) await tryAll(withPieces(name, content, pieces), small, tally);
    }
    await tryAll(exchanged(image), small, tally);
    for (const [age, older] of past.entries())
      await tryAll(putIn(image, older, `state ${age} of its past`), small, tally);
    const foreign = await buildSmallStore(scratchFolder('memory'));
    await tryAll(putIn(image, foreign.image, 'another store with the same key'), small, tally);
    const nothing = image.with(Object.fromEntries([...image.files.keys()].map((name) => [name, null])));
    const verdict = await judge(nothing, small, { named: [], mayBeUnsaid: false, mayBeMissing: true });
    tally.check('every file gone', verdict.problems);
  },
};
