import { createInstance } from 'i18next';
import { describe, expect, test } from 'vitest';
import { systemLanguage } from '#renderer/app/i18n.ts';
import { laterTextsEn } from '#renderer/app/later-texts.en.ts';
import { laterTextsZhCN } from '#renderer/app/later-texts.zh-CN.ts';
import { textsEn } from '#renderer/app/texts.en.ts';
import { textsZhCN } from '#renderer/app/texts.zh-CN.ts';
import { paperEn } from '#renderer/report/paper.en.ts';
import { paperZhCN } from '#renderer/report/paper.zh-CN.ts';
import { handOverEn } from '#renderer/survey/hand-over.en.ts';
import { handOverZhCN } from '#renderer/survey/hand-over.zh-CN.ts';
import { hanSpacing, markValue } from '#renderer/ui/han-spacing.ts';
import { patternFaults } from '#shared/base/pattern-fault.ts';
import { failureCodes } from '#shared/base/result.ts';

type Namespace = Readonly<Record<string, string>>;
type Namespaces = Readonly<Record<string, Namespace>>;

/** A namespace may come in two parts; no key stands in both. */
const together = (first: Namespaces, later: Namespaces): Namespaces => {
  const whole = new Map(Object.entries(first));
  for (const [namespace, texts] of Object.entries(later)) {
    const before = whole.get(namespace) ?? {};
    expect(Object.keys(texts).filter((key) => key in before)).toEqual([]);
    whole.set(namespace, { ...before, ...texts });
  }
  return Object.fromEntries(whole);
};

/** With what is loaded only by what shows it. */
const english = together(textsEn, { ...laterTextsEn, handOver: handOverEn, paper: paperEn });
const chinese = together(textsZhCN, { ...laterTextsZhCN, handOver: handOverZhCN, paper: paperZhCN });
const namespaces = Object.keys(english);

const valuesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{-?\s*(\w+)/g)].map((match) => match[1] ?? '').toSorted();

/** What it quotes that is no word. */
const withoutSigns = (text: string): string => text.replaceAll(/“[^”\p{Script=Han}]*”/gu, '“”');

/** Pairs of every text that both languages have; a plural without its one-form in Chinese is paired with the other-form. */
const pairs = namespaces.flatMap((namespace) =>
  Object.entries(english[namespace] ?? {}).map(([key, text]) => {
    const chineseKey = key.replace(/_one$/, '_other');
    return { name: `${namespace}:${key}`, text, translated: chinese[namespace]?.[chineseKey] };
  }),
);

describe('every text in both languages', () => {
  test('is there and says something', () => {
    expect(Object.keys(chinese).toSorted()).toEqual(namespaces.toSorted());
    expect(pairs.filter(({ text, translated }) => text.trim() === '' || (translated ?? '').trim() === '')).toEqual([]);
  });

  test('fills in the same values', () => {
    // A one-form may spell the number out.
    const differing = pairs.filter(({ name, text, translated }) => {
      const [given, wanted] = [valuesIn(text), valuesIn(translated ?? '')];
      const spelled = name.endsWith('_one')
        ? wanted.filter((value) => value !== 'count' || given.includes('count'))
        : wanted;
      return JSON.stringify([...new Set(given)]) !== JSON.stringify([...new Set(spelled)]);
    });
    expect(differing).toEqual([]);
  });

  test('Chinese is Chinese, in full-width punctuation, without 您 and exclamation marks', () => {
    const wrong = pairs.filter(({ translated = '' }) => {
      const words = withoutSigns(translated).replace(/\{\{[^}]*\}\}/g, '');
      return /您|！|!/.test(words) || /\p{Script=Han}[,;:?]/u.test(words);
    });
    expect(wrong).toEqual([]);
  });

  test('Han and Latin or digits are a space apart', () => {
    const latin = '[A-Za-z0-9]';
    const touching = new RegExp(`\\p{Script=Han}${latin}|${latin}\\p{Script=Han}`, 'u');
    expect(pairs.filter(({ translated = '' }) => touching.test(translated))).toEqual([]);
  });

  test('English keeps its tone', () => {
    expect(pairs.filter(({ text }) => /!|\boops\b|please wait|successfully/i.test(withoutSigns(text)))).toEqual([]);
  });
});

test('every refusal of the core has its sentence', () => {
  const english: Namespace = { ...textsEn.failures, ...laterTextsEn.failures };
  const chinese: Namespace = { ...textsZhCN.failures, ...laterTextsZhCN.failures };
  for (const code of failureCodes) {
    expect(english[code]).toMatch(/\.$/);
    expect(chinese[code]).toMatch(/。$/);
  }
});

test('numbers in texts follow the language, plurals too', async () => {
  const i18n = createInstance();
  await i18n.init({
    lng: 'en',
    resources: { en: textsEn, 'zh-CN': textsZhCN },
    keySeparator: false,
    defaultNS: 'storage',
  });
  expect(i18n.t('storage:damaged.records', { count: 1 })).toBe('1 record');
  expect(i18n.t('storage:damaged.records', { count: 18_402 })).toBe('18,402 records');
  await i18n.changeLanguage('zh-CN');
  expect(i18n.t('storage:damaged.records', { count: 1 })).toBe('1 条记录');
});

test.each(['en', 'zh-CN'] as const)(
  'what is wrong with an expression is said within other sentences in %s',
  async (lng) => {
    const i18n = createInstance();
    await i18n.use(hanSpacing).init({
      lng,
      resources: { [lng]: lng === 'en' ? english : chinese },
      keySeparator: false,
      interpolation: { escape: markValue },
      postProcess: 'hanSpacing',
    });
    const say = i18n.t as unknown as (key: string, values: object) => string;
    const all: Namespaces = lng === 'en' ? english : chinese;
    for (const fault of patternFaults)
      for (const key of [
        'failures:log.pattern-invalid',
        'logs:patternFault',
        'alerts:problem.pattern',
        'alerts:problem.except',
      ]) {
        const said = say(key, { fault, pattern: '$t(failures:internal) (' });
        expect(said).toContain(all['patterns']?.[fault]);
        expect(said).not.toContain('$t(');
        expect(said.endsWith(lng === 'en' ? '.' : '。')).toBe(true);
      }
  },
);

test('the system’s wish decides at first', () => {
  expect(systemLanguage(['zh-TW', 'en'])).toBe('zh-CN');
  expect(systemLanguage(['de-DE', 'zh-CN', 'en-GB'])).toBe('zh-CN');
  expect(systemLanguage(['de-DE', 'en-GB', 'zh-CN'])).toBe('en');
  expect(systemLanguage([])).toBe('en');
});
