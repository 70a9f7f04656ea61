import type { AuditRules } from '#shared/audit/changed-fields.ts';
import { personProjection } from '#shared/directory/row.ts';
import { findingProjection } from '#shared/documents/finding.ts';
import { documentProjection } from '#shared/documents/row.ts';
import { articleProjection } from '#shared/knowledge/row.ts';
import { linkProjection } from '#shared/links/link.ts';
import { problemProjection } from '#shared/problems/row.ts';
import { ticketProjection } from '#shared/tickets/row.ts';
import { attemptProjection } from '#shared/training/attempt.ts';
import { assetProjection } from '#shared/assets/row.ts';
import type { StoreSchema } from './storage/store.ts';

/** What both threads of the store know of this product's records. A change of a stored shape adds a migration here. */
export const deskSchema: StoreSchema = {
  version: 1,
  migrations: [],
  projections: [
    ticketProjection,
    linkProjection,
    problemProjection,
    articleProjection,
    personProjection,
    assetProjection,
    documentProjection,
    findingProjection,
    attemptProjection,
  ],
};

/**
 * How each kind of record appears in the audit trail. A field that is not here is logged as hash and length, a person as a commitment:
 * list codes, enumerations, ids and times, nothing that somebody typed.
 */
export const auditRules: Readonly<Record<string, AuditRules>> = {
  ticket: {
    open: [
      'number',
      'kind',
      'channel',
      'receivedAt',
      'state',
      'priorityOverride.at',
      'hold',
      'resolution.code',
      'resolution.articleId',
      'resolution.at',
      'cancelReason',
      'closedAt',
      'mergedInto',
      'parentId',
      'service.id',
      'imported.batch',
      'imported.digest',
      'watchers',
    ],
    personal: ['requester'],
  },
  /** Of a timeline entry only what happened, e.g. a comment, and what that made of the ticket. */
  entry: {
    open: [
      'kind',
      'delivery',
      'change',
      'startedAt',
      'work',
      'corrects',
      'channel',
      'of',
      'relation',
      'ticketId',
      'number',
      'state',
      'hold',
      'act',
      'run',
      'after',
      'tree',
      'version',
      'edition',
      'node',
      'answer',
      'next',
      'outcome.node',
      'outcome.resolution.code',
      'problemId',
      'ciId',
      'articleId',
      'sha256',
      'mediaType',
      'cause',
      'runId',
      'toolId',
      'outcome',
      'signal',
      'definitionSha256',
      'programSha256',
      'outputSha256',
    ],
    personal: ['argv', 'mail.from'],
  },
  /** What is promised to whom is the desk's; who answers for it is a person, and so may the customer be. */
  service: {
    open: ['revision', 'criticality', 'calendarId', 'policyId', 'goals', 'active', 'customer.id'],
    personal: ['owner', 'customer.name'],
  },
  /** How often and how strictly the desk looks is open; what at is a name of somebody's network. */
  check: {
    open: ['revision', 'subject', 'diagnostic.kind', 'limits', 'everyMinutes', 'inARow', 'quiet', 'maintenance'],
    personal: [],
  },
  /** Of a document where it stands and what it belongs to: titles, places and names of files are what somebody typed, and may name people. */
  document: {
    open: [
      'number',
      'kind',
      'language',
      'belongsTo',
      'reviewOn',
      'validUntil',
      'storage',
      'withdrawnAt',
      'version.place',
      'version.at',
      'version.isKept',
      'version.file.sha256',
      'version.file.bytes',
      'version.file.mediaType',
    ],
    personal: ['owner', 'version.by'],
  },
  documentVersion: {
    open: ['documentId', 'place', 'at', 'isKept', 'file.sha256', 'file.bytes', 'file.mediaType'],
    personal: ['by'],
  },
  /** Never the path: it tells who works here and how. */
  documentFinding: { open: ['documentId', 'checkedAt', 'sight'], personal: [] },
  /** What a tool may do and how it is started is for the trail as hashes: its words, paths and values are the desk's own. */
  tool: {
    open: [
      'isActive',
      'definition.toolClass',
      'definition.risk',
      'definition.neededRole',
      'definition.mode',
      'definition.guide.articleId',
    ],
    personal: [],
  },
  toolApproval: {
    open: [
      'toolId',
      'platform',
      'definitionSha256',
      'program.sha256',
      'files.name',
      'files.sha256',
      'files.folder.sha256',
      'at',
    ],
    personal: ['by'],
  },
  /** Never the place or the name: paths tell who works here and how. */
  logSource: {
    open: ['revision', 'kind', 'encoding', 'fileEncodings.encoding', 'isWatched', 'assetId', 'columns.width'],
    personal: [],
  },
  /** What somebody looks for in logs may be a name or an address. */
  logFilter: { open: ['revision', 'kind', 'isRegex', 'matchesCase'], personal: ['pattern'] },
  logBookmark: { open: ['sourceId', 'generation', 'line', 'lineAt'], personal: ['text'] },
  deskGoals: { open: ['revision', 'goals'], personal: [] },
  priorityMatrix: { open: ['matrix'], personal: [] },
  group: { open: ['version', 'active'], personal: [] },
  handover: {
    open: ['items.ticketId', 'items.number', 'items.state', 'items.priority', 'items.dueAt', 'items.reassigned'],
    personal: [],
  },
  handoverReceipt: { open: ['handoverId', 'ticketIds'], personal: [] },
  /** A hand-over, apart from other entries: what somebody said of the desk stands in none of them. */
  survey: {
    open: ['kind', 'state', 'closedAt', 'answer.language', 'answer.signature.way', 'replaces.entryId'],
    personal: ['answer.answeredBy', 'answer.signature.name'],
  },
  task: { open: ['subjectId', 'required', 'state', 'settled.at'], personal: ['assignee'] },
  link: { open: ['relation', 'from', 'to'], personal: [] },
  problem: {
    open: ['number', 'state', 'workaround.at', 'resolution.code', 'resolution.at', 'cancelReason', 'closedAt'],
    personal: [],
  },
  /**
   * What an article says is knowledge, and may still name people: only where it stands is open. What is right in its quiz could be guessed
   * from a hash by trying: who reads the trail may yet have to answer.
   */
  article: {
    open: [
      'number',
      'kind',
      'language',
      'family',
      'version',
      'publishedAt',
      'published.audience',
      'next.stage',
      'next.audience',
      'next.sentBack.at',
      'retired.at',
      'validUntil',
      'translates',
      'origin.batch',
    ],
    personal: ['published.quiz', 'next.quiz'],
  },
  articleBatch: { open: ['state', 'endsAs', 'counts', 'pictures', 'kept', 'finishedAt'], personal: [] },
  articleUse: { open: ['articleId', 'version', 'kind', 'ticketId'], personal: [] },
  /** What somebody looked for, and nothing held. */
  searchMiss: { open: ['times', 'lastAt', 'articleId'], personal: ['text'] },
  /** Of an asset where it stands and what it is tied to; names, serials and notes may name people or sites. */
  ci: {
    open: ['number', 'status', 'parentId', 'purchasedOn', 'warrantyUntil', 'batch'],
    personal: ['owner'],
  },
  ciEntry: { open: ['kind', 'change', 'ticketId', 'number', 'from', 'to', 'batch'], personal: [] },
  /** Of an alert what was seen how often, never what a log says: lines may name people. */
  alert: {
    open: [
      'revision',
      'code',
      'severity',
      'sourceId',
      'assetId',
      'firstAt',
      'lastAt',
      'count',
      'raised',
      'excerpt.generation',
      'excerpt.firstLine',
      'excerpt.line',
      'follows',
      'finding.at',
      'finding.diagnostic.kind',
      'finding.outcome',
      'finding.meaning',
      'state',
      'mutedUntil',
      'ticketId',
      'language',
    ],
    personal: ['by'],
  },
  alertSettings: { open: ['revision', 'keepClosedDays'], personal: [] },
  /** What a rule looks for is knowledge of the desk; examples come out of logs. */
  logRule: {
    open: [
      'revision',
      'code',
      'over',
      'content.severity',
      'content.threshold',
      'content.automation',
      'content.diagnostic.kind',
      'content.diagnostic.from',
      'content.diagnostic.port',
      'content.active',
    ],
    personal: [],
  },
  /** Certificates are about a person: only kind, level and days are open, in what someone wrote there may be more. */
  qualification: { open: ['kind', 'level', 'issuedOn', 'expiresOn'], personal: ['number'] },
  qualificationNeed: { open: ['scope', 'level', 'strength'], personal: [] },
  /** Who passed what is about a person: what they answered stands in none of it, nor can it be found by trying. */
  trainingAttempt: {
    open: ['articleId', 'version', 'right', 'total', 'passed', 'validUntil'],
    personal: ['person', 'answers'],
  },
  trainingAssignment: { open: ['courseId', 'to.kind', 'to.groupId', 'dueOn'], personal: ['to.person'] },
  ciBatch: { open: ['state', 'fileSha256', 'mode', 'rows', 'kept', 'finishedAt'], personal: [] },
  ciClasses: { open: ['hidden'], personal: [] },
  /** Which words mean the same is what a desk calls things, and may still name people. */
  synonymGroup: { open: [], personal: [] },
  /** Of people and places only how they hang together: the rest is what somebody typed about somebody. */
  person: {
    open: [
      'organisationId',
      'siteId',
      'language',
      'contactPreference',
      'isVip',
      'active',
      'mergedInto.id',
      'mergedInto.at',
      'batch',
    ],
    personal: ['name', 'otherName', 'sortAs', 'emails', 'phones', 'mergedInto.added'],
  },
  organisation: { open: ['active'], personal: [] },
  cardImport: { open: ['made', 'filled', 'undoneAt'], personal: [] },
  site: { open: ['organisationId', 'zone', 'calendarId', 'hours', 'contactIds', 'active'], personal: [] },
  rota: {
    open: ['groupId', 'zone', 'rhythm', 'handOverTime', 'startsOn', 'memberIds', 'exceptions', 'active'],
    personal: [],
  },
  /** Who goes where and when is for the trail; what they wrote of it is theirs. */
  visitPin: { open: ['siteId', 'plannedOn', 'revision'], personal: ['by'] },
  problemEntry: { open: ['kind', 'ticketId', 'number'], personal: [] },
  /** Of a template its kind, codes and numbers; its words may name people. */
  template: {
    open: [
      'kind',
      'language',
      'scope',
      'retired',
      'version',
      'ticketKind',
      'channel',
      'steps.do',
      'steps.delivery',
      'steps.kind',
      'steps.reason',
      'steps.code',
      'questions.type',
    ],
    personal: [],
  },
  user: { open: ['roles'], personal: ['name', 'displayName'] },
  /** The desk's name stands in every checkpoint too. */
  device: { open: ['code', 'desk', 'publicKey', 'practice', 'former'], personal: [] },
  view: {
    open: ['filter.states', 'filter.kinds', 'filter.importBatch', 'filter.due', 'order'],
    personal: ['name', 'filter.text', 'filter.assignee'],
  },
  importBatch: { open: ['state', 'endsAs', 'fileSha256', 'rows', 'tickets', 'finishedAt'], personal: [] },
  calendar: {
    open: ['zone', 'week', 'holidays.date', 'makeupDays.date', 'makeupDays.spans', 'validUntil'],
    personal: [],
  },
  diagnosisTree: { open: ['tree', 'version', 'source'], personal: [] },
  slaPolicy: { open: ['targets', 'reopen'], personal: [] },
  /** What somebody looked for in the trail. */
  auditReading: { open: ['result', 'objectId', 'chain'], personal: ['text'] },
};
