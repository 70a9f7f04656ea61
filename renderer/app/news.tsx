import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';

/** Says wherever somebody is that a check fails, or does so no longer, and that alerts were raised. What says it comes with the first of these. */
export const News = () => {
  const client = useClient();
  const { i18n } = useTranslation();
  useEffect(
    () =>
      client.onNotice((notice) => {
        if (/^(checks|alerts)\.(news|show)$/.test(notice.name))
          void import('./tell-news.ts').then(({ tellNews }) => tellNews(notice, client, i18n));
      }),
    [client, i18n],
  );
  return null;
};
