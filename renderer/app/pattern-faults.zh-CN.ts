import type { MessagesOf } from '#renderer/ui/messages.ts';
import type { patternFaultsEn } from './pattern-faults.en.ts';

export const patternFaultsZhCN: MessagesOf<typeof patternFaultsEn> = {
  'open-group': '“(”没有闭合。请补上“)”；要查找括号本身，请写“\\(”',
  'closing-alone': '“)”前面缺少“(”。要查找括号本身，请写“\\)”',
  'open-class': '“[”没有闭合。请补上“]”；要查找方括号本身，请写“\\[”',
  'nothing-to-repeat': '“*”、“+”、“?”或“{”前面没有可以重复的内容。任意文字写“.*”，星号本身写“\\*”',
  'not-repeatable': '“(?<=”和“(?<!”是后行断言，不能重复',
  'counts-backwards': '“{ , }”中应先写较小的数',
  'range-backwards': '“[ ]”中的范围写反了，应从前往后写，例如“a-z”',
  'trailing-backslash': '末尾的“\\”后面缺少字符。要查找反斜杠本身，请写“\\\\”',
  'group-kind': '“(?”后面只能是“:”、“=”、“!”、“<=”、“<!”或“<名称>”',
  'group-name': '分组名称“(?<名称>”只能用字母、数字和下划线，不能以数字开头，并以“>”结束',
  'group-name-twice': '有两个分组同名',
  'no-such-group': '“\\k<名称>”所指的分组不存在',
  'too-large': '表达式过大',
  other: '写法无法识别',
};
