import type { PersonRef, StoredRecord } from '../base/record.ts';

/** Who is to do a course: one person, or whoever is in a group by then. */
export type Assigned =
  | { readonly kind: 'person'; readonly person: PersonRef }
  | { readonly kind: 'group'; readonly groupId: string; readonly name: string };

/** That somebody is to pass a course, `trainingAssignment:<ULID>`. Made again it lets them try as often as the first time. */
export interface TrainingAssignment extends StoredRecord {
  readonly type: 'trainingAssignment';
  readonly schema: 1;
  /** Family of the article: any of its languages will do. */
  readonly courseId: string;
  readonly to: Assigned;
  /** Last day, `YYYY-MM-DD`; null: no day was set. */
  readonly dueOn: string | null;
  readonly by: PersonRef;
}
