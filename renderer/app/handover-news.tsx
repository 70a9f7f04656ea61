import { lazy, Suspense } from 'react';
import { useWaitingCount } from '#renderer/handover/waiting.ts';
import { fetchLaterTexts } from './i18n.ts';

const HandoverBanner = lazy(async () => {
  const [banner] = await Promise.all([import('#renderer/handover/handover-banner.tsx'), fetchLaterTexts()]);
  return { default: banner.HandoverBanner };
});

/** Says that a shift was handed over. For who works on tickets: nobody else is asked for, or handed, any. */
export const HandoverNews = () => {
  const waiting = useWaitingCount();
  return <Suspense>{waiting === undefined ? null : <HandoverBanner />}</Suspense>;
};
