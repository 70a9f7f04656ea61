/** What tickets of alerts say. Written once, in the language that whoever makes the ticket works in. */
import type { Alert } from '#shared/alerts/alert.ts';
import { MAX_MORE_KEYS } from '#shared/alerts/limits.ts';
import { wordsIn, type AlertLanguage, type LogRule, type Severity } from '#shared/alerts/rule.ts';
import { cutText } from '#shared/base/well-formed.ts';
import { MAX_TITLE } from '#shared/tickets/limits.ts';

const zh = (language: AlertLanguage): boolean => language === 'zh-CN';

/** `2026-11-26 13:02:11`, in the zone of the desk. */
const moment = (at: string, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: zone }).format(new Date(at));

/** The source, and the file where that has several. */
const placeOf = ({ sourceName, excerpt: { file } }: Pick<Alert, 'sourceName' | 'excerpt'>): string =>
  file === undefined ? sourceName : `${sourceName} · ${file}`;

/** Apart from what: a key, or how many of them. */
const apart = ({ key, moreKeys }: Alert, language: AlertLanguage): string => {
  if (!moreKeys) return key;
  const many = moreKeys.length < MAX_MORE_KEYS ? String(moreKeys.length) : `${MAX_MORE_KEYS}+`;
  return zh(language) ? `另外 ${many} 个` : `${many} more`;
};

export const ticketTitle = (alert: Alert, language: AlertLanguage): string => {
  const { name, sourceName } = alert;
  const of = apart(alert, language);
  const where = of === '' ? sourceName : zh(language) ? `${of}，${sourceName}` : `${of}, ${sourceName}`;
  return cutText(
    zh(language) ? `${wordsIn(name, language)}（${where}）` : `${wordsIn(name, language)} (${where})`,
    MAX_TITLE,
  );
};

export const ticketText = (alert: Alert, rule: LogRule | undefined, language: AlertLanguage, zone: string): string => {
  const { count, firstAt, lastAt, excerpt, code } = alert;
  const where = placeOf(alert);
  const keys = alert.moreKeys?.join(zh(language) ? '、' : ', ') ?? '';
  const first = moment(firstAt, zone);
  const last = moment(lastAt, zone);
  const cause = rule ? wordsIn(rule.cause, language) : '';
  const step = rule ? wordsIn(rule.firstStep, language) : '';
  const lines = zh(language)
    ? [
        cause && `可能原因：${cause}`,
        step && `先做：${step}`,
        `出现 ${count} 次，首次 ${first}，最近 ${last}（按日志中的时间）。`,
        keys && `涉及：${keys}`,
        `来源：${where}，第 ${excerpt.line} 行，第 ${excerpt.generation} 代。规则：${code}。`,
      ]
    : [
        cause && `Likely cause: ${cause}`,
        step && `First step: ${step}`,
        `Seen ${count} ${count === 1 ? 'time' : 'times'}, first ${first}, last ${last}, by the times in the log.`,
        keys && `About: ${keys}`,
        `Source: ${where}, line ${excerpt.line}, generation ${excerpt.generation}. Rule: ${code}.`,
      ];
  return lines.filter((line) => line !== '').join('\n');
};

/** The same problem again, on the ticket that is open for it. */
export const againText = (
  { count, lastAt, sourceName }: Alert,
  more: number,
  language: AlertLanguage,
  zone: string,
): string =>
  zh(language)
    ? `同一问题又出现 ${more} 次（${sourceName}），共 ${count} 次，最近一次 ${moment(lastAt, zone)}。`
    : `The same problem again: ${more} more ${more === 1 ? 'time' : 'times'} in ${sourceName}, ${count} in all, last ${moment(lastAt, zone)}.`;

const severityWords: Readonly<Record<AlertLanguage, Readonly<Record<Severity, string>>>> = {
  en: { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' },
  'zh-CN': { critical: '严重', high: '高', medium: '中', low: '低' },
};

/** What the system says of a new alert, or of several: for anybody's eyes, so nothing of what a log says. */
export const noticeTexts = (
  alert: Pick<Alert, 'name' | 'severity' | 'sourceName'> | null,
  {
    total,
    isEarlier,
    language,
  }: { readonly total: number; readonly isEarlier: boolean; readonly language: AlertLanguage },
): { readonly title: string; readonly body: string } => {
  if (alert) {
    const level = severityWords[language][alert.severity];
    return { title: wordsIn(alert.name, language), body: `${level} · ${alert.sourceName}` };
  }
  const body = isEarlier
    ? zh(language)
      ? '来自较早的日志'
      : 'From earlier lines of the logs'
    : zh(language)
      ? '日志中发现已知问题'
      : 'Known problems in the logs';
  return { title: zh(language) ? `${total} 条新告警` : `${total} new ${total === 1 ? 'alert' : 'alerts'}`, body };
};

/** File of an excerpt: where each line stood, and what it said. */
export const excerptText = ({ excerpt, sourceName }: Alert): string => {
  const width = String(excerpt.firstLine + excerpt.lines.length).length;
  const body = excerpt.lines.map((text, at) => {
    const number = excerpt.firstLine + at;
    return `${number === excerpt.line ? '>' : ' '} ${String(number).padStart(width)}  ${text}`;
  });
  return `${placeOf({ sourceName, excerpt })} · ${excerpt.generation} · ${excerpt.firstLine}–${excerpt.firstLine + excerpt.lines.length - 1}\n\n${body.join('\n')}\n`;
};

export const excerptName = ({ sourceName, excerpt }: Alert): string => `${sourceName}-${excerpt.line}.log.txt`;
