import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { navigate } from '#renderer/ui/route.ts';
import { fetchLaterTexts } from './i18n.ts';

/** Says that a check fails, or does so no longer, wherever somebody is. Its texts come with the first one. */
export const CheckNews = () => {
  const client = useClient();
  const { i18n } = useTranslation();
  useEffect(
    () =>
      client.onNotice((notice) => {
        if (notice.name !== 'checks.news') return;
        const { checkId, title, news } = notice;
        void fetchLaterTexts().then(() => {
          const t = i18n.getFixedT(i18n.language, 'checks');
          announce({
            tone: news === 'recovered' ? 'done' : 'failed',
            text: t(`news.${news}`, { title }),
            action: { label: t('newsOpen'), run: () => navigate('checks', checkId) },
          });
        });
      }),
    [client, i18n],
  );
  return null;
};
