/**
 * The one contract between renderer and core: every operation, its input schema, output type and permission.
 * Both hosts, the permission check, the client and the handlers derive from it. No behaviour lives here.
 */
import type * as z from 'zod';
import { accountOperations } from '../accounts/operations.ts';
import { alertOperations } from '../alerts/operations.ts';
import { assetImportOperations } from '../assets/import/operations.ts';
import { assetOperations } from '../assets/operations.ts';
import { attachmentOperations } from '../attachments/operations.ts';
import { auditOperations } from '../audit/operations.ts';
import { diagnosisOperations } from '../diagnosis/operations.ts';
import { bulkOperations } from '../bulk/operations.ts';
import { checkOperations } from '../checks/operations.ts';
import { directoryOperations } from '../directory/operations.ts';
import { documentOperations } from '../documents/operations.ts';
import { draftOperations } from '../drafts/operations.ts';
import { groupOperations } from '../groups/operations.ts';
import { handoverOperations } from '../handover/operations.ts';
import { homeOperations } from '../home/operations.ts';
import { importOperations } from '../imports/operations.ts';
import { knowledgeExchangeOperations } from '../knowledge/exchange/operations.ts';
import { knowledgeOperations } from '../knowledge/operations.ts';
import { practiceOperations } from '../practice/operations.ts';
import { priorityOperations } from '../priority/operations.ts';
import { linkOperations } from '../links/operations.ts';
import { logOperations } from '../logs/operations.ts';
import { problemOperations } from '../problems/operations.ts';
import { mailOperations } from '../mail/operations.ts';
import { qualificationOperations } from '../qualifications/operations.ts';
import { queueOperations } from '../queue/operations.ts';
import { reportOperations } from '../report/operations.ts';
import { searchOperations } from '../search/operations.ts';
import { serviceOperations } from '../services/operations.ts';
import { settingsOperations } from '../settings/operations.ts';
import { slaOperations } from '../sla/operations.ts';
import { storageOperations } from '../storage/operations.ts';
import { suggestionOperations } from '../suggestions/operations.ts';
import { surveyOperations } from '../survey/operations.ts';
import { taskOperations } from '../tasks/operations.ts';
import { timeOperations } from '../time/operations.ts';
import { teamOperations } from '../team/operations.ts';
import { templateOperations } from '../templates/operations.ts';
import { toolOperations } from '../tools/operations.ts';
import { trainingOperations } from '../training/operations.ts';
import { ticketOperations } from '../tickets/operations.ts';
import { visitOperations } from '../visits/operations.ts';
import { watchingOperations } from '../watching/operations.ts';
import type { Operation } from './operation.ts';

export const operations = {
  ...accountOperations,
  ...alertOperations,
  ...assetImportOperations,
  ...assetOperations,
  ...attachmentOperations,
  ...auditOperations,
  ...diagnosisOperations,
  ...bulkOperations,
  ...checkOperations,
  ...directoryOperations,
  ...documentOperations,
  ...draftOperations,
  ...groupOperations,
  ...handoverOperations,
  ...homeOperations,
  ...importOperations,
  ...knowledgeOperations,
  ...knowledgeExchangeOperations,
  ...practiceOperations,
  ...priorityOperations,
  ...linkOperations,
  ...logOperations,
  ...problemOperations,
  ...mailOperations,
  ...qualificationOperations,
  ...queueOperations,
  ...reportOperations,
  ...searchOperations,
  ...serviceOperations,
  ...settingsOperations,
  ...slaOperations,
  ...storageOperations,
  ...suggestionOperations,
  ...surveyOperations,
  ...taskOperations,
  ...teamOperations,
  ...templateOperations,
  ...ticketOperations,
  ...toolOperations,
  ...visitOperations,
  ...trainingOperations,
  ...watchingOperations,
  ...timeOperations,
};

export type Operations = typeof operations;
export type OperationName = keyof Operations;

/** As the caller gives it, before defaults. */
export type InputOf<Name extends OperationName> = z.input<Operations[Name]['input']>;
/** As the handler gets it, parsed. */
export type ParsedInputOf<Name extends OperationName> = z.output<Operations[Name]['input']>;
export type OutputOf<Name extends OperationName> =
  Operations[Name] extends Operation<z.ZodType, infer Output> ? Output : never;
