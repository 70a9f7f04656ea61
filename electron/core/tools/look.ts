/** What stands between a definition and its start: the program and the files, found and read. */
import { createHash } from 'node:crypto';
import { access, constants } from 'node:fs/promises';
import { dirname, isAbsolute, posix, win32 } from 'node:path';
import type { Approvable, FileFault, SeenFolder, Standing } from '#shared/tools/approval.ts';
import { definitionText } from '#shared/tools/digest.ts';
import { variantFor, type ToolDefinition, type ToolPlatform } from '#shared/tools/tool.ts';
import { holdFile, letGo, type Held, type HeldFile } from './held-file.ts';
import { holdFolder, type HeldFolder } from './held-folder.ts';
import { programFolders } from './platform.ts';
import { startedPrograms } from './started-programs.ts';

/** Everything that will run or be read, open. */
export interface Look {
  readonly approvable: Approvable;
  readonly program: HeldFile;
  /** What it starts in turn. */
  readonly started: readonly HeldFile[];
  readonly files: readonly HeldFile[];
  /** Folders that are part of what was looked at. */
  readonly folders: readonly HeldFolder[];
}

export type Looked =
  | { readonly ok: true; readonly look: Look }
  | {
      readonly ok: false;
      readonly standing: Exclude<Standing, { readonly state: 'approved' | 'unapproved' | 'changed' | 'reading' }>;
    };

const pathsOf = (program: string, platform: ToolPlatform): readonly string[] => {
  if (isAbsolute(program) || win32.isAbsolute(program)) return [program];
  if (platform !== 'windows') return programFolders[platform].map((folder) => posix.join(folder, program));
  const name = program.includes('.') ? program : `${program}.exe`;
  return programFolders.windows.map((folder) => win32.join(folder, name));
};

const isProgramOnWindows = (path: string): boolean => /\.(?:exe|com)$/i.test(path);

/** `MZ`: what every program of Windows begins with, and no script. */
const isWindowsProgram = ({ realPath, head }: HeldFile): boolean =>
  isProgramOnWindows(realPath) && head.subarray(0, 2).toString('latin1') === 'MZ';

/** On Windows a script is handed to a shell, which takes its arguments apart: whatever its path or a link to it says, it is none. */
const holdProgram = async (path: string, platform: ToolPlatform): Promise<Held> => {
  if (platform === 'windows' && !isProgramOnWindows(path)) return { ok: false, fault: 'script' };
  const held = await holdFile(path, { toRun: true });
  if (!held.ok || platform !== 'windows' || isWindowsProgram(held.file)) return held;
  await letGo([held.file]);
  return { ok: false, fault: 'script' };
};

/** Where the program is: the first place that has one; all that was looked through where none has. */
export const findProgram = async (
  definition: ToolDefinition,
  platform: ToolPlatform,
): Promise<{ readonly path: string | null; readonly looked: readonly string[] }> => {
  const looked = (variantFor(definition, platform)?.programs ?? []).flatMap((program) => pathsOf(program, platform));
  for (const path of looked)
    try {
      await access(path, constants.F_OK);
      return { path, looked };
    } catch {
      // Looked for in the next place.
    }
  return { path: null, looked };
};

export const definitionHash = (definition: ToolDefinition): string =>
  createHash('sha256').update(definitionText(definition), 'utf8').digest('hex');

const seenOf = (folder: HeldFolder | undefined): { readonly folder?: SeenFolder } =>
  folder ? { folder: { sha256: folder.sha256, files: folder.files } } : {};

/** Opens and reads the program, those that it starts in turn and the files, all of their bytes. The caller lets go of them with `closeLook`. */
export const lookAt = async (definition: ToolDefinition, platform: ToolPlatform): Promise<Looked> => {
  const variant = variantFor(definition, platform);
  if (!variant) return { ok: false, standing: { state: 'elsewhere' } };
  const { path, looked } = await findProgram(definition, platform);
  const { programs } = variant;
  if (path === null) return { ok: false, standing: { state: 'no-program', programs, looked } };
  const held = await holdProgram(path, platform);
  if (!held.ok) return { ok: false, standing: { state: 'refused-program', path, fault: held.fault } };
  const program = held.file;
  const started: HeldFile[] = [];
  const files: HeldFile[] = [];
  for (const each of await startedPrograms(definition, platform)) {
    const next = await holdProgram(each, platform);
    if (next.ok) {
      started.push(next.file);
      continue;
    }
    await letGo([program, ...started]);
    if (next.fault === 'gone')
      return { ok: false, standing: { state: 'no-program', programs: [each], looked: [each] } };
    return { ok: false, standing: { state: 'refused-program', path: each, fault: next.fault } };
  }
  const folders = new Map<string, HeldFolder>();
  const refused = async (name: string, file: string, why: FileFault | null): Promise<Looked> => {
    await letGo([program, ...started, ...files]);
    return { ok: false, standing: { state: 'no-file', name, path: file, fault: why } };
  };
  for (const { name, path: file, scope } of definition.files) {
    if (!isAbsolute(file)) return refused(name, file, null);
    const found = await holdFile(file, { toRun: false });
    if (!found.ok) return refused(name, file, found.fault);
    files.push(found.file);
    if (scope !== 'folder') continue;
    const beside = await holdFolder(dirname(found.file.realPath));
    if (!beside.ok) return refused(name, file, beside.fault);
    folders.set(name, beside.folder);
  }
  const approvable: Approvable = {
    platform,
    definitionSha256: definitionHash(definition),
    program: { path, realPath: program.realPath, sha256: program.sha256, bytes: program.bytes },
    ...(started.length > 0 && { started: started.map(({ path: at, sha256, bytes }) => ({ path: at, sha256, bytes })) }),
    files: definition.files.map(({ name, path: file }, at) => ({
      name,
      path: file,
      sha256: files[at]?.sha256 ?? '',
      bytes: files[at]?.bytes ?? 0,
      ...seenOf(folders.get(name)),
    })),
  };
  return { ok: true, look: { approvable, program, started, files, folders: [...folders.values()] } };
};

export const closeLook = ({ program, started, files }: Look): Promise<void> => letGo([program, ...started, ...files]);
