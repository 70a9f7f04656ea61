import type { MessagesOf } from '#renderer/ui/messages.ts';
import type { draftsEn } from './messages.en.ts';

export const draftsZhCN: MessagesOf<typeof draftsEn> = {
  drafts: '草稿',
  list: '未完成的文字',
  newTicket: '新建工单',
  workNote: '{{number}} 的工作笔记',
  comment: '{{number}} 的评论',
  reply: '{{number}} 请求人的回复',
  resolve: '{{number}} 的解决方案',
  diagnosisNote: '{{number}} 诊断中的备注',
  diagnosisTree: '引导诊断的文本',
  survey: '{{number}} 的评价',
  report: '{{number}} 的服务报告',
  untitled: '尚无标题',
  continue: '继续',
  discard: '放弃',
  discardAsk: '放弃这份草稿？其中的文字将不再保留。',
  discarded: '草稿已放弃',
  empty: '没有待完成的草稿',
  emptyText: '在表单中输入的内容会保存在这里，直到提交。',
  next: '下一份草稿',
  previous: '上一份草稿',
  open: '继续写草稿',
  'keys.move': '移动',
  'keys.open': '继续',
  'keys.new': '新建工单',
};
