import type { Client } from '#renderer/api/client.ts';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';

/** Back from the training desk: this window goes there, or its host closes it. */
export const useLeave = (client: Client): (() => void) => {
  const text = useFailureText();
  return () => {
    void client.call('practice.leave', {}).then((left) => {
      if (!left.ok) announce({ tone: 'failed', text: text(left.failure) });
      else if (left.value.address !== null) window.location.assign(left.value.address);
    });
  };
};
