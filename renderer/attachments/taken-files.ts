import { dateTimeText } from '#renderer/ui/date-time-text.ts';

/** A file that was dropped, pasted or chosen, and what it is to be called. */
export interface TakenFile {
  readonly file: File;
  readonly name: string;
}

export interface Taken {
  readonly files: readonly TakenFile[];
  /** Folders were among them, which cannot be taken. */
  readonly hasFolders: boolean;
}

/** What a drag or the clipboard holds, read while its event lasts. */
export const takeFiles = (data: DataTransfer): Taken => {
  const files: TakenFile[] = [];
  let hasFolders = false;
  for (const item of data.items) {
    if (item.kind !== 'file') continue;
    const file = item.getAsFile();
    if (item.webkitGetAsEntry()?.isDirectory === true) hasFolders = true;
    else if (file) files.push({ file, name: file.name });
  }
  return { files, hasFolders };
};

const endings: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/bmp': 'bmp',
};

/**
 * A picture straight from the clipboard has no name of its own; browsers call every one `image.png`. It gets the time, on which
 * people find it again: `nameAt` makes `Screenshot 2026-11-25 14-03` of it.
 */
export const namedPaste = ({ files, hasFolders }: Taken, at: Date, nameAt: (at: string) => string): Taken => ({
  hasFolders,
  files: files.map(({ file, name }) => {
    const ending = endings[file.type];
    return ending !== undefined && /^image\.\w+$/.test(name)
      ? { file, name: `${nameAt(dateTimeText(at).replace(':', '-'))}.${ending}` }
      : { file, name };
  }),
});
