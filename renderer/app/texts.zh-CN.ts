import { accountsZhCN } from '#renderer/accounts/messages.zh-CN.ts';
import { queueZhCN } from '#renderer/queue/messages.zh-CN.ts';
import { searchZhCN } from '#renderer/search/messages.zh-CN.ts';
import { storageZhCN } from '#renderer/storage/messages.zh-CN.ts';
import { ticketsZhCN } from '#renderer/tickets/messages.zh-CN.ts';
import { timeZhCN } from '#renderer/time/messages.zh-CN.ts';
import { uiZhCN } from '#renderer/ui/messages.zh-CN.ts';
import type { MessagesOf } from '#renderer/ui/messages.ts';
import { failuresZhCN } from './failures.zh-CN.ts';
import { appZhCN } from './messages.zh-CN.ts';
import type { textsEn } from './texts.en.ts';

export const textsZhCN: {
  readonly [Namespace in keyof typeof textsEn]: MessagesOf<(typeof textsEn)[Namespace]>;
} = {
  accounts: accountsZhCN,
  app: appZhCN,
  failures: failuresZhCN,
  queue: queueZhCN,
  search: searchZhCN,
  storage: storageZhCN,
  tickets: ticketsZhCN,
  time: timeZhCN,
  ui: uiZhCN,
};
