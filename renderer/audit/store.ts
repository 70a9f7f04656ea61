import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '#renderer/api/client.ts';
import type { AuditDevice, AuditEntryView, AuditPage, ChainVerdict } from '#shared/audit/operations.ts';
import type { Failure } from '#shared/base/result.ts';

export type AuditResult = 'ok' | 'denied' | 'error';

export interface AuditFilter {
  readonly result: AuditResult | null;
  readonly text: string;
  /** One record's history. `label` is how the chip names it. */
  readonly object: { readonly id: string; readonly label: string } | null;
}

export const noFilter: AuditFilter = { result: null, text: '', object: null };

/** An entry with its neighbours, newest first: at most three, fewer at either end of the chain. */
export interface Neighbourhood {
  readonly seq: number;
  readonly entries: readonly AuditEntryView[];
}

export interface AuditState {
  /** Whose chain is shown: null for this laptop's, which grows; else one it wrote under a former identity. */
  readonly device: string | null;
  /** This laptop's chain first; empty until the first answer. */
  readonly devices: readonly AuditDevice[];
  readonly filter: AuditFilter;
  /** Matching entries, newest first, without gaps as far as they are loaded; undefined until the first answer. */
  readonly entries: readonly AuditEntryView[] | undefined;
  /** Where older ones go on; 0: there are none. */
  readonly next: number;
  readonly head: number;
  readonly checkpoint: AuditPage['checkpoint'];
  readonly failure: Failure | undefined;
  readonly verdict: ChainVerdict | undefined;
  readonly isVerifying: boolean;
  /** The row that keys act on. An entry, not a place: new entries do not move it. */
  readonly focusSeq: number | undefined;
  readonly neighbourhood: Neighbourhood | undefined;

  /** Shows and verifies another chain. */
  setDevice(id: string): void;
  setFilter(change: Partial<AuditFilter>): void;
  /** Loads older entries, if there are any and none are under way. */
  more(): void;
  retry(): void;
  focus(seq: number): void;
  move(by: number): void;
  verify(): Promise<void>;
  /** Reads the entry and its neighbours for the panel. */
  look(seq: number): Promise<void>;
  /** Listens for new entries until the returned function is called. */
  connect(): () => void;
}

export type AuditStore = StoreApi<AuditState>;

/** The chain that is shown; undefined until the first answer. */
export const shownDevice = ({ device, devices }: AuditState): AuditDevice | undefined =>
  devices.find(({ id }) => id === device) ?? devices[0];

const PAGE = 200;
/** Added faster than this, the list starts anew instead of catching up. */
const MOST_NEW = 500;

/** One request is under way at a time; answers to a filter that is no longer wanted are dropped. */
export const createAuditStore = (client: Client): AuditStore =>
  createStore<AuditState>()((set, get) => {
    let generation = 0;
    let busy = false;
    let wantsMore = false;
    let newest = 0;
    /** Until the person picks a row, the newest one is it. */
    let hasPicked = false;

    /** Names the chain, unless it is this laptop's own. */
    const chosen = (): { device?: string } => {
      const { device } = get();
      return device === null ? {} : { device };
    };

    const ask = (bounds: { before: number | null; after?: number; count: number }) => {
      const { result, text, object } = get().filter;
      return client.call('audit.page', { ...chosen(), ...bounds, result, text, objectId: object?.id ?? null });
    };

    /** Forgets what is listed and lists anew. */
    const startAnew = (change: Partial<AuditState>): void => {
      generation++;
      wantsMore = false;
      hasPicked = false;
      set({ ...change, entries: undefined, next: 0, failure: undefined, focusSeq: undefined });
      void pump();
    };

    /** Runs one request and everything that became wanted meanwhile. */
    const pump = async (): Promise<void> => {
      if (busy) return;
      busy = true;
      for (let going = true; going;) {
        const { entries, next, head, failure } = get();
        if (failure) going = false;
        else if (entries === undefined) await fetchOlder(null);
        else if (get().device === null && newest > head) await fetchNewer(head);
        else if (next > 0 && (wantsMore || entries.length === 0)) await fetchOlder(next);
        else going = false;
      }
      busy = false;
    };

    const fetchOlder = async (before: number | null): Promise<void> => {
      const asked = generation;
      const page = await ask({ before, count: PAGE });
      if (asked !== generation) return;
      wantsMore = false;
      if (!page.ok) {
        set({ failure: page.failure });
        return;
      }
      const { entries, next, head, checkpoint, devices } = page.value;
      const all = [...(get().entries ?? []), ...entries];
      // A first page counts from its own head; an older one says nothing about what was added since.
      set({ entries: all, next, checkpoint, devices, head: before === null ? head : get().head });
      if (before === null && get().device === null) newest = Math.max(newest, head);
      if (get().focusSeq === undefined) set({ focusSeq: all[0]?.entry.seq });
    };

    const fetchNewer = async (known: number): Promise<void> => {
      const asked = generation;
      const heardOf = newest;
      const page = await ask({ before: null, after: known, count: MOST_NEW });
      if (asked !== generation) return;
      if (!page.ok) {
        set({ failure: page.failure });
        return;
      }
      const { entries, next, head, checkpoint, devices } = page.value;
      if (newest === heardOf) newest = head;
      if (next > 0) set({ entries, next, head, checkpoint, devices });
      else set({ entries: [...entries, ...(get().entries ?? [])], head, checkpoint, devices });
      if (!hasPicked) set({ focusSeq: get().entries?.[0]?.entry.seq });
      // The entry in the panel was the newest: now one hangs on it.
      const { neighbourhood } = get();
      if (neighbourhood && neighbourhood.entries[0]?.entry.seq === neighbourhood.seq)
        await get().look(neighbourhood.seq);
    };

    const indexOfFocus = (): number => {
      const { entries = [], focusSeq } = get();
      return focusSeq === undefined ? -1 : entries.findIndex(({ entry }) => entry.seq <= focusSeq);
    };

    return {
      device: null,
      devices: [],
      filter: noFilter,
      entries: undefined,
      next: 0,
      head: 0,
      checkpoint: null,
      failure: undefined,
      verdict: undefined,
      isVerifying: false,
      focusSeq: undefined,
      neighbourhood: undefined,

      setDevice: (id) => {
        const device = id === get().devices[0]?.id ? null : id;
        if (device === get().device) return;
        newest = 0;
        startAnew({
          device,
          filter: noFilter,
          head: 0,
          checkpoint: null,
          verdict: undefined,
          neighbourhood: undefined,
        });
        void get().verify();
      },
      setFilter: (change) => startAnew({ filter: { ...get().filter, ...change } }),
      more: () => {
        wantsMore = get().next > 0;
        void pump();
      },
      retry: () => {
        set({ failure: undefined });
        void pump();
      },
      focus: (seq) => {
        hasPicked = true;
        set({ focusSeq: seq });
      },
      move: (by) => {
        const { entries = [] } = get();
        const index = Math.max(0, Math.min(entries.length - 1, indexOfFocus() + by));
        const entry = entries[index];
        if (entry) get().focus(entry.entry.seq);
        if (index + PAGE / 4 > entries.length) get().more();
      },
      verify: async () => {
        if (get().isVerifying) return;
        const { device } = get();
        set({ isVerifying: true });
        const verdict = await client.call('audit.verify', chosen());
        set({ isVerifying: false });
        if (device !== get().device) await get().verify();
        else if (verdict.ok) set({ verdict: verdict.value });
        else set({ failure: verdict.failure });
      },
      look: async (seq) => {
        const { device } = get();
        const page = await client.call('audit.page', {
          ...chosen(),
          before: seq + 2,
          count: 3,
          result: null,
          text: '',
          objectId: null,
          withTexts: true,
        });
        if (device !== get().device) return;
        if (page.ok) set({ neighbourhood: { seq, entries: page.value.entries }, checkpoint: page.value.checkpoint });
        else set({ failure: page.failure });
      },
      connect: () => {
        const stopNotices = client.onNotice((notice) => {
          if (notice.name !== 'audit.appended' || get().device !== null) return;
          newest = Math.max(newest, notice.seq);
          if (get().entries) void pump();
        });
        const stopStatus = client.onStatus((status) => {
          if (status === 'connected' && get().failure) get().retry();
        });
        // Entries that were added while nobody looked: ask for what came after the known head.
        if (get().entries && get().device === null) newest = Math.max(newest, get().head + 1);
        set({ failure: undefined });
        void pump();
        return () => {
          stopNotices();
          stopStatus();
        };
      },
    };
  });
