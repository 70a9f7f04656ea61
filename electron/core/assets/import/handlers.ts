/** Importing and exporting lists of assets. Files come through `TablePort`; the rules are in `shared/assets/import`. */
import type { ConfigurationItem, SiteRef } from '#shared/assets/configuration-item.ts';
import type { AssetBatch } from '#shared/assets/import/batch.ts';
import type { AssetVerdict, JudgingSources } from '#shared/assets/import/judge.ts';
import type { AssetBatchView, AssetImportPlan } from '#shared/assets/import/operations.ts';
import { notFound } from '#shared/base/not-found.ts';
import type { PersonRef } from '#shared/base/record.ts';
import { refuse, succeed } from '#shared/base/result.ts';
import type { LinkSet } from '#shared/links/link-set.ts';
import type { Desk } from '../../desk.ts';
import type { FeatureHandlers } from '../../dispatch.ts';
import { actorOf, personOf } from '../../session.ts';
import type { Table, TablePort } from '../../table-port.ts';
import { Turns } from '../../turns.ts';
import type { AssetIndex } from '../asset-index.ts';
import { exportCsv } from './export-csv.ts';
import { inspectTable } from './inspect-table.ts';
import { countsOf, judgeTable, reportRow, summarise } from './judge-table.ts';
import { takeBackBatch } from './take-back.ts';
import { writeTable } from './write-table.ts';

type ImportOperation =
  | 'assets.importInspect'
  | 'assets.importCheck'
  | 'assets.importReport'
  | 'assets.importRun'
  | 'assets.importBatches'
  | 'assets.importUndo'
  | 'assets.export';

/** Who a mail address, else a name, stands for in the directory; undefined where it knows nobody, or several. */
interface WhoIs {
  readonly person: (by: {
    readonly name: string | undefined;
    readonly mail: string | undefined;
  }) => PersonRef | undefined;
  readonly site: (name: string) => SiteRef | undefined;
}

export interface AssetImportDeps {
  readonly index: AssetIndex;
  readonly links: LinkSet;
  readonly tables: TablePort;
  /** The desk's own classes. */
  readonly addedClasses: () => readonly string[];
  readonly today: () => string;
  readonly whoIs: WhoIs;
  /** Keeps the desk open for a job that outlives its session. Returns the function that lets go. */
  readonly hold: () => () => void;
}

interface Checked {
  readonly table: Table;
  readonly plan: AssetImportPlan;
  readonly verdicts: readonly AssetVerdict[];
  /** Of the index, when it was checked. */
  readonly version: number;
}

export const assetImportHandlers = (desk: Desk, deps: AssetImportDeps): FeatureHandlers<ImportOperation> => {
  const { index, links, tables, whoIs } = deps;
  const { records } = desk;
  /** The last check of each person. */
  const checks = new Map<string, { readonly importId: string; readonly checked: Checked }>();
  let writing = false;
  desk.onClosing(() => checks.clear());

  const item = (id: string | undefined): ConfigurationItem | undefined =>
    id === undefined ? undefined : records.get<ConfigurationItem>('ci', id);
  const sourcesFor = (mode: AssetImportPlan['mode']): JudgingSources => {
    const byName = new Map<string, string>();
    for (const row of index.rows()) if (!byName.has(row.name)) byName.set(row.name, row.id);
    return {
      mode,
      bySerial: (key) => item(index.bySerial(key)?.id),
      byTag: (key) => item(index.byTag(key)?.id),
      byNumber: (number) => item(index.byNumber(number)?.id),
      byName: (name) => item(byName.get(name)),
      parentOf: (id) => index.find(id)?.parentId ?? null,
      owner: (name, mail) => {
        if (name === undefined && mail === undefined) return null;
        return whoIs.person({ name, mail }) ?? { id: null, name: name ?? mail ?? '' };
      },
      site: (name) => whoIs.site(name) ?? { id: null, name },
    };
  };
  const viewOf = (batch: AssetBatch): AssetBatchView => ({
    id: batch.id,
    state: batch.state,
    fileName: batch.fileName,
    rows: batch.rows,
    kept: batch.kept,
    finishedAt: batch.finishedAt,
    createdAt: batch.createdAt,
    byName: batch.by.name,
    // Only the console that imported knows what it wrote.
    undoable: batch.state !== 'undone' && desk.ownDevices.includes(batch.device) && !writing,
  });
  /** One import or undo writes at a time. */
  const alone = async <T>(work: () => Promise<T>): Promise<T> => {
    const letGo = deps.hold();
    writing = true;
    try {
      return await work();
    } finally {
      writing = false;
      letGo();
    }
  };
  const busy = () => refuse('import.running', 'another import is being written or undone');

  return {
    'assets.importInspect': async ({ importId, reading }, { session }) => {
      const table = await tables.read(importId, session, reading);
      return table.ok ? succeed(inspectTable(importId, table.value)) : table;
    },

    'assets.importCheck': async ({ importId, plan }, { session }) => {
      const table = await tables.read(importId, session, plan.reading);
      if (!table.ok) return table;
      const { version } = index;
      const sources = sourcesFor(plan.mode);
      const verdicts = await judgeTable(table.value, plan, deps.addedClasses(), sources, tables.work(importId));
      checks.set(session.userId, { importId, checked: { table: table.value, plan, verdicts, version } });
      return succeed(summarise(verdicts));
    },

    'assets.importReport': ({ importId, outcome, problem, from, count }, { session }) => {
      const check = checks.get(session.userId);
      if (check?.importId !== importId) return notFound('import', importId);
      const { verdicts } = check.checked;
      const found = verdicts.filter(
        (verdict) => (outcome === null || verdict.outcome === outcome) && (!problem || verdict.problems.length > 0),
      );
      return succeed({
        total: found.length,
        rows: found.slice(from, from + count).map((verdict) => reportRow(verdict, verdicts, index)),
      });
    },

    'assets.importRun': ({ importId }, { session }) => {
      const check = checks.get(session.userId);
      if (check?.importId !== importId) return notFound('import', importId);
      const { table, plan, verdicts, version } = check.checked;
      if (version !== index.version) return refuse('record.stale', 'assets changed since the check', { fields: [] });
      if (writing) return busy();
      const actor = actorOf(session);
      return alone(async () => {
        const begun = await desk.commit(actor, (unit) => {
          const batch: AssetBatch = {
            ...unit.stamp('ciBatch', unit.newId('ciBatch')),
            state: 'running',
            fileName: table.fileName,
            fileSha256: table.sha256,
            mode: plan.mode,
            by: personOf(session),
            rows: countsOf(verdicts),
            kept: 0,
            finishedAt: null,
          };
          unit.write('asset.importBegin', batch, { correlation: batch.id });
          return succeed(batch);
        });
        if (!begun.ok) return begun;
        const batchId = begun.value.id;
        const work = tables.work(importId);
        const written = await writeTable({ desk, actor, batch: begun.value, verdicts, around: index, work });
        if (!written.ok) {
          const childrenOf = (id: string) => index.childrenOf(id);
          await takeBackBatch({ desk, actor, batchId, links, childrenOf, work });
          return written;
        }
        const done = await desk.commit(actor, (unit) => {
          const batch: AssetBatch = { ...begun.value, state: 'done', updatedAt: unit.at, finishedAt: unit.at };
          unit.write('asset.importEnd', batch, { correlation: batchId });
          return succeed(batch);
        });
        checks.delete(session.userId);
        tables.discard(importId, session);
        return done.ok ? succeed({ ...viewOf(done.value), undoable: true }) : done;
      });
    },

    'assets.importBatches': () =>
      succeed(
        [...records.ids('ciBatch')]
          .toReversed()
          .flatMap((id) => records.get<AssetBatch>('ciBatch', id) ?? [])
          .map(viewOf),
      ),

    'assets.importUndo': ({ batchId }, { session }) => {
      const batch = records.get<AssetBatch>('ciBatch', batchId);
      if (writing) return busy();
      if (!batch || !viewOf(batch).undoable) return notFound('ciBatch', batchId);
      return alone(async () => {
        const undone = await takeBackBatch({
          desk,
          actor: actorOf(session),
          batchId,
          links,
          childrenOf: (id) => index.childrenOf(id),
          work: tables.work(batchId),
        });
        return undone.ok ? succeed(viewOf(undone.value)) : undone;
      });
    },

    'assets.export': async ({ filter, order, language }, { session }) => {
      const rows = index.list(filter, order, deps.today());
      const labelById = (id: string): string => {
        const row = index.find(id);
        return row ? row.assetTag || row.serial || row.number : '';
      };
      const { isPractice, ambient } = desk;
      const turns = new Turns(() => ambient.mono());
      const csv = await exportCsv(rows, item, labelById, { language, isPractice }, turns);
      const noted = await desk.commit(actorOf(session), (unit) => {
        unit.audit({ action: 'asset.export', object: null, after: { rows: rows.length } });
        return succeed(null);
      });
      return noted.ok ? succeed({ csv, rows: rows.length }) : noted;
    },
  };
};
