import type { ArticleKind } from '../article.ts';
import { folderOf } from './path.ts';

/** Words of folders and titles, the surest first. */
const signs: readonly (readonly [ArticleKind, RegExp])[] = [
  ['faq', /\bfaqs?\b|frequently asked|常见问题|常见问答/i],
  ['policy', /\bpolic(?:y|ies)\b|\bregulations?\b|制度|规定|政策/i],
  ['training', /\btraining\b|\bcourses?\b|\bonboarding\b|培训|课程|入职/i],
  [
    'known_error',
    /\bknown[- ]?(?:errors?|issues?)\b|\bbug ?check\b|\bstop (?:code|error)\b|\b0x[0-9a-f]{2,}\b|\berror\b|已知(?:错误|问题)|蓝屏|错误|故障|bug ?检查/i,
  ],
  ['howto', /\bhow[- ]?to\b|\bguides?\b|\btutorials?\b|\bquick ?start\b|\btroubleshoot|如何|怎样|步骤|指南|教程|排查/i],
  ['manual', /\bmanuals?\b|\breference\b|\bhandbooks?\b|手册|参考/i],
];

/** Numbered steps from which on a text is one to follow. */
const STEPS = 3;

/** What an article probably is, by its folder, its title and whether it has steps; a person may say otherwise. */
export const proposeKind = (place: string, title: string, body: string): ArticleKind => {
  for (const text of [title, folderOf(place).replaceAll(/[-_/]/g, ' ')])
    for (const [kind, pattern] of signs) if (pattern.test(text)) return kind;
  const steps = body.match(/^\d+[.)] /gm)?.length ?? 0;
  return steps >= STEPS ? 'howto' : 'manual';
};
