import type { MessagesOf } from '#renderer/ui/messages.ts';
import type { knowledgeInsightEn } from './messages.en.ts';

export const knowledgeInsightZhCN: MessagesOf<typeof knowledgeInsightEn> = {
  insight: '知识使用情况',
  back: '返回文章',
  share: '有文章依据的解决占比',
  goal: '目标 {{goal}}',
  reached: '已达目标',
  short: '低于目标 {{points, number}} 个百分点',
  tooFew: '数量太少',
  basis: '最近 {{days, number}} 天 · n {{count, number}} · 数据截至 {{at}}',
  categories: '缺少知识的类别',
  categoriesNone: '工单达到五张的类别都有用得上的文章。',
  category: '类别',
  tickets: '工单',
  articles: '文章',
  used: '用于工单',
  problems: '相关工单均未关联文章的问题',
  problemsNone: '关联多张工单的问题都至少有一张关联了文章。',
  problem: '问题',
};
