/** What windows are told of a commit once it is on disk: which lists to ask for again, never what stands in them. */
import type { Notice } from '#shared/contract/notice.ts';
import type { Change } from './desk.ts';

/** Tickets or assets named in one notice before it says `all` instead. */
const MAX_NOTICE_IDS = 200;

/** What is announced when a record of a type changed. */
const noticeOf: Readonly<Record<string, Notice>> = {
  alert: { name: 'alerts.changed' },
  alertSettings: { name: 'alerts.changed' },
  alertLook: { name: 'alerts.changed' },
  alertTicketDue: { name: 'alerts.changed' },
  logRule: { name: 'alerts.changed' },
  logRuleRun: { name: 'alerts.changed' },
  logRuleAside: { name: 'alerts.changed' },
  logScan: { name: 'alerts.changed' },
  article: { name: 'articles.changed' },
  articleUse: { name: 'articles.changed' },
  synonymGroup: { name: 'articles.changed' },
  searchMiss: { name: 'articles.changed' },
  person: { name: 'directory.changed' },
  organisation: { name: 'directory.changed' },
  qualification: { name: 'qualifications.changed' },
  qualificationNeed: { name: 'qualifications.changed' },
  site: { name: 'directory.changed' },
  rota: { name: 'directory.changed' },
  visitPin: { name: 'visits.changed' },
  articleBatch: { name: 'articles.changed' },
  cardImport: { name: 'directory.changed' },
  check: { name: 'checks.changed' },
  checkStanding: { name: 'checks.changed' },
  checkSettings: { name: 'checks.changed' },
  document: { name: 'documents.changed' },
  documentVersion: { name: 'documents.changed' },
  documentFinding: { name: 'documents.changed' },
  draft: { name: 'drafts.changed' },
  user: { name: 'users.changed' },
  timer: { name: 'timers.changed' },
  diagnosisTree: { name: 'diagnosis.changed' },
  group: { name: 'groups.changed' },
  handover: { name: 'handovers.changed' },
  handoverReceipt: { name: 'handovers.changed' },
  service: { name: 'services.changed' },
  deskGoals: { name: 'services.changed' },
  template: { name: 'templates.changed' },
  tool: { name: 'tools.changed' },
  toolApproval: { name: 'tools.changed' },
  trainingAssignment: { name: 'training.changed' },
  trainingAttempt: { name: 'training.changed' },
  readMark: { name: 'watching.changed' },
};

/** Records that stand on a ticket: `<type>:<ticket ULID>:<ULID>`. */
const onTicket = new Set(['entry', 'task']);

/** An asset, what happened to one (`ciEntry:<ci ULID>:<ULID>`), and the list of classes, which is nobody's. */
const onAsset = new Set(['ci', 'ciEntry', 'ciClasses']);
const assetOf = (id: string): string => `ci:${id.split(':')[1] ?? ''}`;

const typeOf = (id: string): string => id.slice(0, id.indexOf(':'));

const isOfWords = (ids: readonly string[]): boolean => ids.some((id) => typeOf(id) === 'synonymGroup');

export const announce = (change: Change, broadcast: (notice: Notice) => void): void => {
  const ids = new Set<string>();
  const problems = new Set<string>();
  const assets = new Set<string>();
  const notices = new Set<Notice>();
  const changed = [...change.puts.map(({ id }) => id), ...change.removes];
  for (const id of changed) {
    const type = typeOf(id);
    if (type === 'ticket') ids.add(id);
    else if (type === 'problem') problems.add(id);
    else if (onAsset.has(type)) assets.add(assetOf(id));
    else if (onTicket.has(type)) ids.add(`ticket:${id.split(':')[1] ?? ''}`);
    const notice = noticeOf[type];
    if (notice) notices.add(notice);
  }
  // A ticket that is gone moves every list, and so does what words mean.
  const all = ids.size > MAX_NOTICE_IDS || change.removes.some((id) => typeOf(id) === 'ticket') || isOfWords(changed);
  if (all || ids.size > 0) broadcast({ name: 'tickets.changed', ids: all ? [] : [...ids], all });
  if (problems.size > 0) broadcast({ name: 'problems.changed', ids: [...problems] });
  const allAssets = assets.size > MAX_NOTICE_IDS || change.removes.some((id) => typeOf(id) === 'ci');
  if (assets.size > 0) broadcast({ name: 'assets.changed', ids: allAssets ? [] : [...assets], all: allAssets });
  for (const notice of notices) broadcast(notice);
  broadcast({ name: 'audit.appended', seq: change.auditSeq });
};
