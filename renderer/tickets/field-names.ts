/** Fields that an edit in the timeline may name and that have a word of their own. */
const fieldNames = [
  'title',
  'description',
  'kind',
  'priority',
  'impact',
  'urgency',
  'category',
  'service',
  'requester',
  'tags',
] as const;
export type FieldName = (typeof fieldNames)[number];

export const isFieldName = (field: string): field is FieldName => fieldNames.some((name) => name === field);
