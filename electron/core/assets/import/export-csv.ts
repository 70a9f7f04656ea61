import type { ConfigurationItem } from '#shared/assets/configuration-item.ts';
import { classWord, labelOf, statusWord, type CsvLanguage } from '#shared/assets/import/columns.ts';
import type { AssetRow } from '#shared/assets/row.ts';
import { BYTE_ORDER_MARK, csvLine } from '#shared/base/csv.ts';
import { TRAINING_MARK } from '#shared/practice/mark.ts';
import { trainingEnvelope } from '#shared/practice/training-file.ts';
import type { Turns } from '../../turns.ts';

const plainFields = [
  'number',
  'name',
  'class',
  'status',
  'serial',
  'assetTag',
  'manufacturer',
  'model',
  'owner',
  'site',
  'parent',
  'supplier',
  'purchasedOn',
  'warrantyUntil',
  'note',
] as const;

type PlainField = (typeof plainFields)[number];

/**
 * The assets as a list that a spreadsheet reads, and that an import here takes back as it was; each attribute is a column. What a training desk
 * exports has a column more, which says so.
 */
export const exportCsv = async (
  rows: readonly AssetRow[],
  get: (id: string) => ConfigurationItem | undefined,
  labelById: (id: string) => string,
  { language, isPractice }: { readonly language: CsvLanguage; readonly isPractice: boolean },
  turns: Turns,
): Promise<string> => {
  const items: ConfigurationItem[] = [];
  const keys = new Set<string>();
  for (const { id } of rows) {
    const item = get(id);
    if (item) items.push(item);
    for (const { key } of item?.attributes ?? []) keys.add(key);
    if (turns.due) await turns.rest();
  }
  const cellOf = (item: ConfigurationItem, field: PlainField): string => {
    switch (field) {
      case 'class':
        return classWord(item.class, language);
      case 'status':
        return statusWord(item.status, language);
      case 'owner':
      case 'site':
        return item[field]?.name ?? '';
      case 'parent':
        return item.parentId === null ? '' : labelById(item.parentId);
      default:
        return item[field] ?? '';
    }
  };
  const more = [...keys];
  const mark = isPractice ? [trainingEnvelope.csvColumn] : [];
  const parts = [BYTE_ORDER_MARK, csvLine([...plainFields.map((field) => labelOf(field, language)), ...more, ...mark])];
  for (const item of items) {
    const values = new Map(item.attributes.map(({ key, value }) => [key, value]));
    parts.push(
      csvLine([
        ...plainFields.map((field) => cellOf(item, field)),
        ...more.map((key) => values.get(key) ?? ''),
        ...mark.map(() => TRAINING_MARK),
      ]),
    );
    if (turns.due) await turns.rest();
  }
  return parts.join('');
};
