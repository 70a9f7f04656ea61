import type { DraftFields } from '#renderer/drafts/draft-saver.ts';
import {
  MAX_QUANTITY,
  paperLanguages,
  type PaperLanguage,
  type ReportChoices,
  type ReportPart,
} from '#shared/report/choices.ts';

/** A line of the parts table as typed. */
export interface PartLine {
  /** Tells lines apart; means nothing. */
  readonly key: number;
  readonly name: string;
  readonly number: string;
  readonly quantity: string;
}

export interface ReportFields {
  readonly language: PaperLanguage;
  readonly site: string;
  readonly parts: readonly PartLine[];
  readonly noteIds: readonly string[];
  readonly technician: string;
}

export const fromChoices = ({ parts, ...rest }: ReportChoices): ReportFields => ({
  ...rest,
  parts: parts.map(({ name, number, quantity }, key) => ({ key, name, number, quantity: String(quantity) })),
});

/** Decimals with a point or a comma, also in full-width digits; undefined for anything else, and for what is no quantity. */
export const parseQuantity = (text: string): number | undefined => {
  const written = text.normalize('NFKC').trim().replace(',', '.');
  if (!/^\d+(?:\.\d{1,3})?$/.test(written)) return undefined;
  const quantity = Number(written);
  return quantity > 0 && quantity <= MAX_QUANTITY ? quantity : undefined;
};

export const isEmptyLine = ({ name, number }: PartLine): boolean => name.trim() === '' && number.trim() === '';

/** What of a line is wrong; a line that says nothing is left out of the report and wrong in nothing. */
export const problemOf = (line: PartLine): 'name' | 'quantity' | undefined => {
  if (isEmptyLine(line)) return undefined;
  if (line.name.trim() === '') return 'name';
  return parseQuantity(line.quantity) === undefined ? 'quantity' : undefined;
};

/** What the report takes of it: whole lines only. */
export const toChoices = ({ parts, ...rest }: ReportFields): ReportChoices => ({
  ...rest,
  parts: parts.flatMap((line): ReportPart[] => {
    const quantity = parseQuantity(line.quantity);
    return isEmptyLine(line) || line.name.trim() === '' || quantity === undefined
      ? []
      : [{ name: line.name.trim(), number: line.number.trim(), quantity }];
  }),
});

const isLine = (value: unknown): value is Omit<PartLine, 'key'> =>
  typeof value === 'object' &&
  value !== null &&
  (['name', 'number', 'quantity'] as const).every((key) => typeof Reflect.get(value, key) === 'string');

const read = (text: string | undefined): readonly unknown[] => {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
};

export const toDraft = ({ language, site, parts, noteIds, technician }: ReportFields): DraftFields => ({
  language,
  text: site,
  parts: JSON.stringify(parts.map(({ name, number, quantity }) => ({ name, number, quantity }))),
  notes: JSON.stringify(noteIds),
  technician,
});

/** The draft where there is one, else `beginning`; what of a draft cannot be read is left out. */
export const fromDraft = (draft: DraftFields, beginning: ReportFields): ReportFields => {
  if (draft['technician'] === undefined) return beginning;
  return {
    language: paperLanguages.find((language) => language === draft['language']) ?? beginning.language,
    site: draft['text'] ?? '',
    parts: read(draft['parts'])
      .filter(isLine)
      .map(({ name, number, quantity }, key) => ({ key, name, number, quantity })),
    noteIds: read(draft['notes']).filter((id): id is string => typeof id === 'string'),
    technician: draft['technician'],
  };
};
