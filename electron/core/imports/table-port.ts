import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { admitFile, isTrainingHeader } from '#shared/practice/training-file.ts';
import type { Desk } from '../desk.ts';
import type { Session } from '../session.ts';
import type { TablePort, TableRow } from '../table-port.ts';
import { csvRows } from './csv-rows.ts';
import { decideReading } from './inspect.ts';
import { Job } from '../job.ts';
import type { OpenFile } from './open-file.ts';
import { unreadable } from './unpack.ts';

const MAX_COLUMNS = 500;

/** The files that people handed over, read as plain tables by features other than the import of tickets. */
export const tablePort = (desk: Desk, files: Map<string, OpenFile>, notify: (notice: Notice) => void): TablePort => {
  const work = (importId: string): Job =>
    new Job(
      importId,
      (progress) => notify({ name: 'imports.progress', progress }),
      () => desk.ambient.mono(),
    );
  const fileOf = (importId: string, { userId }: Session): Result<OpenFile> => {
    const file = files.get(importId);
    return file?.userId === userId
      ? succeed(file)
      : refuse('record.not-found', 'the file is no longer open; choose it again');
  };
  return {
    work,
    discard: (importId, session) => {
      if (fileOf(importId, session).ok) files.delete(importId);
    },
    read: async (importId, session, wanted) => {
      const file = fileOf(importId, session);
      if (!file.ok) return file;
      const job = work(importId);
      const reading = await decideReading(file.value, wanted, job);
      if (!reading.ok) return reading;
      const text = await file.value.text(reading.value.charset, job);
      if (!text.ok) return text;
      let header: readonly string[] | undefined;
      const rows: TableRow[] = [];
      const batches = csvRows(text.value, reading.value.delimiter, job);
      for (let next = await batches.next(); ; next = await batches.next()) {
        if (next.done) {
          if (!next.value.ok) return next.value;
          break;
        }
        for (const row of next.value) {
          const cells = 'broken' in row ? null : row.cells;
          if (header) rows.push({ number: row.number, cells });
          else if (cells) header = cells.map((cell) => cell.trim());
          else return unreadable('no-rows', 'the header cannot be read', { row: row.number });
        }
      }
      const admitted = admitFile(desk, isTrainingHeader(header ?? []));
      if (!admitted.ok) return admitted;
      if (!header || rows.length === 0) return unreadable('no-rows', 'the file has a header and no rows');
      if (header.length > MAX_COLUMNS)
        return unreadable('too-many-columns', 'the header is too wide', { limit: MAX_COLUMNS });
      const { name, sha256 } = file.value;
      return succeed({ fileName: name, sha256, reading: reading.value, header, rows });
    },
  };
};
