import { createContext, type ReactNode } from 'react';
import type { Block } from './markdown-tree.ts';

/** How a kind of text draws that in which texts differ. */
export interface TextViews {
  readonly heading: (heading: Extract<Block, { kind: 'heading' }>, words: ReactNode) => ReactNode;
  readonly callout: (callout: Extract<Block, { kind: 'callout' }>, body: ReactNode) => ReactNode;
  /** Words that lead to a heading of the same text. */
  readonly anchor: (to: string, words: ReactNode) => ReactNode;
  /** Words that lead to an article, named by its id or its number. */
  readonly article: (to: string, words: ReactNode) => ReactNode;
  /** A picture that is kept with the text. */
  readonly attachment: (id: string, alt: string) => ReactNode;
}

/** Around a text that is drawn as one of its kind is; without one, as the texts of tickets are. */
export const TextViewsContext = createContext<TextViews | undefined>(undefined);
