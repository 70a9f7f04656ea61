import type { Notice } from '#shared/contract/notice.ts';
import type { VisitPack } from '#shared/visits/pack.ts';
import type { Desk } from '../desk.ts';
import type { Begin } from '../first-list.ts';

/** Types of records that make another pack of a site. */
const concerned = new Set([
  'site',
  'organisation',
  'person',
  'rota',
  'group',
  'calendar',
  'ticket',
  'entry',
  'link',
  'ci',
  'article',
  'articleUse',
  'document',
  'documentVersion',
  'documentFinding',
  'visitPin',
]);

/** A pack that nothing changed is still looked over again after this: files may go, turns on call end. ms */
const FRESH_MS = 60_000;
/** From a change until the packs of pinned sites are made again, ms: an import changes thousands of records one after the other. */
const SETTLE_MS = 2_000;

interface BookDeps {
  /** Undefined where there is no such site. */
  readonly make: (siteId: string) => Promise<VisitPack | undefined>;
  /** Sites that somebody pinned. */
  readonly pinned: () => readonly string[];
  readonly notify: (notice: Notice) => void;
  /** When work may begin that nobody waits for. */
  readonly begin?: Begin | undefined;
  /** Instead of `SETTLE_MS`. */
  readonly settleMs?: number | undefined;
}

/** All of a pack but when it was looked at. */
const contentOf = ({ at: _at, ...content }: VisitPack): string => JSON.stringify(content);

/**
 * Packs as they were made last, each good until a record changes that may belong to it. Those of pinned sites are made again by themselves,
 * and windows are told when one comes out different. Lives as long as the desk.
 */
export class PackBook {
  readonly #desk: Desk;
  readonly #deps: BookDeps;
  readonly #kept = new Map<string, { readonly pack: VisitPack; readonly version: number }>();
  readonly #making = new Map<string, { readonly version: number; readonly pack: Promise<VisitPack | undefined> }>();
  #version = 1;
  #timer: NodeJS.Timeout | undefined;
  #isKeeping = false;
  #isStopped = false;

  constructor(desk: Desk, deps: BookDeps) {
    this.#desk = desk;
    this.#deps = deps;
    desk.onApplied(({ puts, removes }) => {
      const isConcerned = (id: string): boolean => concerned.has(id.slice(0, id.indexOf(':')));
      if (puts.some(({ id }) => isConcerned(id)) || removes.some(isConcerned)) this.#changed();
    });
    desk.onClosing(() => {
      this.#isStopped = true;
      clearTimeout(this.#timer);
    });
    (deps.begin ?? setImmediate)(() => void this.#keepPinned());
  }

  /** The pack as it is now. `anew`: also where nothing changed. Undefined where there is no such site. */
  async pack(siteId: string, anew = false): Promise<VisitPack | undefined> {
    const kept = this.#kept.get(siteId);
    if (!anew && kept?.version === this.#version && this.#isFresh(kept.pack)) return kept.pack;
    const running = this.#making.get(siteId);
    if (!anew && running?.version === this.#version) return running.pack;
    const version = this.#version;
    const making = { version, pack: this.#make(siteId, version) };
    this.#making.set(siteId, making);
    try {
      return await making.pack;
    } finally {
      if (this.#making.get(siteId) === making) this.#making.delete(siteId);
    }
  }

  #isFresh({ at }: VisitPack): boolean {
    return this.#desk.ambient.now().getTime() - Date.parse(at) < FRESH_MS;
  }

  async #make(siteId: string, version: number): Promise<VisitPack | undefined> {
    const pack = await this.#deps.make(siteId);
    if (pack) this.#kept.set(siteId, { pack, version });
    else this.#kept.delete(siteId);
    return pack;
  }

  #changed(): void {
    this.#version++;
    if (!this.#isKeeping) this.#settle();
  }

  #settle(): void {
    if (!this.#isStopped)
      this.#timer ??= setTimeout(() => void this.#keepPinned(), this.#deps.settleMs ?? SETTLE_MS).unref();
  }

  async #keep(siteId: string): Promise<void> {
    const before = this.#kept.get(siteId)?.pack;
    try {
      const after = await this.pack(siteId);
      const isOther = before && after ? contentOf(before) !== contentOf(after) : before !== after;
      if (isOther && !this.#isStopped) this.#deps.notify({ name: 'visits.changed' });
    } catch {
      // Nobody waits for it: whoever opens this pack is told, and the other sites are gone through all the same.
    }
  }

  /** Makes the packs of pinned sites one after the other and forgets those that nobody takes along any more. */
  async #keepPinned(): Promise<void> {
    this.#timer = undefined;
    if (this.#isKeeping || this.#isStopped) return;
    this.#isKeeping = true;
    const version = this.#version;
    try {
      const pinned = new Set(this.#deps.pinned());
      for (const siteId of this.#kept.keys()) if (!pinned.has(siteId)) this.#kept.delete(siteId);
      for (const siteId of pinned) {
        if (this.#isStopped) return;
        await this.#keep(siteId);
      }
    } finally {
      this.#isKeeping = false;
      // What changed meanwhile may have come too late for some of them.
      if (version !== this.#version) this.#settle();
    }
  }
}
