import { mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ToolDefinition } from '#shared/tools/tool.ts';
import type { HeldFile } from './held-file.ts';
import { isScript } from './launch.ts';
import type { Look } from './look.ts';
import { copyInto } from './private-copy.ts';
import { removeFolder } from './remove-folder.ts';

/** Where a run takes place. */
export interface Place {
  readonly folder: string;
  /** All that is taken away afterwards, `folder` among it; null where nothing is. */
  readonly whole: string | null;
  /** For files that nobody needs later; null: where the system has them. */
  readonly temporary: string | null;
  /** Private copies of files, by the name of the file. */
  readonly copies: ReadonlyMap<string, string>;
  /** A private copy of the program, where that is what runs. */
  readonly script: string | null;
  /** What is opened where it lies. */
  readonly inPlace: readonly HeldFile[];
  /** Never rejects. */
  remove(): Promise<void>;
}

export type MadePlace =
  | { readonly ok: true; readonly place: Place }
  | { readonly ok: false; readonly why: 'changed' }
  | { readonly ok: false; readonly why: 'not-started'; readonly errno: string };

const prefixOf = (runId: string): string => `deskside-tool-${runId.slice(runId.indexOf(':') + 1)}-`;

/** What a console that was killed could not take away after this run. Never rejects. */
export const removeLeft = async (runId: string): Promise<void> => {
  const within = tmpdir();
  const names = await readdir(within).catch(() => []);
  const left = names.filter((name) => name.startsWith(prefixOf(runId)));
  await Promise.all(left.map((name) => removeFolder(join(within, name))));
};

/** Null where something is not what was hashed any more. */
const copied = async (
  within: string,
  definition: ToolDefinition,
  look: Look,
): Promise<Omit<Place, 'remove'> | null> => {
  const folder = join(within, 'work');
  const temporary = join(within, '0-temporary');
  for (const each of [folder, temporary]) await mkdir(each, { mode: 0o700 });
  const copies = new Map<string, string>();
  for (const [at, { name, scope }] of definition.files.entries()) {
    const held = look.files[at];
    if (scope !== 'alone' || !held) continue;
    const own = join(within, name);
    await mkdir(own, { mode: 0o700 });
    const copy = await copyInto(own, held, 0o400);
    if (copy === null) return null;
    copies.set(name, copy);
  }
  let script: string | null = null;
  if (definition.copiesScript === true && isScript(look.program)) {
    const own = join(within, '0-program');
    await mkdir(own, { mode: 0o700 });
    script = await copyInto(own, look.program, 0o500);
    if (script === null) return null;
  }
  const files = definition.files.flatMap(({ name }, at) => (copies.has(name) ? [] : (look.files[at] ?? [])));
  return {
    folder,
    whole: within,
    temporary,
    copies,
    script,
    inPlace: [...(script === null ? [look.program] : []), ...look.started, ...files],
  };
};

/**
 * One whose output is read has an empty folder of its own, so that settings that lie about in some folder take no part, and copies beside it. A
 * window outlives whoever would tidy up: it begins in the person's own folder, with the files where they lie.
 */
export const makePlace = async (runId: string, definition: ToolDefinition, look: Look): Promise<MadePlace> => {
  const { mode } = definition;
  if (mode === 'launched')
    return {
      ok: true,
      place: {
        folder: homedir(),
        whole: null,
        temporary: null,
        copies: new Map(),
        script: null,
        inPlace: [look.program, ...look.started, ...look.files],
        remove: () => Promise.resolve(),
      },
    };
  let within: string | undefined;
  const given = (): Promise<void> => (within === undefined ? Promise.resolve() : removeFolder(within));
  try {
    // Nobody else may look into it.
    within = await mkdtemp(join(tmpdir(), prefixOf(runId)));
    const place = await copied(within, definition, look);
    if (place) return { ok: true, place: { ...place, remove: given } };
    await given();
    return { ok: false, why: 'changed' };
  } catch (error) {
    await given();
    return { ok: false, why: 'not-started', errno: (error as NodeJS.ErrnoException).code ?? 'UNKNOWN' };
  }
};
