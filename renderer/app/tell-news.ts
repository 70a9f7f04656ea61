/** What is told wherever somebody is in the console, and outside of it where they are not. */
import type { i18n as I18n } from 'i18next';
import type { Client } from '#renderer/api/client.ts';
import { announce } from '#renderer/ui/announce.ts';
import { navigate } from '#renderer/ui/route.ts';
import { showWebNotice } from '#renderer/ui/web-notices.ts';
import { wordsIn } from '#shared/alerts/rule.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { fetchLaterTexts } from './i18n.ts';

type AlertNews = Extract<Notice, { name: 'alerts.news' }>;
type CheckNews = Extract<Notice, { name: 'checks.news' }>;

const languageOf = ({ language }: I18n) => (language === 'zh-CN' ? 'zh-CN' : 'en');

const showAlert = (alertId: string | null): void => navigate('alerts', ...(alertId === null ? [] : [alertId]));

const tellOfCheck = ({ checkId, title, news }: CheckNews, i18n: I18n): void => {
  const t = i18n.getFixedT(i18n.language, 'checks');
  announce({
    tone: news === 'recovered' ? 'done' : 'failed',
    text: t(`news.${news}`, { title }),
    action: { label: t('newsOpen'), run: () => navigate('checks', checkId) },
  });
};

const tellOfAlerts = ({ total, isEarlier, severity, one }: AlertNews, i18n: I18n): void => {
  const t = i18n.getFixedT(i18n.language, 'alerts');
  const text = one
    ? t('news.one', {
        severity: t(`severity.${severity}`),
        title: wordsIn(one.title, languageOf(i18n)),
        source: one.sourceName,
      })
    : t(isEarlier ? 'news.earlier' : 'news.many', { count: total });
  announce({
    tone: severity === 'critical' || severity === 'high' ? 'failed' : 'refused',
    isNews: true,
    text,
    action: { label: t('newsOpen'), run: () => showAlert(one?.alertId ?? null) },
  });
};

/** The host knows whether its window is in front; a page in a browser says it by itself, if its person has allowed that. */
const tellOutside = async ({ total, isEarlier, one }: AlertNews, client: Client, i18n: I18n): Promise<void> => {
  const chosen = await client.call('settings.preferences', {});
  if (!chosen.ok || chosen.value.systemNotices === false) return;
  const alertId = one?.alertId ?? null;
  const said = await client.call('alerts.tellOutside', { alertId, total, isEarlier, language: languageOf(i18n) });
  if (said.ok && !said.value.isSaid && !document.hasFocus()) showWebNotice(said.value, () => showAlert(alertId));
};

export const tellNews = async (notice: Notice, client: Client, i18n: I18n): Promise<void> => {
  if (notice.name === 'alerts.show') {
    showAlert(notice.alertId);
    return;
  }
  await fetchLaterTexts();
  if (notice.name === 'checks.news') tellOfCheck(notice, i18n);
  if (notice.name !== 'alerts.news') return;
  tellOfAlerts(notice, i18n);
  await tellOutside(notice, client, i18n);
};
