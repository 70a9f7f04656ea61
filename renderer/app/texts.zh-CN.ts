import type { MessagesOf } from '#renderer/ui/messages.ts';
import { accountsZhCN } from '#renderer/accounts/messages.zh-CN.ts';
import { attachmentsZhCN } from '#renderer/attachments/messages.zh-CN.ts';
import { auditZhCN } from '#renderer/audit/messages.zh-CN.ts';
import { diagnosisZhCN } from '#renderer/diagnosis/messages.zh-CN.ts';
import { draftsZhCN } from '#renderer/drafts/messages.zh-CN.ts';
import { importsZhCN } from '#renderer/imports/messages.zh-CN.ts';
import { linksZhCN } from '#renderer/links/messages.zh-CN.ts';
import { problemsZhCN } from '#renderer/problems/messages.zh-CN.ts';
import { mailZhCN } from '#renderer/mail/messages.zh-CN.ts';
import { queueZhCN } from '#renderer/queue/messages.zh-CN.ts';
import { reportZhCN } from '#renderer/report/messages.zh-CN.ts';
import { searchZhCN } from '#renderer/search/messages.zh-CN.ts';
import { settingsZhCN } from '#renderer/settings/messages.zh-CN.ts';
import { slaZhCN } from '#renderer/sla/messages.zh-CN.ts';
import { storageZhCN } from '#renderer/storage/messages.zh-CN.ts';
import { surveyZhCN } from '#renderer/survey/messages.zh-CN.ts';
import { tasksZhCN } from '#renderer/tasks/messages.zh-CN.ts';
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
  attachments: attachmentsZhCN,
  audit: auditZhCN,
  diagnosis: diagnosisZhCN,
  drafts: draftsZhCN,
  failures: failuresZhCN,
  imports: importsZhCN,
  links: linksZhCN,
  problems: problemsZhCN,
  mail: mailZhCN,
  queue: queueZhCN,
  report: reportZhCN,
  search: searchZhCN,
  settings: settingsZhCN,
  sla: slaZhCN,
  storage: storageZhCN,
  survey: surveyZhCN,
  tasks: tasksZhCN,
  tickets: ticketsZhCN,
  time: timeZhCN,
  ui: uiZhCN,
};
