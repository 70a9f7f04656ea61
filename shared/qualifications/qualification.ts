import type { PersonRef, StoredRecord } from '../base/record.ts';

export const qualificationKinds = ['skill', 'certificate'] as const;
export type QualificationKind = (typeof qualificationKinds)[number];

/** How well somebody masters a skill; a higher one covers the lower. */
export const skillLevels = [1, 2, 3, 4] as const;
export type SkillLevel = (typeof skillLevels)[number];

export interface QualificationContent {
  readonly kind: QualificationKind;
  /** What requirements ask for by this name: `Electrical safety`, `Windows Server`. */
  readonly name: string;
  /** Of a skill; null for a certificate, which one has or has not. */
  readonly level: SkillLevel | null;
  /** Of a certificate: its number and who issued it. */
  readonly number: string;
  readonly issuer: string;
  readonly issuedOn: string | null;
  /** Last day on which it counts, `YYYY-MM-DD`; null: no end. */
  readonly expiresOn: string | null;
  readonly note: string;
}

/** What somebody of the desk can do, and since when, `qualification:<ULID>`. */
export interface Qualification extends StoredRecord, QualificationContent {
  readonly type: 'qualification';
  readonly schema: 1;
  readonly revision: number;
  readonly holder: PersonRef;
}

/** Tickets that a requirement is about: those of a category, or of an assignment group. */
export const requirementScopes = ['category', 'group'] as const;

/** `required`: without it nobody is assigned, unless a team lead says why. `advised`: the lead is told, and decides. */
export const requirementStrengths = ['required', 'advised'] as const;
export type RequirementStrength = (typeof requirementStrengths)[number];

export interface RequirementContent {
  readonly scope: (typeof requirementScopes)[number];
  /** Name of the category or group, as tickets carry it. */
  readonly of: string;
  /** Name of the qualification. */
  readonly name: string;
  /** The least level that does; null: any. */
  readonly level: SkillLevel | null;
  readonly strength: RequirementStrength;
}

/** What work on some tickets asks of whoever gets them, `qualificationNeed:<ULID>`. */
export interface Requirement extends StoredRecord, RequirementContent {
  readonly type: 'qualificationNeed';
  readonly schema: 1;
  readonly revision: number;
}
