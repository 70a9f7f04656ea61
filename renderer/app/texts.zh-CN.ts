import type { MessagesOf } from '#renderer/ui/messages.ts';
import { accountsZhCN } from '#renderer/accounts/messages.zh-CN.ts';
import { attachmentsZhCN } from '#renderer/attachments/messages.zh-CN.ts';
import { auditZhCN } from '#renderer/audit/messages.zh-CN.ts';
import { diagnosisZhCN } from '#renderer/diagnosis/messages.zh-CN.ts';
import { bulkZhCN } from '#renderer/bulk/messages.zh-CN.ts';
import { draftsZhCN } from '#renderer/drafts/messages.zh-CN.ts';
import { groupsZhCN } from '#renderer/groups/messages.zh-CN.ts';
import { handoverZhCN } from '#renderer/handover/messages.zh-CN.ts';
import { importsZhCN } from '#renderer/imports/messages.zh-CN.ts';
import { linksZhCN } from '#renderer/links/messages.zh-CN.ts';
import { problemsZhCN } from '#renderer/problems/messages.zh-CN.ts';
import { mailZhCN } from '#renderer/mail/messages.zh-CN.ts';
import { queueZhCN } from '#renderer/queue/messages.zh-CN.ts';
import { searchZhCN } from '#renderer/search/messages.zh-CN.ts';
import { settingsZhCN } from '#renderer/settings/messages.zh-CN.ts';
import { slaZhCN } from '#renderer/sla/messages.zh-CN.ts';
import { storageZhCN } from '#renderer/storage/messages.zh-CN.ts';
import { tasksZhCN } from '#renderer/tasks/messages.zh-CN.ts';
import { teamZhCN } from '#renderer/team/messages.zh-CN.ts';
import { ticketsZhCN } from '#renderer/tickets/messages.zh-CN.ts';
import { timeZhCN } from '#renderer/time/messages.zh-CN.ts';
import { uiZhCN } from '#renderer/ui/messages.zh-CN.ts';
import { failuresZhCN } from './failures.zh-CN.ts';
import { appZhCN } from './messages.zh-CN.ts';
import type { Texts } from './texts.en.ts';

export const textsZhCN: { readonly [Namespace in keyof Texts]: MessagesOf<Texts[Namespace]> } = {
  accounts: accountsZhCN,
  app: appZhCN,
  attachments: attachmentsZhCN,
  audit: auditZhCN,
  diagnosis: diagnosisZhCN,
  bulk: bulkZhCN,
  drafts: draftsZhCN,
  failures: failuresZhCN,
  groups: groupsZhCN,
  handover: handoverZhCN,
  imports: importsZhCN,
  links: linksZhCN,
  problems: problemsZhCN,
  mail: mailZhCN,
  queue: queueZhCN,
  search: searchZhCN,
  settings: settingsZhCN,
  sla: slaZhCN,
  storage: storageZhCN,
  tasks: tasksZhCN,
  team: teamZhCN,
  tickets: ticketsZhCN,
  time: timeZhCN,
  ui: uiZhCN,
};
