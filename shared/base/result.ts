/**
 * Why something was refused. Codes are stable: screens translate them, tests and the audit trail name them.
 * `area.reason`, kebab-case. A new code needs its sentence in every language (`renderer/app/failures.*.ts`, checked by types).
 */
export const failureCodes = [
  'request.unknown-operation',
  'request.invalid',
  'request.too-large',
  'request.cancelled',
  'auth.signed-out',
  'auth.denied',
  'auth.wrong-passphrase',
  'auth.wrong-recovery-key',
  'auth.too-many-attempts',
  'auth.user-disabled',
  'auth.weak-passphrase',
  'auth.last-administrator',
  'profile.not-set-up',
  'profile.already-set-up',
  'profile.in-use',
  'profile.keys-damaged',
  'storage.full',
  'storage.failed',
  'storage.read-only',
  'storage.corrupt',
  'storage.missing',
  'storage.newer-schema',
  'record.not-found',
  'record.exists',
  'record.stale',
  'ticket.illegal-transition',
  'ticket.fields-missing',
  'import.unreadable',
  'import.rows-refused',
  'import.running',
  'import.touched-since',
  'host.unavailable',
  'connection.lost',
  'internal',
  'auth.keychain-lost',
  'import.plan-incomplete',
  'ticket.not-assignee',
  'ticket.merge-target',
  'ticket.delivered',
  'ticket.tasks-open',
  'ticket.children-open',
  'ticket.reason-too-short',
  'task.too-many',
  'time.not-yours',
  'diagnosis.running',
  'diagnosis.invalid',
  'bulk.too-many',
  'bulk.too-many-tags',
  'bulk.too-long',
  'bulk.preview-gone',
  'bulk.running',
  'handover.not-yours',
  'handover.nobody',
  'link.self',
  'link.exists',
  'link.ended',
  'link.has-parent',
  'link.own-ancestor',
  'problem.illegal-transition',
  'problem.not-owner',
  'attachment.too-large',
  'attachment.ticket-full',
  'attachment.interrupted',
  'attachment.damaged',
  'mail.unreadable',
  'mail.known',
  'survey.answered',
  'survey.declined',
  'report.not-saved',
  'article.illegal-transition',
  'article.own-review',
  'ticket.not-qualified',
  'article.is-solution',
  'article.retired',
  'article.not-author',
  'asset.illegal-status',
  'asset.serial-taken',
  'asset.tag-taken',
  'asset.cycle',
  'asset.too-deep',
  'asset.linked-ended',
  'synonyms.conflict',
  'synonyms.too-few',
  'service.too-many',
  'person.merge',
  'article.pictures-too-large',
  'article.language-taken',
  'article.is-original',
  'article.own-translation',
  'article.not-translation',
  'knowledge.unreadable',
  'knowledge.nothing-to-export',
  'knowledge.export-too-hard',
  'template.unknown-variable',
  'template.question',
  'template.order',
  'template.gaps',
  'training.no-quiz',
  'training.other-version',
  'training.no-attempts',
  'practice.never-syncs',
  'practice.training-file',
  'practice.wrong-desk',
  'practice.at-work',
  'practice.not-opened',
] as const;

export type FailureCode = (typeof failureCodes)[number];

/** JSON values, the only thing that crosses a transport or reaches the disk. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface Failure {
  readonly code: FailureCode;
  /** English, for logs; screens show the translation of `code` filled with `details`. */
  readonly message: string;
  /** Values that the translated sentence needs: field names, counts, times. Never secrets. */
  readonly details?: { readonly [key: string]: Json };
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export const succeed = <T>(value: T): Result<T> => ({ ok: true, value });

export const refuse = (code: FailureCode, message: string, details?: Failure['details']): Result<never> => ({
  ok: false,
  failure: details ? { code, message, details } : { code, message },
});
