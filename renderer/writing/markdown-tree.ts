/** What a text means, once read as Markdown. Holds no HTML and no outside address that `safe-href.ts` has not let pass. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong' | 'em' | 'del'; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | {
      readonly kind: 'link';
      readonly href: string;
      /** Where it leads, when the words do not say so themselves. */
      readonly host: string | null;
      readonly children: readonly Inline[];
    }
  /** Leads to a heading of the same text, by the id that the heading has. */
  | { readonly kind: 'anchor'; readonly to: string; readonly children: readonly Inline[] }
  /** Leads to an article, by its id or its number. */
  | { readonly kind: 'article'; readonly to: string; readonly children: readonly Inline[] }
  /** A picture that is kept with the text. */
  | { readonly kind: 'attachment'; readonly id: string; readonly alt: string }
  /** A picture that lies elsewhere; it is never fetched, only named. */
  | { readonly kind: 'picture'; readonly href: string; readonly alt: string }
  /** `INC-7K3Q-142` as it was written. */
  | { readonly kind: 'record'; readonly text: string; readonly number: string }
  /** `@Ada Marsh` as it was written. */
  | { readonly kind: 'mention'; readonly text: string; readonly id: string };

export interface ListItem {
  /** Null for an item that is no task. */
  readonly checked: boolean | null;
  readonly children: readonly Block[];
}

export type CellAlign = 'left' | 'center' | 'right' | null;

export interface TableCell {
  readonly align: CellAlign;
  readonly children: readonly Inline[];
}

/** What a set-off remark is about, as its writer marked it: `> [!NOTE]`. */
export const calloutTones = ['note', 'tip', 'important', 'warning', 'caution'] as const;
export type CalloutTone = (typeof calloutTones)[number];

export type Block =
  /** Lines as they were typed, one below the other. */
  | { readonly kind: 'lines'; readonly children: readonly Inline[] }
  | {
      readonly kind: 'heading';
      readonly level: number;
      /** Where links lead to it; null where a text has no contents. */
      readonly id: string | null;
      readonly children: readonly Inline[];
    }
  | { readonly kind: 'code'; readonly text: string; readonly language: string | null }
  | { readonly kind: 'quote'; readonly children: readonly Block[] }
  | { readonly kind: 'callout'; readonly tone: CalloutTone; readonly children: readonly Block[] }
  | {
      readonly kind: 'list';
      /** Number of the first item; null for bullets. */
      readonly start: number | null;
      /** No blank lines between its items. */
      readonly tight: boolean;
      readonly items: readonly ListItem[];
    }
  | {
      readonly kind: 'table';
      readonly head: readonly TableCell[];
      readonly rows: readonly (readonly TableCell[])[];
    }
  | { readonly kind: 'rule' };

/** The words alone. */
export const plainText = (inlines: readonly Inline[]): string =>
  inlines
    .map((inline) => ('children' in inline ? plainText(inline.children) : 'text' in inline ? inline.text : inline.alt))
    .join('');
