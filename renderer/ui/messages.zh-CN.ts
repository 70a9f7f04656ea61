import type { MessagesOf } from './messages.ts';
import type { uiEn } from './messages.en.ts';

export const uiZhCN: MessagesOf<typeof uiEn> = {
  close: '关闭',
  cancel: '取消',
  dismiss: '收起',
  again: '重试',
  copied: '已复制',
  copy: '复制',
  copyFailed: '未复制：浏览器未允许访问剪贴板。请选中文字后手动复制。',
  loading: '正在加载',
  optional: '可不填',
  'failure.code': '错误 {{code}}',
  'failure.codeAndLog': '错误 {{code}}，日志号 {{logId}}',
  unassigned: '未分派',
  'priority.1': 'P1，紧急',
  'priority.2': 'P2，高',
  'priority.3': 'P3，中',
  'priority.4': 'P4，低',
  messages: '消息',
  'sla.running': '未到期',
  'sla.at-risk': '即将到期',
  'sla.breached': '已超时',
  'sla.paused': '已暂停',
  'sla.met': '已达成',
  'sla.met-late': '逾期达成',
};
