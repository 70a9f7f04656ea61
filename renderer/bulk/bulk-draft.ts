import type { InputOf } from '#shared/contract/index.ts';
import type { PersonRef } from '#shared/base/record.ts';
import { MIN_OVERRIDE_REASON, reasonLength } from '#shared/priority/override.ts';
import type { Level, Priority, TicketKind } from '#shared/tickets/ticket.ts';

/** What can be set, in the order it is shown. */
export const draftFields = [
  'assignment',
  'category',
  'kind',
  'impact',
  'urgency',
  'override',
  'requester',
  'addTags',
  'removeTags',
  'titleStart',
  'descriptionEnd',
] as const;
export type DraftField = (typeof draftFields)[number];

/** The form as it is filled in. A field counts once it is switched on. */
export interface BulkDraft {
  readonly on: ReadonlySet<DraftField>;
  readonly kind: TicketKind | null;
  readonly impact: Level | null;
  readonly urgency: Level | null;
  readonly category: string;
  readonly requester: string;
  readonly titleStart: string;
  readonly descriptionEnd: string;
  readonly addTags: readonly string[];
  readonly removeTags: readonly string[];
  /** `none` gives the priority back to impact and urgency. */
  readonly priority: '1' | '2' | '3' | '4' | 'none' | null;
  readonly reason: string;
  readonly assignee: PersonRef | null;
  readonly group: string;
}

export const emptyDraft: BulkDraft = {
  on: new Set(),
  kind: null,
  impact: null,
  urgency: null,
  category: '',
  requester: '',
  titleStart: '',
  descriptionEnd: '',
  addTags: [],
  removeTags: [],
  priority: null,
  reason: '',
  assignee: null,
  group: '',
};

/** Why a field that is switched on cannot be carried out yet: the key of the sentence that says so. */
export type DraftLack = 'valueNeeded' | 'textNeeded' | 'reasonNeeded' | 'tagsNeeded' | 'assignmentNeeded';

export const lackOf = (draft: BulkDraft, field: DraftField): DraftLack | undefined => {
  if (!draft.on.has(field)) return undefined;
  switch (field) {
    case 'kind':
    case 'impact':
    case 'urgency':
      return draft[field] === null ? 'valueNeeded' : undefined;
    case 'addTags':
    case 'removeTags':
      return draft[field].length === 0 ? 'tagsNeeded' : undefined;
    case 'titleStart':
    case 'descriptionEnd':
      return draft[field].trim() === '' ? 'textNeeded' : undefined;
    case 'override':
      if (draft.priority === null) return 'valueNeeded';
      return draft.priority !== 'none' && reasonLength(draft.reason) < MIN_OVERRIDE_REASON ? 'reasonNeeded' : undefined;
    case 'assignment':
      return draft.assignee === null && draft.group.trim() === '' ? 'assignmentNeeded' : undefined;
    default:
      return undefined;
  }
};

type Change = InputOf<'bulk.preview'>['change'];

/** The change that a complete draft stands for; undefined while it sets nothing or lacks something. */
export const changeOf = (draft: BulkDraft): Change | undefined => {
  const { on } = draft;
  if (on.size === 0 || draftFields.some((field) => lackOf(draft, field) !== undefined)) return undefined;
  const blankIsNone = (text: string): string | null => text.trim() || null;
  const requester = blankIsNone(draft.requester);
  return {
    ...(on.has('titleStart') && { titleStart: draft.titleStart }),
    ...(on.has('descriptionEnd') && { descriptionEnd: draft.descriptionEnd }),
    ...(on.has('kind') && draft.kind !== null && { kind: draft.kind }),
    ...(on.has('impact') && draft.impact !== null && { impact: draft.impact }),
    ...(on.has('urgency') && draft.urgency !== null && { urgency: draft.urgency }),
    ...(on.has('category') && { category: blankIsNone(draft.category) }),
    ...(on.has('requester') && { requester: requester === null ? null : { id: null, name: requester } }),
    ...(on.has('addTags') && { addTags: [...draft.addTags] }),
    ...(on.has('removeTags') && { removeTags: [...draft.removeTags] }),
    ...(on.has('override') && {
      override: {
        priority: draft.priority === 'none' || draft.priority === null ? null : (Number(draft.priority) as Priority),
        reason: draft.reason,
      },
    }),
    ...(on.has('assignment') && { assignment: { assignee: draft.assignee, group: blankIsNone(draft.group) } }),
  };
};
