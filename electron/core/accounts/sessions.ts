import type { Role } from '#shared/accounts/roles.ts';
import type { Ambient } from '../ports.ts';
import type { Session } from '../session.ts';

/** Whom the store, or the recovery key, lets in. */
export interface Admitted {
  readonly userId: string;
  /** Sign-in name. */
  readonly name: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** Administrator by the recovery key alone, where the desk had lost every administrator. */
  readonly granted: boolean;
}

interface Running {
  readonly session: Session;
  readonly person: Admitted;
  /** When the person last did something, on both clocks: the monotonic one stands still while the laptop sleeps, the other can be set. */
  readonly seen: { readonly wall: number; readonly mono: number };
}

/** Who works through which connection. One session a connection; a person may have several. */
export class Sessions {
  readonly #ambient: Ambient;
  readonly #running = new Map<string, Running>();

  constructor(ambient: Ambient) {
    this.#ambient = ambient;
  }

  get count(): number {
    return this.#running.size;
  }

  of(connection: string): Session | null {
    return this.#running.get(connection)?.session ?? null;
  }

  all(): readonly Session[] {
    return [...this.#running.values()].map(({ session }) => session);
  }

  /** Everyone with what let them in. */
  admitted(): readonly Pick<Running, 'session' | 'person'>[] {
    return [...this.#running.values()];
  }

  ofUser(userId: string): readonly Session[] {
    return this.all().filter((session) => session.userId === userId);
  }

  start(session: Session, person: Admitted): void {
    this.#running.set(session.connection, { session, person, seen: this.#now() });
  }

  /** The session that ended, if there was one. */
  end(connection: string): Session | undefined {
    const running = this.#running.get(connection);
    this.#running.delete(connection);
    return running?.session;
  }

  touch(connection: string): void {
    const running = this.#running.get(connection);
    if (running) this.#running.set(connection, { ...running, seen: this.#now() });
  }

  /** New rights and names count at once, also for sessions that run. */
  refresh(userId: string, displayName: string, roles: readonly Role[]): void {
    for (const [connection, running] of this.#running)
      if (running.session.userId === userId)
        this.#running.set(connection, { ...running, session: { ...running.session, displayName, roles } });
  }

  /** Sessions without a sign of life for `limitMs` by either clock. */
  idle(limitMs: number): readonly Session[] {
    const now = this.#now();
    return [...this.#running.values()]
      .filter(({ seen }) => Math.max(now.wall - seen.wall, now.mono - seen.mono) >= limitMs)
      .map(({ session }) => session);
  }

  #now(): Running['seen'] {
    return { wall: this.#ambient.now().getTime(), mono: this.#ambient.mono() };
  }
}
