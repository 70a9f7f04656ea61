import { encodeUlid } from '#shared/base/ulid.ts';
import type { Ambient } from './ports.ts';

/**
 * ULIDs that grow strictly within this process, also within one millisecond and when the clock steps back,
 * so that ids made later sort later.
 */
export const growingUlids = (ambient: Ambient): ((now: Date) => string) => {
  let lastTime = -1;
  let tail = new Uint8Array(10);
  return (now) => {
    const time = Math.max(now.getTime(), lastTime);
    if (time > lastTime) {
      lastTime = time;
      tail = Uint8Array.from(ambient.randomBytes(10));
      // Room to count upwards without reaching the end of the 80 bits.
      tail[0] = (tail[0] ?? 0) & 0x7f;
    } else {
      for (let place = tail.length - 1; place >= 0; place--) {
        tail[place] = ((tail[place] ?? 0) + 1) & 0xff;
        if (tail[place] !== 0) break;
      }
    }
    return encodeUlid(time, tail);
  };
};

/**
 * Hybrid logical clock stamps, `<48-bit ms, 12 hex>-<16-bit count, 4 hex>`: string order is causal order on this device, even when the
 * wall clock steps back. All stamps come after `last`, the newest one given before; empty if there is none.
 */
export const hybridClock = (last: string): ((now: Date) => string) => {
  let [time = 0, count = 0] = last === '' ? [] : last.split('-').map((part) => Number.parseInt(part, 16));
  return (now) => {
    if (now.getTime() > time) {
      time = now.getTime();
      count = 0;
    } else if (++count > 0xffff) {
      time++;
      count = 0;
    }
    return `${time.toString(16).padStart(12, '0')}-${count.toString(16).padStart(4, '0')}`;
  };
};
