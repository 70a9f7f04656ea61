export const paperLanguages = ['en', 'zh-CN', 'both'] as const;
/** In which language the words of the form are printed; what people wrote stays as it was written. */
export type PaperLanguage = (typeof paperLanguages)[number];

export interface ReportPart {
  readonly name: string;
  /** Part or serial number; empty where there is none. */
  readonly number: string;
  readonly quantity: number;
}

/** What a technician decides about a report; the rest of it stands on the ticket. */
export interface ReportChoices {
  readonly language: PaperLanguage;
  /** Where the work was done; empty where that is not said. */
  readonly site: string;
  readonly parts: readonly ReportPart[];
  /** Entries of the work notes that the requester may read, each chosen by itself. */
  readonly noteIds: readonly string[];
  /** The technician's name, typed: it signs. */
  readonly technician: string;
}

/** What the first report of a ticket begins with. */
export const noChoices = (technician: string): ReportChoices => ({
  language: 'both',
  site: '',
  parts: [],
  noteIds: [],
  technician,
});

export const MAX_PARTS = 60;
export const MAX_PART_TEXT = 200;
export const MAX_QUANTITY = 99_999;
export const MAX_NOTES = 200;
