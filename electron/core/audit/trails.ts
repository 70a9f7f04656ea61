/** The chains that lie on this laptop: its own, and those of the identities it had before. */
import type { AuditDevice } from '#shared/audit/operations.ts';
import type { AuditEntry } from '#shared/audit/entry.ts';
import type { Desk } from '../desk.ts';
import type { DeviceRecord } from '../device-identity.ts';
import { StoreError } from '../storage/store.ts';
import type { ChainHead } from './chain.ts';

/** One chain, as far as it lies here. Lines are counted from 1; a line's own number is higher where damage took some before it. */
export interface Trail {
  readonly device: string;
  /** Absent if damage took it. */
  readonly record: DeviceRecord | undefined;
  readonly length: number;
  readonly head: ChainHead;
  /** Where a later identity of this laptop found the chain, or knew it to have been. */
  readonly known: readonly ChainHead[];
  /** Rejects with `StoreError` if a byte is not as written. */
  read(from: number, to: number): Promise<readonly string[]>;
  /** How many lines have a lower number than `seq`. Rejects with `StoreError`. */
  linesBelow(seq: number): Promise<number>;
  /** The number of the line at this place. Rejects with `StoreError`. */
  numberAt(place: number): Promise<number>;
}

export interface Trails {
  /** Undefined for a device that was never this laptop. */
  of(device: string): Promise<Trail | undefined>;
  /** This laptop's own chain first, then those it wrote under former identities, the latest first. */
  list(): Promise<readonly AuditDevice[]>;
}

interface KnownHead extends ChainHead {
  readonly device: string;
}

/** What the first entry of a renewed identity says of the chains before it. */
interface OldHeads extends Partial<KnownHead> {
  readonly known?: KnownHead;
}

/** None where that entry is lost, or there was no identity before. */
const headsNamedBy = async (desk: Desk, successor: string): Promise<readonly KnownHead[]> => {
  try {
    const [line] = desk.chainOf(successor).length > 0 ? await desk.readAudit(1, 1, successor) : [];
    if (line === undefined) return [];
    const { seq, before } = JSON.parse(line) as Omit<AuditEntry, 'before'> & { readonly before: OldHeads | null };
    if (seq !== 1 || before === null) return [];
    const { device, seq: reached, hash, known } = before;
    const found = device !== undefined && reached !== undefined && hash !== undefined;
    return [...(found ? [{ device, seq: reached, hash }] : []), ...(known ? [known] : [])];
  } catch (error) {
    if (error instanceof StoreError) return [];
    throw error;
  }
};

type Lines = Pick<Trail, 'length' | 'read'>;

const numberAt = async ({ read }: Lines, place: number): Promise<number> => {
  const [line = ''] = await read(place, place);
  return (JSON.parse(line) as AuditEntry).seq;
};

const linesBelow = async (lines: Lines, seq: number): Promise<number> => {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((await numberAt(lines, middle + 1)) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
};

export const openTrails = (desk: Desk): Trails => {
  // Written once, with the identity: read once.
  let heads: Promise<readonly KnownHead[]> | undefined;
  const knownHeads = (): Promise<readonly KnownHead[]> =>
    (heads ??= Promise.all(desk.ownDevices.map((device) => headsNamedBy(desk, device))).then((named) => named.flat()));

  const of: Trails['of'] = async (device) => {
    if (!desk.ownDevices.includes(device)) return undefined;
    const known = (await knownHeads()).filter((each) => each.device === device && each.seq > 0);
    const { length, head } = desk.chainOf(device);
    const lines: Lines = { length, read: (from, to) => desk.readAudit(from, to, device) };
    // Numbers grow by one at least: as many lines as the last one's number says that none is missing.
    const isWhole = length === head.seq;
    return {
      ...lines,
      device,
      record: desk.records.get<DeviceRecord>('device', device),
      head,
      known: known.map(({ seq, hash }) => ({ seq, hash })),
      linesBelow: async (seq) => {
        if (seq > head.seq) return length;
        return isWhole ? Math.max(0, seq - 1) : linesBelow(lines, seq);
      },
      numberAt: async (place) => (isWhole ? place : numberAt(lines, place)),
    };
  };
  return {
    of,
    list: async () => {
      const trails = await Promise.all(desk.ownDevices.map(of));
      return trails.flatMap((trail) => {
        if (!trail || (trail.length === 0 && trail.known.length === 0)) return [];
        const { device: id, record, length: entries, head, known } = trail;
        return { id, code: record?.code ?? null, entries, lastSeq: Math.max(head.seq, ...known.map(({ seq }) => seq)) };
      });
    },
  };
};
