/** The form of a hand-over as it is kept while it is written. */
export interface GiveDraft {
  /** Id of the receiver; empty for none. */
  readonly to: string;
  readonly group: string;
  readonly note: string;
  readonly source: 'mine' | 'groups';
  readonly notes: Readonly<Record<string, string>>;
  /** Tickets left out, of those that the source lists. */
  readonly without: readonly string[];
  readonly passOn: readonly string[];
}

export const emptyGive: GiveDraft = {
  to: '',
  group: '',
  note: '',
  source: 'mine',
  notes: {},
  without: [],
  passOn: [],
};

/** From the fields of a draft, which `fieldsOfGive` wrote on this laptop; what cannot be read begins empty. */
export const readGive = ({ form }: Readonly<Record<string, string>>): GiveDraft => {
  try {
    return form === undefined ? emptyGive : { ...emptyGive, ...(JSON.parse(form) as Partial<GiveDraft>) };
  } catch {
    return emptyGive;
  }
};

/** `text` is what the list of drafts shows of it. */
export const fieldsOfGive = (draft: GiveDraft): Record<string, string> =>
  JSON.stringify(draft) === JSON.stringify(emptyGive) ? {} : { form: JSON.stringify(draft), text: draft.note };
