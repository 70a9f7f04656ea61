import { expect, it } from 'vitest';
import {
  answerOf,
  byUse,
  helpfulShare,
  summariseUse,
  type ArticleUse,
  type ArticleUseKind,
} from '#shared/knowledge/use.ts';
import { lin, sam } from '../tickets/sample-ticket.ts';

const now = Date.parse('2026-10-01T12:00:00.000Z');

const use = (kind: ArticleUseKind, daysAgo: number, version = 2, by = lin): ArticleUse => {
  const at = new Date(now - daysAgo * 86_400_000).toISOString();
  return {
    id: `articleUse:01J00000000000000000000001:${daysAgo}${kind}`,
    type: 'articleUse',
    schema: 1,
    createdAt: at,
    updatedAt: at,
    createdBy: 'user:01J0000000000000000000000A',
    device: 'device:01J0000000000000000000000D',
    articleId: 'article:01J00000000000000000000001',
    version,
    kind,
    at,
    by,
    ticketId: null,
    note: '',
  };
};

it('counts what went into tickets and texts within 90 days, and every judgement', () => {
  const uses = [
    use('linked', 0),
    use('inserted', 90),
    use('linked', 91),
    use('opened', 2),
    use('opened', 91),
    use('helped', 400, 1),
    use('not_helped', 3),
    use('outdated', 5, 1),
    use('outdated', 5, 2),
  ];
  expect(summariseUse(uses, 2, now)).toEqual({
    uses: 2,
    opened: 1,
    helped: 1,
    notHelped: 1,
    outdated: 1,
  });
  expect(helpfulShare({ helped: 1, notHelped: 1 })).toBe(0.5);
  expect(helpfulShare({ helped: 0, notHelped: 0 })).toBeNull();
});

it('counts the last answer of each person about each version', () => {
  const uses = [
    use('not_helped', 3),
    use('helped', 9),
    use('helped', 2, 2, sam),
    use('helped', 8, 1),
    use('outdated', 1, 2, sam),
    use('outdated', 0, 2, sam),
  ];
  expect(summariseUse(uses, 2, now)).toMatchObject({ helped: 2, notHelped: 1, outdated: 1 });
  expect(answerOf(uses, 2, lin)).toEqual({ answer: 'not_helped', outdated: false });
  expect(answerOf(uses, 2, sam)).toEqual({ answer: 'helped', outdated: true });
  expect(answerOf(uses, 3, sam)).toEqual({ answer: null, outdated: false });
});

it('ranks by uses, then by the helpful share, then by title', () => {
  const of = (title: string, uses: number, helped = 0, notHelped = 0) => ({
    title,
    uses,
    opened: 0,
    helped,
    notHelped,
    outdated: 0,
  });
  const ranked = [
    of('打印预览', 1),
    of('VPN', 1),
    of('Rarely helps', 2, 1, 9),
    of('Dock', 1, 1, 0),
    of('Mostly helps', 2, 9, 1),
    of('Often', 7),
  ].toSorted(byUse);
  expect(ranked.map(({ title }) => title)).toEqual([
    'Often',
    'Mostly helps',
    'Rarely helps',
    'Dock',
    '打印预览',
    'VPN',
  ]);
});
