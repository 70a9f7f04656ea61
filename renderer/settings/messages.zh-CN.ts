import type { MessagesOf } from '#renderer/ui/messages.ts';
import type { settingsEn } from './messages.en.ts';

export const settingsZhCN: MessagesOf<typeof settingsEn> = {
  title: '设置',
  'you.title': '你在这台笔记本上',
  language: '语言',
  'language.system': '跟随系统',
  theme: '外观',
  'theme.light': '浅色',
  'theme.dark': '深色',
  'theme.system': '跟随系统',
  'passphrase.title': '口令',
  'passphrase.current': '当前口令',
  'passphrase.next': '新口令',
  'passphrase.change': '更改口令',
  'passphrase.changed': '新口令现已生效',
  'passphrase.needed': '必填',
  'passphrase.wrong': '这不是你的当前口令。',
  'desk.title': '服务台',
  'desk.name': '名称',
  'desk.device': '本机',
  'desk.version': 'Deskside',
  autoLock: '自动锁定',
  'autoLock.never': '从不',
  'autoLock.minutes_other': '{{count, number}} 分钟无操作后',
  'autoLock.onlyAdministrator': '由本服务台的管理员设定。',
  'autoLock.saved': '已保存',
};
