import { announce } from './announce.ts';

/** Puts `text` on the clipboard and says so; says so too where the system refuses. */
export const copyText = async (text: string, words: { readonly done: string; readonly failed: string }) => {
  try {
    await navigator.clipboard.writeText(text);
    announce({ tone: 'done', text: words.done });
  } catch {
    announce({ tone: 'refused', text: words.failed });
  }
};
