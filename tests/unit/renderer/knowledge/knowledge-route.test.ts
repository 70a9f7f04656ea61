import { expect, it } from 'vitest';
import { knowledgePlace } from '#renderer/knowledge/knowledge-route.ts';

const id = 'article:01J00000000000000000000001';
const other = 'article:01J00000000000000000000002';

it.each([
  [[], { screen: 'read', articleId: null, rest: [] }],
  [[id], { screen: 'read', articleId: id, rest: [] }],
  [[id, 'edit'], { screen: 'edit', articleId: id, rest: [] }],
  [[id, 'versions', '3'], { screen: 'versions', articleId: id, rest: ['3'] }],
  [[id, 'beside', other], { screen: 'beside', articleId: id, rest: [other] }],
  [['new', 'draft:1'], { screen: 'new', articleId: null, rest: ['draft:1'] }],
  [['import'], { screen: 'import', articleId: null, rest: [] }],
  [['edit'], { screen: 'read', articleId: null, rest: [] }],
  [[id, 'nonsense'], { screen: 'read', articleId: id, rest: [] }],
])('%j is a place', (segments, place) => {
  expect(knowledgePlace(segments)).toEqual(place);
});
