import type { MessagesOf } from '#renderer/ui/messages.ts';
import type { practiceEn } from './messages.en.ts';

export const practiceZhCN: MessagesOf<typeof practiceEn> = {
  'open.title': '要到培训台练习吗？',
  'open.body': '培训台是与当前服务台并列的独立服务台，其中的人员、工单和文章均属虚构，可以放心尝试任何操作。',
  'open.marked': '培训台带有边框；从中打印、保存或起草的一切都标有“培训”。',
  'open.apart': '培训台从不同步，当前服务台也不接收它的文件。',
  'open.stays': '当前服务台保持原样。如果两者共用一个窗口，练习期间当前服务台会锁定。',
  'open.confirm': '打开培训台',
  'open.done': '培训台已在单独的窗口中打开。',
  'reset.title': '要让培训台重新开始吗？',
  'reset.body':
    '在培训台上做过的一切都会丢弃，包括密钥和审计记录，并重新生成示例数据。需要几秒钟。你自己的服务台不受影响。',
  'reset.confirm': '丢弃并重新开始',
  'reset.done': '培训台已重新开始：编号标记 {{code}}，密钥已更换，示例数据恢复如初。',
  'pill.never': '从不同步',
  'pill.title': '这里是培训台',
  'pill.body': '其中的人员、工单以及带 {{code}} 的编号均属虚构。不会同步任何内容；打印、保存或起草的一切都标有“培训”。',
  'gate.body': '这里的人和事均属虚构。任何内容都不会同步或发出。',
  'gate.unmade': '培训台尚未建立，或在新的培训台就绪之前已被丢弃。',
  'gate.make': '建立培训台',
  'gate.reset': '重新开始…',
  'gate.leave': '返回你自己的服务台',
};
