import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import type { VisitPin } from '#shared/visits/visit-pin.ts';

/** Takes a pin back, and offers it again as it was. */
export const useUnpin = (): ((
  site: { readonly id: string; readonly name: string },
  pin: VisitPin,
) => Promise<void>) => {
  const { t } = useTranslation('visits');
  const client = useClient();
  const failureText = useFailureText();
  return async ({ id: siteId, name }, { plannedOn, note }) => {
    const answer = await client.call('visits.unpin', { siteId });
    if (!answer.ok) {
      announce({ tone: 'refused', text: failureText(answer.failure) });
      return;
    }
    announce({
      tone: 'done',
      text: t('unpinned', { site: name }),
      action: {
        label: t('undo'),
        run: () => void client.call('visits.pin', { siteId, seen: null, plannedOn, note }),
      },
    });
  };
};
