import type { CodedField } from './fields.ts';
import { foldLabel } from './fold-label.ts';
import type { SourceSystem } from './source-systems.ts';
import { valueTables, type ValueTable } from './value-tables.ts';

const find = (table: ValueTable, word: string): string | null => {
  for (const [code, words] of Object.entries(table)) if (words.includes(word)) return code;
  return null;
};

/**
 * What a cell of a coded field means, or null if no table knows it. `1 - Critical` is tried whole, then by its words, then by its number:
 * the words say more, for some systems count priority upwards.
 */
export const proposeCode = (system: SourceSystem, field: CodedField, cell: string): string | null => {
  const whole = foldLabel(cell);
  const numbered = /^(\d+)\s*[-.:)]\s*(.+)$/u.exec(whole);
  const forms = numbered ? [whole, numbered[2] ?? '', numbered[1] ?? ''] : [whole];
  const tables = valueTables(system, field);
  for (const form of forms) {
    for (const table of tables) {
      const code = find(table, form);
      if (code !== null) return code;
    }
  }
  return null;
};

/** cell → code for the cells that a table knows. */
export const proposeCodes = (
  system: SourceSystem,
  field: CodedField,
  cells: readonly string[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    cells.flatMap((cell) => {
      const code = proposeCode(system, field, cell);
      return code === null ? [] : [[cell, code]];
    }),
  );
