import type { MessagesOf } from '#renderer/ui/messages.ts';
import { accountsZhCN } from '#renderer/accounts/messages.zh-CN.ts';
import { draftsZhCN } from '#renderer/drafts/messages.zh-CN.ts';
import { handoverZhCN } from '#renderer/handover/messages.zh-CN.ts';
import { queueZhCN } from '#renderer/queue/messages.zh-CN.ts';
import { searchZhCN } from '#renderer/search/messages.zh-CN.ts';
import { settingsZhCN } from '#renderer/settings/messages.zh-CN.ts';
import { slaZhCN } from '#renderer/sla/messages.zh-CN.ts';
import { storageZhCN } from '#renderer/storage/messages.zh-CN.ts';
import { ticketsZhCN } from '#renderer/tickets/messages.zh-CN.ts';
import { timeZhCN } from '#renderer/time/messages.zh-CN.ts';
import { uiZhCN } from '#renderer/ui/messages.zh-CN.ts';
import { failuresZhCN } from './failures.zh-CN.ts';
import { appZhCN } from './messages.zh-CN.ts';
import type { textsEn } from './texts.en.ts';

export const textsZhCN: {
  readonly [Namespace in keyof typeof textsEn]: MessagesOf<(typeof textsEn)[Namespace]>;
} = {
  accounts: accountsZhCN,
  app: appZhCN,
  drafts: draftsZhCN,
  failures: failuresZhCN,
  handover: handoverZhCN,
  queue: queueZhCN,
  search: searchZhCN,
  settings: settingsZhCN,
  sla: slaZhCN,
  storage: storageZhCN,
  tickets: ticketsZhCN,
  time: timeZhCN,
  ui: uiZhCN,
};
