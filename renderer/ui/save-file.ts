/** How long the system may take to begin reading what it was offered. */
const BEGUN_MS = 60_000;

let nameOf = (name: string): string => name;

/** From now on files are offered under the name that `rule` makes of theirs. */
export const nameFilesBy = (rule: (name: string) => string): void => {
  nameOf = rule;
};

/** Offers a file as a download of this page; the browser, or the window of the desktop host, asks where to put it. */
export const saveFile = (name: string, content: Blob): void => {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = nameOf(name);
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), BEGUN_MS);
};

export const saveText = (name: string, text: string): void =>
  saveFile(name, new Blob([text], { type: 'text/plain;charset=utf-8' }));
