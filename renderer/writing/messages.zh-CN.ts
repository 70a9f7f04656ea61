import type { MessagesOf } from '#renderer/ui/messages.ts';
import type { writingEn } from './messages.en.ts';

export const writingZhCN: MessagesOf<typeof writingEn> = {
  picture: '别处的图片',
  pictureOf: '图片：{{alt}}',
  ownPicture: '没有说明文字的图片',
  code: '代码',
  copyCode: '复制代码',
  codeCopied: '代码已复制',
  taskDone: '已完成：',
  taskOpen: '待办：',

  format: '格式',
  bold: '加粗',
  italic: '强调',
  link: '链接',
  codeWords: '代码',
  list: '列表',
  quote: '引用',
  preview: '预览',
  write: '继续编写',
  nothingToPreview: '还没有内容',
};
