/**
 * Who came in, for the trail. A desk can be looked at while the disk is full: who came in then is told of as soon as it takes anything, with the time
 * at which that was. What never comes to that, because the console ends before, nobody has changed anything under.
 */
import { succeed } from '#shared/base/result.ts';
import type { Desk } from '../desk.ts';
import type { Actor } from '../session.ts';

interface Arrival {
  readonly actor: Actor;
  readonly action: 'session.signIn' | 'session.recover';
  readonly at: string;
}

const write = async (desk: Desk, { actor, action, at }: Arrival, isLate: boolean): Promise<boolean> => {
  const written = await desk.commit(actor, (unit) => {
    const object = { type: 'user', id: actor.id, number: null };
    unit.audit({ action, object, ...(isLate && { after: { signedInAt: at } }) });
    return succeed(null);
  });
  return written.ok;
};

export class Arrivals {
  readonly #waiting: Arrival[] = [];

  async record(desk: Desk, arrival: Arrival): Promise<void> {
    await this.recordWaiting(desk);
    if (!(await write(desk, arrival, false))) this.#waiting.push(arrival);
  }

  /** Called in turn with `record`. */
  async recordWaiting(desk: Desk): Promise<void> {
    for (let oldest = this.#waiting[0]; oldest; oldest = this.#waiting[0]) {
      if (!(await write(desk, oldest, true))) return;
      this.#waiting.shift();
    }
  }
}
