/** English texts of screens that are fetched on their own: they come with the first of them (`fetchLaterTexts`). */

import { alertsEn } from '#renderer/alerts/messages.en.ts';
import { assetsEn } from '#renderer/assets/messages.en.ts';
import { attachmentsEn } from '#renderer/attachments/messages.en.ts';
import { auditEn } from '#renderer/audit/messages.en.ts';
import { bulkEn } from '#renderer/bulk/messages.en.ts';
import { checksEn } from '#renderer/checks/messages.en.ts';
import { diagnosisEn } from '#renderer/diagnosis/messages.en.ts';
import { directoryEn } from '#renderer/directory/messages.en.ts';
import { documentsEn } from '#renderer/documents/messages.en.ts';
import { draftsEn } from '#renderer/drafts/messages.en.ts';
import { groupsEn } from '#renderer/groups/messages.en.ts';
import { handoverEn } from '#renderer/handover/messages.en.ts';
import { homeEn } from '#renderer/home/messages.en.ts';
import { importsEn } from '#renderer/imports/messages.en.ts';
import { knowledgeEditorEn } from '#renderer/knowledge/editor/messages.en.ts';
import { knowledgeExchangeEn } from '#renderer/knowledge/exchange/messages.en.ts';
import { knowledgeInsightEn } from '#renderer/knowledge/insight/messages.en.ts';
import { knowledgeEn } from '#renderer/knowledge/messages.en.ts';
import { linksEn } from '#renderer/links/messages.en.ts';
import { logsEn } from '#renderer/logs/messages.en.ts';
import { mailEn } from '#renderer/mail/messages.en.ts';
import { practiceEn } from '#renderer/practice/messages.en.ts';
import { problemsEn } from '#renderer/problems/messages.en.ts';
import { qualificationsEn } from '#renderer/qualifications/messages.en.ts';
import { reportEn } from '#renderer/report/messages.en.ts';
import { servicesEn } from '#renderer/services/messages.en.ts';
import { settingsEn } from '#renderer/settings/messages.en.ts';
import { synonymsEn } from '#renderer/search/synonyms/messages.en.ts';
import { slaEn } from '#renderer/sla/messages.en.ts';
import { suggestionsEn } from '#renderer/suggestions/messages.en.ts';
import { surveyEn } from '#renderer/survey/messages.en.ts';
import { tasksEn } from '#renderer/tasks/messages.en.ts';
import { teamEn } from '#renderer/team/messages.en.ts';
import { templatesEn } from '#renderer/templates/messages.en.ts';
import { ticketsLaterEn } from '#renderer/tickets/later-messages.en.ts';
import { toolsEn } from '#renderer/tools/messages.en.ts';
import { trainingEn } from '#renderer/training/messages.en.ts';
import { visitsEn } from '#renderer/visits/messages.en.ts';
import { watchingEn } from '#renderer/watching/messages.en.ts';
import { writingEn } from '#renderer/writing/messages.en.ts';
import { laterFailuresEn } from './later-failures.en.ts';
import { patternFaultsEn } from './pattern-faults.en.ts';
export const laterTextsEn = {
  alerts: alertsEn,
  assets: assetsEn,
  attachments: attachmentsEn,
  audit: auditEn,
  bulk: bulkEn,
  checks: checksEn,
  diagnosis: diagnosisEn,
  directory: directoryEn,
  documents: documentsEn,
  drafts: draftsEn,
  failures: laterFailuresEn,
  groups: groupsEn,
  handover: handoverEn,
  home: homeEn,
  imports: importsEn,
  knowledge: knowledgeEn,
  knowledgeInsight: knowledgeInsightEn,
  knowledgeEditor: knowledgeEditorEn,
  knowledgeExchange: knowledgeExchangeEn,
  links: linksEn,
  logs: logsEn,
  mail: mailEn,
  patterns: patternFaultsEn,
  practice: practiceEn,
  problems: problemsEn,
  qualifications: qualificationsEn,
  report: reportEn,
  services: servicesEn,
  settings: settingsEn,
  sla: slaEn,
  suggestions: suggestionsEn,
  survey: surveyEn,
  synonyms: synonymsEn,
  tasks: tasksEn,
  team: teamEn,
  templates: templatesEn,
  tickets: ticketsLaterEn,
  tools: toolsEn,
  training: trainingEn,
  visits: visitsEn,
  watching: watchingEn,
  writing: writingEn,
};
