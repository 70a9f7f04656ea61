/** Reading and checking the audit trail. Reading it is itself in it. */
import type { AuditEntry } from '#shared/audit/entry.ts';
import type { AuditEntryView, AuditPage, ChainVerdict } from '#shared/audit/operations.ts';
import type { User } from '#shared/accounts/user.ts';
import { refuse, succeed, type Json, type Result } from '#shared/base/result.ts';
import type { Desk } from '../desk.ts';
import type { DeviceRecord } from '../device-identity.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf, type Session } from '../session.ts';
import { StoreError } from '../storage/store.ts';
import { lineHash } from './chain.ts';
import { checkpointIds, keepCheckpoints, newestCheckpoint } from './checkpoint-keeper.ts';
import { chainOrigin, type Checkpoint } from './checkpoint.ts';
import { namesIn, textsIn } from './known-values.ts';
import { openTrails, type Trail } from './trails.ts';
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

/** The newest checkpoint, which may be newer than what was verified. */
const coverage = (desk: Desk, { entries }: ChainVerdict): ChainVerdict['lastCheckpoint'] => {
  const newest = newestCheckpoint(desk, desk.device.id);
  return newest ? { seq: newest.seq, at: newest.at, covers: newest.seq >= entries } : null;
};

export const auditHandlers = (desk: Desk): FeatureHandlers<'audit.page' | 'audit.verify'> => {
  const checkpoints = keepCheckpoints(desk, afterUnref);
  const trails = openTrails(desk);
  const readings = new Map<string, number>();

  const nameNow = (id: string): string | null =>
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
      // What is looked for is mostly a person: salted for whoever looked.
      const { after } = unit.difference('auditReading', session.userId, undefined, selection);
      unit.audit({ action: 'audit.read', object: null, after: Object.keys(selection).length > 0 ? after : null });
      return succeed(null);
    });
  };

  /** Refuses for a device that was never this laptop, and for what cannot be read. */
  const onTrail = async <T>(device: string | undefined, work: (trail: Trail) => Promise<T>): Promise<Result<T>> => {
    try {
      const trail = await trails.of(device ?? desk.device.id);
      return trail
        ? succeed(await work(trail))
        : refuse('record.not-found', 'no such chain lies here', { id: device ?? '' });
    } catch (error) {
      if (error instanceof StoreError) return refuse(error.code, error.message, { errno: error.errno });
      throw error;
    }
  };

  return {
    'audit.page': async (input, { session }) => {
      const { result, objectId, device, withTexts = false } = input;
      const text = input.text.trim().toLowerCase();
      await noteReading(session, { result, text, objectId, chain: device ?? null });
      const names = new Map<string, string | null>();
      const nameOf = (id: string): string | null => {
        const name = names.get(id) ?? nameNow(id);
        names.set(id, name);
        return name;
      };
      /** Undefined if it is not among those asked for. */
      const viewOf = (entry: AuditEntry, line: string): AuditEntryView | undefined => {
        const { action, actor, object, reason } = entry;
        const actorName = nameOf(actor) ?? actor;
        const objectName = object && object.number === null ? nameOf(object.id) : null;
        const isFound =
          (result === null || entry.result === result) &&
          (objectId === null || object?.id === objectId) &&
          (text === '' ||
            [action, actorName, actor, object?.number, object?.id, objectName, reason].some((part) =>
              part?.toLowerCase().includes(text),
            ));
        if (!isFound) return undefined;
        const known = { ...namesIn(entry, nameOf), ...(withTexts ? textsIn(entry, desk.records) : {}) };
        return { entry, hash: lineHash(line), actorName, objectName, known };
      };

      return onTrail(device, async (trail): Promise<AuditPage> => {
        const found: AuditEntryView[] = [];
        // Lines by their place; what the page says of them is their number.
        let place = input.before === null ? trail.length + 1 : (await trail.linesBelow(input.before)) + 1;
        const end = (await trail.linesBelow((input.after ?? 0) + 1)) + 1;
        const least = Math.max(end, place - MOST_LINES);
        while (place > least && found.length < input.count) {
          const from = Math.max(least, place - PAGE);
          const lines = await trail.read(from, place - 1);
          for (let index = lines.length - 1; index >= 0 && found.length < input.count; index--) {
            const line = lines[index];
            place = from + index;
            if (line === undefined || (objectId !== null && !line.includes(objectId))) continue;
            const entry = readEntry(line);
            const view = entry && viewOf(entry, line);
            if (view) found.push(view);
          }
        }
        const newest = newestCheckpoint(desk, trail.device);
        return {
          devices: await trails.list(),
          head: trail.head.seq,
          entries: found,
          next: place > end ? await trail.numberAt(place) : 0,
          checkpoint: newest ? { seq: newest.seq, at: newest.at } : null,
        };
      });
    },
    'audit.verify': async ({ device }, { session }) => {
      const verified = await onTrail(device, async (trail) => {
        const { record, length, head, read } = trail;
        const id = trail.device;
        return verifyChain({
          device: id,
          length,
          known: [head, ...trail.known],
          read,
          checkpoints: checkpointIds(desk, id).flatMap(
            (each) => desk.records.get<Checkpoint>('checkpoint', each) ?? [],
          ),
          origin: chainOrigin(record?.desk ?? desk.device.desk, id),
          publicKey: record?.publicKey ?? null,
          now: desk.ambient.now().toISOString(),
        });
      });
      if (!verified.ok) return verified;
      let verdict = verified.value;
      const isOwn = verdict.device === desk.device.id;
      // Only what was found whole is signed.
      if (isOwn && verdict.intact && (await checkpoints.sign()))
        verdict = { ...verdict, lastCheckpoint: coverage(desk, verdict) };
      await desk.commit(actorOf(session), (unit) => {
        const { entries, problem, brokenAt } = verdict;
        unit.audit({
          action: 'audit.verify',
          object: isOwn ? null : { type: 'device', id: verdict.device, number: null },
          after: { entries, problem, brokenAt },
          result: verdict.intact ? 'ok' : 'error',
        });
        return succeed(null);
      });
      return succeed(verdict);
    },
  };
};
