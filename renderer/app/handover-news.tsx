import { Suspense } from 'react';
import { useWaitingCount } from '#renderer/handover/waiting.ts';
import { withTexts } from './with-texts.ts';

const HandoverBanner = withTexts(async () => (await import('#renderer/handover/handover-banner.tsx')).HandoverBanner);

/** Says that a shift was handed over. For who works on tickets: nobody else is asked for, or handed, any. */
export const HandoverNews = () => {
  const waiting = useWaitingCount();
  return <Suspense>{waiting === undefined ? null : <HandoverBanner />}</Suspense>;
};
