import { expect, it } from 'vitest';
import { byUse, helpfulShare, summariseUse, type ArticleUse, type ArticleUseKind } from '#shared/knowledge/use.ts';
import { lin } from '../tickets/sample-ticket.ts';

const now = Date.parse('2026-10-01T12:00:00.000Z');

const use = (kind: ArticleUseKind, daysAgo: number, version = 2): ArticleUse => {
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
    by: lin,
    ticketId: null,
    note: '',
  };
};

it('counts what went into tickets and texts within 90 days, and every judgement', () => {
  const uses = [
    use('linked', 0),
    use('inserted', 90),
    use('linked', 91),
    use('helped', 400, 1),
    use('not_helped', 3),
    use('outdated', 5, 1),
    use('outdated', 5, 2),
  ];
  expect(summariseUse(uses, 2, now)).toEqual({ uses: 2, helped: 1, notHelped: 1, outdated: 1 });
  expect(helpfulShare({ helped: 1, notHelped: 1 })).toBe(0.5);
  expect(helpfulShare({ helped: 0, notHelped: 0 })).toBeNull();
});

it('ranks by uses, then by the helpful share, then by title', () => {
  const of = (title: string, uses: number, helped = 0, notHelped = 0) => ({
    title,
    uses,
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
