/** Reading and checking the audit trail. Reading it is itself in it. */
import type { AuditEntryView, AuditPage } from '#shared/audit/operations.ts';
import type { User } from '#shared/accounts/user.ts';
import { refuse, succeed, type Json, type Result } from '#shared/base/result.ts';
import type { Desk, DeviceRecord } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf, type Session } from '../session.ts';
import { StoreError } from '../storage/store.ts';
import { lineHash } from './chain.ts';
import { checkpointIds, keepCheckpoints, newestCheckpoint } from './checkpoint-keeper.ts';
import { chainOrigin, type Checkpoint } from './checkpoint.ts';
import { readEntry, verifyChain } from './verify.ts';

/** Lines read at a time, and looked through for one request: a rare filter answers with `next` instead of holding everybody up. */
const PAGE = 512;
const MOST_LINES = 20 * PAGE;
/** Looking at the same selection again within this time is the same reading. */
const SAME_READING_MS = 15 * 60_000;

const afterUnref = (ms: number, work: () => void): (() => void) => {
  const timer = setTimeout(work, ms);
  timer.unref();
  return () => clearTimeout(timer);
};

const readOr = async (desk: Desk, from: number, to: number): Promise<Result<readonly string[]>> => {
  try {
    return succeed(await desk.readAudit(from, to));
  } catch (error) {
    if (error instanceof StoreError) return refuse(error.code, error.message, { from, to });
    throw error;
  }
};

export const auditHandlers = (desk: Desk): FeatureHandlers<'audit.page' | 'audit.verify'> => {
  const checkpoints = keepCheckpoints(desk, afterUnref);
  const readings = new Map<string, number>();

  const known = (id: string): string | null =>
    desk.records.get<User>('user', id)?.displayName ?? desk.records.get<DeviceRecord>('device', id)?.code ?? null;

  /** One entry for each selection that a session looks at, not one for each page or each refresh. */
  const noteReading = async (session: Session, chosen: { readonly [key: string]: Json }): Promise<void> => {
    const selection = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== null && value !== ''));
    const key = `${session.id} ${JSON.stringify(selection)}`;
    const now = desk.ambient.mono();
    if (now - (readings.get(key) ?? -Infinity) < SAME_READING_MS) return;
    for (const [old, at] of readings) if (now - at >= SAME_READING_MS) readings.delete(old);
    readings.set(key, now);
    await desk.commit(actorOf(session), (unit) => {
      unit.audit({ action: 'audit.read', object: null, after: Object.keys(selection).length > 0 ? selection : null });
      return succeed(null);
    });
  };

  return {
    'audit.page': async (input, { session }) => {
      const { result, objectId } = input;
      const text = input.text.trim().toLowerCase();
      await noteReading(session, { result, text, objectId });
      const names = new Map<string, string>();
      const actorName = (id: string): string => {
        const name = names.get(id) ?? known(id) ?? id;
        names.set(id, name);
        return name;
      };
      const matches = ({ entry, actorName: name, objectName }: AuditEntryView): boolean =>
        (result === null || entry.result === result) &&
        (objectId === null || entry.object?.id === objectId) &&
        (text === '' ||
          [entry.action, name, entry.actor, entry.object?.number, entry.object?.id, objectName, entry.reason].some(
            (part) => part?.toLowerCase().includes(text),
          ));

      const head = desk.auditHead.seq;
      const found: AuditEntryView[] = [];
      let next = Math.min(input.before === null ? head + 1 : input.before, head + 1);
      const end = (input.after ?? 0) + 1;
      const least = Math.max(end, next - MOST_LINES);
      while (next > least && found.length < input.count) {
        const from = Math.max(least, next - PAGE);
        const lines = await readOr(desk, from, next - 1);
        if (!lines.ok) return lines;
        for (let place = lines.value.length - 1; place >= 0 && found.length < input.count; place--) {
          const line = lines.value[place];
          next = from + place;
          if (line === undefined || (objectId !== null && !line.includes(objectId))) continue;
          const entry = readEntry(line);
          if (!entry) continue;
          const view = {
            entry,
            hash: lineHash(line),
            actorName: actorName(entry.actor),
            objectName: entry.object && entry.object.number === null ? known(entry.object.id) : null,
          };
          if (matches(view)) found.push(view);
        }
      }
      const newest = newestCheckpoint(desk);
      const page: AuditPage = {
        head,
        entries: found,
        next: next > end ? next : 0,
        checkpoint: newest ? { seq: newest.seq, at: newest.at } : null,
      };
      return succeed(page);
    },
    'audit.verify': async (_input, { session }) => {
      await checkpoints.sign();
      const { seq, hash } = desk.auditHead;
      const verdict = await verifyChain({
        length: seq,
        head: hash,
        read: (from, to) => desk.readAudit(from, to),
        checkpoints: checkpointIds(desk).flatMap((id) => desk.records.get<Checkpoint>('checkpoint', id) ?? []),
        origin: chainOrigin(desk.device.desk, desk.device.id),
        publicKey: desk.device.publicKey,
        now: desk.ambient.now().toISOString(),
      });
      await desk.commit(actorOf(session), (unit) => {
        const { entries, problem, brokenAt } = verdict;
        unit.audit({
          action: 'audit.verify',
          object: null,
          after: { entries, problem, brokenAt },
          result: verdict.intact ? 'ok' : 'error',
        });
        return succeed(null);
      });
      return succeed(verdict);
    },
  };
};
