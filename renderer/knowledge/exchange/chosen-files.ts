import { fileKindOf, isTextKind, isWanted } from '#shared/knowledge/exchange/file-kind.ts';
import { placeOf } from '#shared/knowledge/exchange/path.ts';

/** What a person chose or dropped: an archive, or the files of a folder that an import can use. */
export type Chosen =
  | { readonly from: 'archive'; readonly name: string; readonly file: File }
  | {
      readonly from: 'folder';
      readonly name: string;
      readonly files: readonly { readonly path: string; readonly file: File }[];
      /** Files that stay where they are: neither text nor picture. */
      readonly leftOut: number;
    };

interface PathFile {
  readonly path: string;
  readonly file: File;
}

const isArchive = ({ name, type }: File): boolean => /\.zip$/i.test(name) || type === 'application/zip';

/** A file whose path leads out of the folder is handed over all the same, so that it is named to the person. */
const chosenFrom = (all: readonly PathFile[]): Chosen | undefined => {
  const [first] = all;
  if (!first) return undefined;
  if (all.length === 1 && isArchive(first.file)) return { from: 'archive', name: first.file.name, file: first.file };
  const files = all.filter(({ path }) => isWanted(placeOf(path) ?? path));
  if (!files.some(({ path }) => isTextKind(fileKindOf(placeOf(path) ?? path)))) return undefined;
  const name = first.path.includes('/') ? (first.path.split('/')[0] ?? first.path) : first.file.name;
  return { from: 'folder', name, files, leftOut: all.length - files.length };
};

/** Of a file field. Single files count as a folder of their own. */
export const chosenInField = (files: FileList): Chosen | undefined =>
  chosenFrom([...files].map((file) => ({ path: file.webkitRelativePath || file.name, file })));

const filesIn = async (entry: FileSystemEntry): Promise<readonly PathFile[]> => {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => {
      (entry as FileSystemFileEntry).file(resolve, reject);
    });
    return [{ path: entry.fullPath.replace(/^\//, ''), file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: PathFile[] = [];
  for (;;) {
    // A reader gives some at a time, and none when it is done.
    const some = await new Promise<readonly FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return files;
    for (const each of some) files.push(...(await filesIn(each)));
  }
};

/** What was dropped. Rejects where the system does not let it be read. */
export const chosenInDrop = async (transfer: DataTransfer): Promise<Chosen | undefined> => {
  // Entries are there only until the event is over; their files may be read later.
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const files: PathFile[] = [];
  for (const entry of entries) files.push(...(await filesIn(entry)));
  return chosenFrom(files);
};
