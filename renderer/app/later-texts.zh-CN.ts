import { alertsZhCN } from '#renderer/alerts/messages.zh-CN.ts';
import { assetsZhCN } from '#renderer/assets/messages.zh-CN.ts';
import { attachmentsZhCN } from '#renderer/attachments/messages.zh-CN.ts';
import { auditZhCN } from '#renderer/audit/messages.zh-CN.ts';
import { bulkZhCN } from '#renderer/bulk/messages.zh-CN.ts';
import { checksZhCN } from '#renderer/checks/messages.zh-CN.ts';
import { diagnosisZhCN } from '#renderer/diagnosis/messages.zh-CN.ts';
import { directoryZhCN } from '#renderer/directory/messages.zh-CN.ts';
import { documentsZhCN } from '#renderer/documents/messages.zh-CN.ts';
import { draftsZhCN } from '#renderer/drafts/messages.zh-CN.ts';
import { groupsZhCN } from '#renderer/groups/messages.zh-CN.ts';
import { handoverZhCN } from '#renderer/handover/messages.zh-CN.ts';
import { homeZhCN } from '#renderer/home/messages.zh-CN.ts';
import { importsZhCN } from '#renderer/imports/messages.zh-CN.ts';
import { knowledgeEditorZhCN } from '#renderer/knowledge/editor/messages.zh-CN.ts';
import { knowledgeExchangeZhCN } from '#renderer/knowledge/exchange/messages.zh-CN.ts';
import { knowledgeInsightZhCN } from '#renderer/knowledge/insight/messages.zh-CN.ts';
import { knowledgeZhCN } from '#renderer/knowledge/messages.zh-CN.ts';
import { linksZhCN } from '#renderer/links/messages.zh-CN.ts';
import { logsZhCN } from '#renderer/logs/messages.zh-CN.ts';
import { mailZhCN } from '#renderer/mail/messages.zh-CN.ts';
import { practiceZhCN } from '#renderer/practice/messages.zh-CN.ts';
import { problemsZhCN } from '#renderer/problems/messages.zh-CN.ts';
import { qualificationsZhCN } from '#renderer/qualifications/messages.zh-CN.ts';
import { reportZhCN } from '#renderer/report/messages.zh-CN.ts';
import { servicesZhCN } from '#renderer/services/messages.zh-CN.ts';
import { settingsZhCN } from '#renderer/settings/messages.zh-CN.ts';
import { synonymsZhCN } from '#renderer/search/synonyms/messages.zh-CN.ts';
import { slaZhCN } from '#renderer/sla/messages.zh-CN.ts';
import { suggestionsZhCN } from '#renderer/suggestions/messages.zh-CN.ts';
import { surveyZhCN } from '#renderer/survey/messages.zh-CN.ts';
import { tasksZhCN } from '#renderer/tasks/messages.zh-CN.ts';
import { teamZhCN } from '#renderer/team/messages.zh-CN.ts';
import { templatesZhCN } from '#renderer/templates/messages.zh-CN.ts';
import { ticketsLaterZhCN } from '#renderer/tickets/later-messages.zh-CN.ts';
import { toolsZhCN } from '#renderer/tools/messages.zh-CN.ts';
import { trainingZhCN } from '#renderer/training/messages.zh-CN.ts';
import { visitsZhCN } from '#renderer/visits/messages.zh-CN.ts';
import { watchingZhCN } from '#renderer/watching/messages.zh-CN.ts';
import { writingZhCN } from '#renderer/writing/messages.zh-CN.ts';
import type { MessagesOf } from '#renderer/ui/messages.ts';
import type { laterTextsEn } from './later-texts.en.ts';
import { laterFailuresZhCN } from './later-failures.zh-CN.ts';
import { patternFaultsZhCN } from './pattern-faults.zh-CN.ts';

export const laterTextsZhCN: {
  readonly [Namespace in keyof typeof laterTextsEn]: MessagesOf<(typeof laterTextsEn)[Namespace]>;
} = {
  alerts: alertsZhCN,
  assets: assetsZhCN,
  attachments: attachmentsZhCN,
  audit: auditZhCN,
  bulk: bulkZhCN,
  checks: checksZhCN,
  diagnosis: diagnosisZhCN,
  directory: directoryZhCN,
  documents: documentsZhCN,
  drafts: draftsZhCN,
  failures: laterFailuresZhCN,
  groups: groupsZhCN,
  handover: handoverZhCN,
  home: homeZhCN,
  imports: importsZhCN,
  knowledge: knowledgeZhCN,
  knowledgeInsight: knowledgeInsightZhCN,
  knowledgeEditor: knowledgeEditorZhCN,
  knowledgeExchange: knowledgeExchangeZhCN,
  links: linksZhCN,
  logs: logsZhCN,
  mail: mailZhCN,
  patterns: patternFaultsZhCN,
  practice: practiceZhCN,
  problems: problemsZhCN,
  qualifications: qualificationsZhCN,
  report: reportZhCN,
  services: servicesZhCN,
  settings: settingsZhCN,
  sla: slaZhCN,
  suggestions: suggestionsZhCN,
  survey: surveyZhCN,
  synonyms: synonymsZhCN,
  tasks: tasksZhCN,
  team: teamZhCN,
  templates: templatesZhCN,
  tickets: ticketsLaterZhCN,
  tools: toolsZhCN,
  training: trainingZhCN,
  visits: visitsZhCN,
  watching: watchingZhCN,
  writing: writingZhCN,
};
