import { stat } from 'node:fs/promises';
import { posix, win32 } from 'node:path';
import { variantFor, type ToolDefinition, type ToolPlatform } from '#shared/tools/tool.ts';
import { programFolders } from './platform.ts';

/** A program by its place or its name, whether it is there or not: that one is missing is told of by name. */
const namesProgram = (path: string, platform: ToolPlatform): boolean =>
  platform === 'windows'
    ? /\.(?:exe|com)$/i.test(path)
    : programFolders[platform].includes(posix.dirname(posix.normalize(path)));

const isExecutable = async (path: string): Promise<boolean> => {
  try {
    const seen = await stat(path);
    return seen.isFile() && process.platform !== 'win32' && (seen.mode & 0o111) !== 0;
  } catch {
    return false;
  }
};

/**
 * Programs that a tool is told to start in turn, such as the one that a terminal shows: each argument that is a program's whole path, as it stands in
 * the definition. Their bytes are part of the approval like those of the program itself.
 */
export const startedPrograms = async (
  definition: ToolDefinition,
  platform: ToolPlatform,
): Promise<readonly string[]> => {
  const { isAbsolute } = platform === 'windows' ? win32 : posix;
  const started = new Set<string>();
  for (const { segments } of variantFor(definition, platform)?.argv ?? []) {
    const path = segments.map((segment) => ('text' in segment ? segment.text : '')).join('');
    if (!segments.every((segment) => 'text' in segment) || !isAbsolute(path)) continue;
    if (namesProgram(path, platform) || (await isExecutable(path))) started.add(path);
  }
  return [...started];
};
