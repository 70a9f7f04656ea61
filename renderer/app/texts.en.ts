/** All English texts, one namespace for each feature. A feature adds its line here and in `texts.zh-CN.ts`; types hold the two together. */
import { accountsEn } from '#renderer/accounts/messages.en.ts';
import { attachmentsEn } from '#renderer/attachments/messages.en.ts';
import { auditEn } from '#renderer/audit/messages.en.ts';
import { diagnosisEn } from '#renderer/diagnosis/messages.en.ts';
import { bulkEn } from '#renderer/bulk/messages.en.ts';
import { draftsEn } from '#renderer/drafts/messages.en.ts';
import { groupsEn } from '#renderer/groups/messages.en.ts';
import { handoverEn } from '#renderer/handover/messages.en.ts';
import { importsEn } from '#renderer/imports/messages.en.ts';
import { linksEn } from '#renderer/links/messages.en.ts';
import { problemsEn } from '#renderer/problems/messages.en.ts';
import { mailEn } from '#renderer/mail/messages.en.ts';
import { queueEn } from '#renderer/queue/messages.en.ts';
import { searchEn } from '#renderer/search/messages.en.ts';
import { settingsEn } from '#renderer/settings/messages.en.ts';
import { slaEn } from '#renderer/sla/messages.en.ts';
import { storageEn } from '#renderer/storage/messages.en.ts';
import { tasksEn } from '#renderer/tasks/messages.en.ts';
import { teamEn } from '#renderer/team/messages.en.ts';
import { ticketsEn } from '#renderer/tickets/messages.en.ts';
import { timeEn } from '#renderer/time/messages.en.ts';
import { uiEn } from '#renderer/ui/messages.en.ts';
import { failuresEn } from './failures.en.ts';
import { appEn } from './messages.en.ts';

export const textsEn = {
  accounts: accountsEn,
  app: appEn,
  attachments: attachmentsEn,
  audit: auditEn,
  diagnosis: diagnosisEn,
  bulk: bulkEn,
  drafts: draftsEn,
  failures: failuresEn,
  groups: groupsEn,
  handover: handoverEn,
  imports: importsEn,
  links: linksEn,
  problems: problemsEn,
  mail: mailEn,
  queue: queueEn,
  search: searchEn,
  settings: settingsEn,
  sla: slaEn,
  storage: storageEn,
  tasks: tasksEn,
  team: teamEn,
  tickets: ticketsEn,
  time: timeEn,
  ui: uiEn,
};

export type Texts = typeof textsEn;
