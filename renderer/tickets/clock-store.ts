import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { ClockDoubt } from '#shared/tickets/clock-doubt.ts';

interface ClockState {
  readonly doubt: ClockDoubt | null;
}

/** Whether rules wait because the clock is in doubt. Asked for at sign-in, then told. */
export const clockStore: SessionFactory<StoreApi<ClockState>> = (client, onEnd) => {
  const store = createStore<ClockState>()(() => ({ doubt: null }));
  const ask = () => {
    void client.call('tickets.clock', {}).then((answer) => {
      if (answer.ok) store.setState({ doubt: answer.value });
    });
  };
  onEnd(
    client.onNotice((notice) => {
      if (notice.name === 'clock.changed') store.setState({ doubt: notice.doubt });
    }),
  );
  onEnd(
    client.onStatus((status) => {
      if (status === 'connected') ask();
    }),
  );
  return store;
};
