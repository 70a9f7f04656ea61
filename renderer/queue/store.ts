import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '#renderer/api/client.ts';
import type { Failure } from '#shared/base/result.ts';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { QueueFilter, QueueOrder } from '#shared/queue/operations.ts';
import type { QueueDue } from '#shared/sla/due.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import { builtInFilters, queryKey, usualOrder } from './filters.ts';
import { AHEAD, CHUNK, indexOf, missingIn, rowAt, withPage, type RowWindow, type Span } from './row-window.ts';

/** What the list must do with its scroll position; `seq` grows with each order. `by` keeps the focused row where it was on screen. */
export type Jump =
  | { readonly seq: number; readonly kind: 'top' }
  | { readonly seq: number; readonly kind: 'show'; readonly index: number }
  | { readonly seq: number; readonly kind: 'by'; readonly rows: number };

export interface QueueState {
  /** Built-in view name or id of a saved view that filter and order were taken from. */
  readonly viewId: string;
  readonly filter: QueueFilter;
  readonly order: QueueOrder;
  /** What is shown now: of the last answered filter and order, so rows stay until the new ones are there. */
  readonly window: RowWindow | undefined;
  /** Times read since the rows were: by ticket, for what is on screen. */
  readonly dues: ReadonlyMap<string, QueueDue | null>;
  readonly failure: Failure | undefined;
  /** The row that keys act on. It is a ticket, not a place: when the list changes the focus follows the ticket. */
  readonly focusId: string | null;
  readonly focusIndex: number;
  /** Checked tickets with their rows as last seen, so that actions can name them wherever the list stands. */
  readonly checked: ReadonlyMap<string, TicketRow>;
  readonly jump: Jump;

  show(viewId: string, filter: QueueFilter, order: QueueOrder): void;
  setFilter(change: Partial<QueueFilter>): void;
  setOrder(order: QueueOrder): void;
  /** Rows `from … to` are on screen, travelling up (−1) or down (1). */
  see(from: number, to: number, direction: -1 | 0 | 1): void;
  focus(index: number): void;
  move(by: number, checking?: boolean): void;
  /** Puts the focus on a ticket wherever it stands; answers false when this filter leaves it out. */
  find(ticketId: string): Promise<boolean>;
  toggle(index: number): void;
  /** Checks every row between the focus and `index`, rows not loaded yet included. */
  checkTo(index: number): Promise<void>;
  uncheck(): void;
  refresh(): void;
  /** Resolves when what is wanted now is shown, or could not be had. */
  settled(): Promise<void>;
  /** Starts listening; returns the function that stops it. */
  connect(): () => void;
}

export type QueueStore = StoreApi<QueueState>;

/** How often times on screen are read again: they are shown in minutes. */
const TICK_MS = 60_000;

const noDues: ReadonlyMap<string, QueueDue | null> = new Map();

/** One request is under way at a time and the newest wish wins: answers to filters no longer wanted are dropped. */
export const createQueueStore = (client: Client): QueueStore =>
  createStore<QueueState>()((set, get) => {
    let running: Promise<void> | undefined;
    let changed = false;
    let keepFocus = false;
    let screen = { from: 0, to: CHUNK, direction: 0 as -1 | 0 | 1 };

    const wantedKey = (): string => queryKey(get().filter, get().order);
    const jumping = (jump: { kind: 'top' } | { kind: 'show'; index: number } | { kind: 'by'; rows: number }): Jump => ({
      ...jump,
      seq: get().jump.seq + 1,
    });

    const ask = (span: Span) => client.call('queue.page', { filter: get().filter, order: get().order, ...span });

    /** A new filter or order: the first rows, or those around the focused ticket when it should stay in sight. */
    const fetchAnew = async (): Promise<boolean> => {
      const key = wantedKey();
      const { focusId: ticketId, filter, order } = get();
      let at = 0;
      if (keepFocus && ticketId !== null) {
        const position = await client.call('queue.position', { filter, order, ticketId });
        if (wantedKey() !== key) return true;
        if (position.ok) at = Math.max(0, position.value);
      }
      const from = Math.floor(Math.max(0, at - CHUNK / 4) / CHUNK) * CHUNK;
      const page = await ask({ from, count: at > 0 ? CHUNK * 2 : CHUNK });
      if (wantedKey() !== key) return true;
      if (!page.ok) return fail(page.failure);
      const window = withPage(undefined, key, page.value);
      // As it is by now: the person may have gone to another row meanwhile.
      const { focusId } = get();
      const held = focusId === null ? -1 : indexOf(window, focusId);
      const focusIndex = Math.max(0, held);
      screen = { from: 0, to: CHUNK, direction: 0 };
      set({
        window,
        dues: noDues,
        failure: undefined,
        focusIndex,
        focusId: rowAt(window, focusIndex)?.id ?? null,
        jump: jumping(keepFocus && held > 0 ? { kind: 'show', index: held } : { kind: 'top' }),
      });
      keepFocus = false;
      changed = false;
      return true;
    };

    /** Tickets changed: the rows on screen again, scrolled so that the focused ticket stays where it was. */
    const fetchChanged = async (shown: RowWindow): Promise<boolean> => {
      changed = false;
      const { focusId, focusIndex, filter, order } = get();
      const focusOnScreen = focusIndex >= screen.from && focusIndex < screen.to;
      let rows = 0;
      let found = focusIndex;
      let gone = focusId === null;
      if (focusId !== null) {
        const position = await client.call('queue.position', { filter, order, ticketId: focusId });
        if (wantedKey() !== shown.key) return true;
        gone = !position.ok || position.value < 0;
        if (position.ok && position.value >= 0) {
          found = position.value;
          if (focusOnScreen) rows = found - focusIndex;
        }
      }
      const from = Math.floor(Math.max(0, screen.from + rows) / CHUNK) * CHUNK;
      const to = Math.ceil((Math.max(0, screen.to + rows) + 1) / CHUNK) * CHUNK;
      const page = await ask({ from, count: Math.min(1000 - (1000 % CHUNK), Math.max(CHUNK, to - from)) });
      if (wantedKey() !== shown.key) return true;
      if (!page.ok) return fail(page.failure);
      const window = withPage(get().window, shown.key, page.value);
      // The person may have moved while this was under way: then their new place stands.
      const still = get().focusId === focusId;
      const index = Math.max(0, Math.min(still ? found : get().focusIndex, window.total - 1));
      set({
        window,
        dues: noDues,
        failure: undefined,
        focusIndex: index,
        focusId: still && gone ? (rowAt(window, index)?.id ?? null) : get().focusId,
        ...(still && rows !== 0 && { jump: jumping({ kind: 'by', rows }) }),
      });
      return true;
    };

    const fetchMissing = async (span: Span, shown: RowWindow): Promise<boolean> => {
      const page = await ask(span);
      if (wantedKey() !== shown.key) return true;
      if (!page.ok) return fail(page.failure);
      const window = withPage(get().window, shown.key, page.value);
      const { focusId, focusIndex } = get();
      set({ window, failure: undefined, ...(focusId === null && { focusId: rowAt(window, focusIndex)?.id ?? null }) });
      return true;
    };

    /** The clocks went on: what is on screen is asked for its times, and the rows themselves stay as they are. */
    const tick = async (): Promise<void> => {
      const { window, filter } = get();
      if (!window) return;
      const ids: string[] = [];
      for (let index = screen.from; index < screen.to; index++) {
        const row = rowAt(window, index);
        if (row?.due) ids.push(row.id);
      }
      if (ids.length === 0) return;
      const answer = await client.call('sla.due', { ids, clock: filter.feedback ? 'feedback' : 'leading' });
      // Rows that came meanwhile carry newer times of their own.
      if (answer.ok && get().window?.version === window.version)
        set({ dues: new Map(Object.entries(answer.value.due)) });
    };

    /** Time moves tickets from group to group without any of them changing. */
    const regroup = async (): Promise<void> => {
      const { window, filter, order } = get();
      if (!window?.groups || window.key !== wantedKey()) return;
      const page = await client.call('queue.page', { filter, order, from: 0, count: 0 });
      if (!page.ok || get().window?.key !== window.key || get().window?.version !== page.value.version) return;
      if (JSON.stringify(page.value.groups) !== JSON.stringify(window.groups)) get().refresh();
    };

    const fail = (failure: Failure): boolean => {
      set({ failure });
      return false;
    };

    const step = (): Promise<boolean> | undefined => {
      const shown = get().window;
      if (shown === undefined || shown.key !== wantedKey()) return fetchAnew();
      if (changed) return fetchChanged(shown);
      const { from, to, direction } = screen;
      const onScreen = missingIn(shown, from, to);
      if (onScreen) return fetchMissing(onScreen, shown);
      // Nobody is on the way anywhere: the run around the screen is enough, and every key typed asks for another one.
      if (direction === 0) return undefined;
      const ahead = missingIn(shown, direction < 0 ? from - AHEAD : from, direction < 0 ? to : to + AHEAD);
      return ahead && fetchMissing(ahead, shown);
    };

    const fetchOn = async (first: Promise<boolean>): Promise<void> => {
      for (let next: Promise<boolean> | undefined = first; next !== undefined; next = step()) {
        if (!(await next)) break;
      }
      running = undefined;
    };
    const pump = (): Promise<void> => {
      if (running) return running;
      const first = step();
      if (first) running = fetchOn(first);
      return running ?? Promise.resolve();
    };

    return {
      viewId: 'open',
      filter: builtInFilters.open,
      order: usualOrder,
      window: undefined,
      dues: noDues,
      failure: undefined,
      focusId: null,
      focusIndex: 0,
      checked: new Map(),
      jump: { seq: 0, kind: 'top' },

      show: (viewId, filter, order) => {
        set({ viewId, filter, order, checked: new Map() });
        void pump();
      },
      setFilter: (change) => {
        const filter = { ...get().filter, ...change };
        // The best match of no words is no order.
        const isMatchless = get().order.by === 'match' && filter.text.trim() === '';
        set({ filter, ...(isMatchless && { order: usualOrder }) });
        void pump();
      },
      setOrder: (order) => {
        keepFocus = true;
        set({ order });
        void pump();
      },
      see: (from, to, direction) => {
        screen = { from, to, direction: direction === 0 ? screen.direction : direction };
        void pump();
      },
      focus: (index) => {
        const { window } = get();
        if (!window || window.total === 0) return;
        const focusIndex = Math.max(0, Math.min(index, window.total - 1));
        set({
          focusIndex,
          focusId: rowAt(window, focusIndex)?.id ?? null,
          jump: jumping({ kind: 'show', index: focusIndex }),
        });
      },
      move: (by, checking = false) => {
        const before = get();
        const checked = new Map(before.checked);
        const check = () => {
          const { window, focusIndex } = get();
          const row = window && rowAt(window, focusIndex);
          if (row) checked.set(row.id, row);
        };
        if (checking) check();
        before.focus(before.focusIndex + by);
        if (!checking) return;
        check();
        set({ checked });
      },
      find: async (ticketId) => {
        const { filter, order } = get();
        const held = get().window;
        let index = held ? indexOf(held, ticketId) : -1;
        if (index < 0) {
          const position = await client.call('queue.position', { filter, order, ticketId });
          index = position.ok ? position.value : -1;
        }
        if (index < 0 || queryKey(filter, order) !== wantedKey()) return false;
        set({ focusIndex: index, focusId: ticketId, jump: jumping({ kind: 'show', index }) });
        return true;
      },
      toggle: (index) => {
        const { window } = get();
        const row = window && rowAt(window, index);
        if (!row) return;
        const checked = new Map(get().checked);
        if (!checked.delete(row.id)) checked.set(row.id, row);
        set({ checked, focusIndex: index, focusId: row.id });
      },
      checkTo: async (index) => {
        const { filter, order, focusIndex } = get();
        const [first, last] = index < focusIndex ? [index, focusIndex] : [focusIndex, index];
        const checked = new Map(get().checked);
        for (let from = first; from <= last; from += 1000) {
          const page = await client.call('queue.page', { filter, order, from, count: Math.min(1000, last - from + 1) });
          if (!page.ok) {
            set({ failure: page.failure });
            return;
          }
          for (const row of page.value.rows) checked.set(row.id, row);
        }
        set({ checked });
        get().focus(index);
      },
      uncheck: () => set({ checked: new Map() }),
      refresh: () => {
        changed = true;
        void pump();
      },
      settled: pump,
      connect: () => {
        const stopNotices = client.onNotice((notice) => {
          if (notice.name === 'tickets.changed') get().refresh();
          // More texts have been read since: the same words may stand on more tickets.
          else if (notice.name === 'search.read' && get().filter.text !== '') get().refresh();
        });
        const stopStatus = client.onStatus((status) => {
          if (status === 'connected' && get().failure) get().refresh();
        });
        const ticking = setInterval(() => {
          void tick();
          void regroup();
        }, TICK_MS);
        void pump();
        return () => {
          clearInterval(ticking);
          stopNotices();
          stopStatus();
        };
      },
    };
  });

/** The queue as long as somebody is signed in: filter, place and selection outlast a visit to another view. */
export const queueStore: SessionFactory<QueueStore> = (client, onEnd) => {
  const store = createQueueStore(client);
  onEnd(store.getState().connect());
  return store;
};
