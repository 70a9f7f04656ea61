import type { RefObject } from 'react';
import type { TakenFile } from './taken-files.ts';
import classes from './attachments.module.css';

interface FileInputProps {
  readonly input: RefObject<HTMLInputElement | null>;
  /** What the system offers first; anything may be chosen all the same. */
  readonly accept?: string;
  readonly onFiles: (files: readonly TakenFile[]) => void;
}

/** The system's own way to choose files, opened by a button or a command; the same on every host. */
export const FileInput = ({ input, accept, onFiles }: FileInputProps) => (
  <input
    ref={input}
    type="file"
    multiple
    accept={accept}
    className={classes['input']}
    tabIndex={-1}
    aria-hidden
    onChange={(event) => {
      const files = [...(event.currentTarget.files ?? [])].map((file) => ({ file, name: file.name }));
      event.currentTarget.value = '';
      if (files.length > 0) onFiles(files);
    }}
  />
);
