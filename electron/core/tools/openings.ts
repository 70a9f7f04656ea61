/** How what was approved is opened when it runs, and who could put another file in its place until then. */
import { realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Inspection, Opening } from '#shared/tools/approval.ts';
import type { ToolDefinition } from '#shared/tools/tool.ts';
import type { HeldFile } from './held-file.ts';
import { isScript, startsByDescriptor } from './launch.ts';
import type { Look } from './look.ts';

/** Of macOS: who is in it may become root anyway. */
const ADMIN_GROUP = 80;

interface Rights {
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
}

/** The group that holds one person alone, as systems make it with each account: it has their number. */
const isTrustedGroup = (gid: number): boolean =>
  gid === 0 ||
  (process.platform === 'darwin' && gid === ADMIN_GROUP) ||
  (gid === process.getuid?.() && gid === process.getgid?.());

/** Beyond who runs this and administrators. Lists of access beside the permissions are not read. */
const mayOthersWrite = ({ uid, gid, mode }: Rights): boolean => {
  if (uid !== 0 && uid !== process.getuid?.()) return true;
  return (mode & 0o002) !== 0 || ((mode & 0o020) !== 0 && !isTrustedGroup(gid));
};

/** What lies in such a folder is replaced by its own owner alone, like in that of temporary files. */
const isSticky = ({ mode }: Rights): boolean => (mode & 0o1000) !== 0;

const foldersAbove = (path: string): readonly string[] => {
  const above: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    above.push(folder);
    if (folder === dirname(folder)) return above;
  }
};

/** All folders that the system goes through on its way to a file, those that links lead to among them. */
const foldersOnTheWay = async (path: string, realPath: string): Promise<readonly string[]> => {
  const named = foldersAbove(path);
  const led = await Promise.all(named.map((folder) => realpath(folder)));
  return [
    ...new Set([...named, ...led.flatMap((folder) => foldersAbove(join(folder, 'any'))), ...foldersAbove(realPath)]),
  ];
};

const byPath = async ({ path, realPath }: Pick<HeldFile, 'path' | 'realPath'>): Promise<Opening> => {
  if (process.platform === 'win32') return { how: 'unknown' };
  try {
    if (mayOthersWrite(await stat(realPath))) return { how: 'others', where: realPath };
    for (const folder of await foldersOnTheWay(path, realPath)) {
      const rights = await stat(folder);
      if (mayOthersWrite(rights) && !(isSticky(rights) && rights.uid === 0)) return { how: 'others', where: folder };
    }
    return { how: 'own' };
  } catch {
    return { how: 'unknown' };
  }
};

export const openingsOf = async (
  { mode, copiesScript, files }: ToolDefinition,
  { program, started, files: held }: Look,
): Promise<Pick<Inspection, 'programOpening' | 'startedOpenings' | 'fileOpenings'>> => {
  const isCopied = mode === 'captured' && copiesScript === true && isScript(program);
  const asRead: Opening = { how: 'as-read' };
  return {
    programOpening: isCopied || startsByDescriptor(program) ? asRead : await byPath(program),
    startedOpenings: await Promise.all(started.map(byPath)),
    fileOpenings: await Promise.all(
      held.map(async (file, at) => (mode === 'captured' && files[at]?.scope === 'alone' ? asRead : byPath(file))),
    ),
  };
};
