/** What is measured inside the page, by the page's own clock. Each function is sent there whole: it may use nothing around it. */

/** Starts watching the list for an answer to the next key in the search box; `window.answered` resolves to ms from key to painted rows, −1 if nothing changed. */
export const watchNextKey = (givesUpAfterMs: number): void => {
  const grid = document.querySelector('[role="grid"]');
  if (!grid) throw new Error('there is no list');
  const shown = (): string =>
    `${grid.getAttribute('aria-rowcount')} ${grid.querySelector('[data-row-id]')?.getAttribute('data-row-id')}`;
  const before = shown();
  const answered = new Promise<number>((resolve) => {
    let began = 0;
    const begin = (event: Event): void => {
      if (began > 0) return;
      began = event.timeStamp;
      const look = (): void => {
        if (shown() === before) {
          if (performance.now() - began > givesUpAfterMs) resolve(-1);
          else requestAnimationFrame(look);
          return;
        }
        // The change is in the document; it is painted when the frame that this callback belongs to is done.
        const channel = new MessageChannel();
        channel.port1.addEventListener('message', () => resolve(performance.now() - began), { once: true });
        channel.port1.start();
        channel.port2.postMessage(null);
      };
      requestAnimationFrame(look);
    };
    for (const kind of ['keydown', 'beforeinput'])
      document.addEventListener(kind, begin, { capture: true, once: true });
  });
  Object.assign(window, { answered });
};

export const nextKeyAnswered = (): Promise<number> => (window as unknown as { answered: Promise<number> }).answered;

/** Scrolls what `selector` names down at `speed` px/s for `forMs` and back at its end; resolves to the time of each frame. */
export const scrollAndTimeFrames = (plan: { selector: string; speed: number; forMs: number }): Promise<number[]> => {
  const scroller = document.querySelector(plan.selector);
  if (!scroller) throw new Error(`there is no ${plan.selector}`);
  scroller.scrollTop = 0;
  return new Promise((resolve) => {
    const frames: number[] = [];
    let began = 0;
    let before = 0;
    const frame = (now: number): void => {
      if (began === 0) began = now;
      else frames.push(now - before);
      before = now;
      if (now - began >= plan.forMs) {
        resolve(frames);
        return;
      }
      const room = Math.max(1, scroller.scrollHeight - scroller.clientHeight);
      scroller.scrollTop = (((now - began) / 1_000) * plan.speed) % room;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
};
