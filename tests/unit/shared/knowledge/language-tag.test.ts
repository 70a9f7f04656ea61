import { expect, it } from 'vitest';
import { asLanguage } from '#shared/knowledge/exchange/language.ts';
import { knowledgeOperations } from '#shared/knowledge/operations.ts';

const accepts = (language: string): boolean =>
  knowledgeOperations['knowledge.list'].input.safeParse({ view: 'published', kind: null, language, text: '' }).success;

it.each(['en', 'zh-CN', 'zh-Hant-TW', 'de'])('an article may be in %s', (language) => {
  expect(accepts(language)).toBe(true);
});

// What no sorting and no reader aloud knows, or what is another language by its spelling only.
it.each(['en-12', 'en-abcde-abcde', 'zh-cn', 'eng', 'EN', ''])('an article is not in %j', (language) => {
  expect(accepts(language)).toBe(false);
});

it.each([
  ['eng', 'en'],
  ['zho', 'zh-CN'],
  ['zh_Hant', 'zh-TW'],
  ['deu-AT', 'de'],
  ['qaa', 'qaa'],
])('what a file calls %s is %s', (written, language) => {
  expect(asLanguage(written)).toBe(language);
  expect(accepts(language)).toBe(true);
});
