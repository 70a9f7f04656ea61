import type { MessagesOf } from '#renderer/ui/messages.ts';
import type { sheetEn } from './sheet.en.ts';

/** 服务说明单的文字。 */
export const sheetZhCN: MessagesOf<typeof sheetEn> = {
  customer: '客户',
  contract: '合同',
  audience: '服务对象',
  hours: '服务时间',
  owner: '服务负责人',
  inScope: '包含的内容',
  outOfScope: '不包含的内容',
  promised: '答复与解决的时限',
  priority: '优先级',
  response: '首次答复',
  resolve: '解决',
  'length.min_other': '{{count, number}} 分钟',
  'length.h_other': '{{count, number}} 小时',
  'length.bh_other': '{{count, number}} 个服务小时',
  'length.bd_other': '{{count, number}} 个服务日',
  asOf: '截至 {{day}}',
};
