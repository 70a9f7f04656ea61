import type { MessagesOf } from '#renderer/ui/messages.ts';
import type { watchingEn } from './messages.en.ts';

export const watchingZhCN: MessagesOf<typeof watchingEn> = {
  mentions: '提到我的',
  unread_other: '{{count, number}} 条未读',
  isUnread: '未读',
  none: '还没有人提到你',
  noneHint: '同事在笔记或评论中写 @ 加你的姓名，就会列在这里。',
  next: '下一条',
  previous: '上一条',
  move: '移动',
  open: '打开',
  mentionSomebody: '提及同事',
  you: '你',
  others_other: '另外 {{count, number}} 人',
  watch: '关注',
  unwatch: '取消关注',
  watched: '已关注 {{number}}',
  unwatched: '已取消关注 {{number}}',
};
