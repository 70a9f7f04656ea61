import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Check } from '#shared/checks/check.ts';

/** What can be done to a check that is there. Each says what came of it. */
export const useCheckActs = () => {
  const { t } = useTranslation('checks');
  const client = useClient();
  const { language } = useFormat();
  const failureText = useFailureText();
  return {
    runNow: async ({ id }: Check) => {
      const ran = await client.call('checks.runNow', { checkId: id });
      if (!ran.ok) announce({ tone: 'failed', text: failureText(ran.failure) });
    },
    switchTo: async ({ id, revision, title }: Check, on: boolean) => {
      const done = await client.call('checks.switch', { checkId: id, seen: revision, on });
      announce(
        done.ok
          ? { tone: 'done', text: t(on ? 'resumed' : 'paused', { title }) }
          : { tone: 'failed', text: failureText(done.failure) },
      );
    },
    makeTicket: async ({ id }: Check) => {
      const made = await client.call('checks.makeTicket', { checkId: id, language });
      if (!made.ok) {
        announce({ tone: 'failed', text: failureText(made.failure) });
        return;
      }
      const { ticketId, number, isNew } = made.value;
      announce({ tone: 'done', text: t(isNew ? 'madeTicket' : 'hasTicket', { number }) });
      navigate('queue', ticketId);
    },
  };
};
