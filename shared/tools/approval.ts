import type { PersonRef, StoredRecord } from '../base/record.ts';
import { changedMembers, type approvedPart } from './digest.ts';
import type { ToolPlatform } from './tool.ts';

/** A file as it was when it was looked at. */
export interface SeenFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** All that lies in a folder and below it: names, and what the files hold. */
export interface SeenFolder {
  readonly sha256: string;
  readonly files: number;
}

/** All that an approval is about: exactly this may run. */
export interface Approvable {
  readonly platform: ToolPlatform;
  readonly definitionSha256: string;
  /** `realPath`: where the path leads once every link is followed. */
  readonly program: SeenFile & { readonly realPath: string };
  /** Programs that it is told to start in turn, such as the one in a terminal. Not there: approved before those were part of it. */
  readonly started?: readonly SeenFile[] | undefined;
  readonly files: readonly (SeenFile & {
    readonly name: string;
    /** Where all of its folder is part of the approval. */
    readonly folder?: SeenFolder | undefined;
  })[];
}

/**
 * What is left to others between the last look at a file and its opening. `as-read`: nothing, the bytes that were read are what runs. The others
 * are opened by their path once more. `own`: who runs Deskside and administrators alone may put another file there; `others`: more may, because they
 * may write to `where`; `unknown`: the system was not asked.
 */
export type Opening =
  | { readonly how: 'as-read' | 'own' | 'unknown' }
  | { readonly how: 'others'; readonly where: string };

/** What an administrator is shown before an approval. */
export interface Inspection extends Approvable {
  readonly programOpening: Opening;
  /** In the order of the programs that it starts in turn. */
  readonly startedOpenings: readonly Opening[];
  /** In the order of the files. */
  readonly fileOpenings: readonly Opening[];
}

/**
 * `toolApproval:<ULID of the tool>`. Of this laptop and no other: it is never sent, and one that came here with a copied profile does not
 * count, because `device` is not this one.
 */
export interface ToolApproval extends StoredRecord, Approvable {
  readonly type: 'toolApproval';
  readonly schema: 1;
  readonly toolId: string;
  /** As it was approved, so that a later one can be compared with it. */
  readonly definition: ReturnType<typeof approvedPart>;
  readonly by: PersonRef;
  readonly at: string;
}

export const approvalId = (toolId: string): string => `toolApproval:${toolId.slice(toolId.indexOf(':') + 1)}`;

/** Something that is not as it was approved. */
export type ToolChange =
  /** `members`: those of the definition that differ. */
  | { readonly what: 'definition'; readonly members: readonly string[] }
  | { readonly what: 'path'; readonly from: string; readonly to: string }
  | { readonly what: 'program'; readonly path: string }
  /** One that it starts in turn is another, or was no part of the approval. */
  | { readonly what: 'started'; readonly path: string }
  | { readonly what: 'file'; readonly name: string; readonly path: string }
  /** Something beside the file, in the folder that is part of the approval. */
  | { readonly what: 'folder'; readonly name: string; readonly path: string }
  | { readonly what: 'device' };

/** Of all but the program itself, files each with their folder: what somebody saw, to be compared with what is there. */
export const fileHashesOf = ({ started = [], files }: Pick<Approvable, 'started' | 'files'>): readonly string[] => [
  ...started.map(({ sha256 }) => sha256),
  ...files.flatMap(({ sha256, folder }) => [sha256, ...(folder ? [folder.sha256] : [])]),
];

/** Why a file can be neither approved nor run. */
export const fileFaults = [
  'gone',
  'folder',
  'special',
  'unreadable',
  'not-executable',
  'script',
  'empty',
  'writable',
  'too-large',
  'folder-too-large',
  'folder-unreadable',
] as const;
export type FileFault = (typeof fileFaults)[number];

/** Whether a tool can run here now, and if not, why. */
export type Standing =
  | { readonly state: 'approved'; readonly at: string; readonly by: string }
  /** Its files are still being read, on a slow disk: how it stands is told of as soon as that is known. */
  | { readonly state: 'reading' }
  | { readonly state: 'unapproved' }
  | { readonly state: 'changed'; readonly changes: readonly ToolChange[] }
  /** No platform of the definition is this one. */
  | { readonly state: 'elsewhere' }
  /** `programs`: any one of them would do. `looked`: where they were looked for. */
  | { readonly state: 'no-program'; readonly programs: readonly string[]; readonly looked: readonly string[] }
  | { readonly state: 'refused-program'; readonly path: string; readonly fault: FileFault }
  /** A file of it was not chosen yet, or cannot be read. */
  | { readonly state: 'no-file'; readonly name: string; readonly path: string; readonly fault: FileFault | null };

/** What differs from what was approved; empty if nothing does. */
export const changesSince = (
  approval: ToolApproval,
  now: Approvable,
  definition: ToolApproval['definition'],
  deviceId: string,
): readonly ToolChange[] => {
  const changes: ToolChange[] = [];
  if (approval.device !== deviceId) changes.push({ what: 'device' });
  if (approval.definitionSha256 !== now.definitionSha256 || approval.platform !== now.platform)
    changes.push({ what: 'definition', members: changedMembers(approval.definition, definition) });
  const { program } = approval;
  if (program.path !== now.program.path || program.realPath !== now.program.realPath)
    changes.push({ what: 'path', from: program.realPath, to: now.program.realPath });
  else if (program.sha256 !== now.program.sha256) changes.push({ what: 'program', path: now.program.path });
  for (const { path, sha256 } of now.started ?? [])
    if (approval.started?.find((each) => each.path === path)?.sha256 !== sha256)
      changes.push({ what: 'started', path });
  for (const { path } of approval.started ?? [])
    if (!now.started?.some((each) => each.path === path)) changes.push({ what: 'started', path });
  for (const { name, path, sha256, folder } of now.files) {
    const approved = approval.files.find((file) => file.name === name);
    if (!approved || approved.path !== path) continue;
    if (approved.sha256 !== sha256) changes.push({ what: 'file', name, path });
    // Where the definition asks for the folder only now, it says so itself.
    else if (approved.folder && folder && approved.folder.sha256 !== folder.sha256)
      changes.push({ what: 'folder', name, path });
  }
  return changes;
};
