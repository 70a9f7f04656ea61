import { MAX_TREE_TEXT } from '#shared/diagnosis/limits.ts';

/** The text of a chosen file with plain line ends and no byte-order mark; undefined if it is longer than a tree may be. */
export const readTreeFile = async (file: File): Promise<string | undefined> => {
  // Four bytes at most for a UTF-16 unit: what is larger need not be read to be refused.
  if (file.size > MAX_TREE_TEXT * 4) return undefined;
  const text = (await file.text()).replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  return text.length > MAX_TREE_TEXT ? undefined : text;
};

/** Offers the text as a file of this page's downloads. */
export const saveTreeFile = (tree: string, text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/yaml;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${tree}.yaml`;
  link.click();
  URL.revokeObjectURL(url);
};
