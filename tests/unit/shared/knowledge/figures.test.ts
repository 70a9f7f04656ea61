import { expect, it } from 'vitest';
import { knowledgeFigures, type FigureTicket } from '#shared/knowledge/figures.ts';

const now = Date.parse('2026-11-26T09:00:00.000Z');
const day = 86_400_000;
const ticket = (change: Partial<FigureTicket> = {}): FigureTicket => ({
  category: 'Network',
  createdAt: now - 5 * day,
  resolvedAt: now - 2 * day,
  hasArticle: false,
  ...change,
});

it('counts the resolutions of 90 days and those with an article', () => {
  const { resolved, withArticle, asOf } = knowledgeFigures(
    [
      ticket({ hasArticle: true }),
      ticket(),
      ticket({ resolvedAt: null }),
      ticket({ createdAt: now - 200 * day, resolvedAt: now - 91 * day, hasArticle: true }),
      ticket({ createdAt: now - 200 * day, resolvedAt: now - 89 * day, hasArticle: true }),
    ],
    [],
    [],
    now,
  );
  expect({ resolved, withArticle, asOf }).toEqual({
    resolved: 3,
    withArticle: 2,
    asOf: '2026-11-26T09:00:00.000Z',
  });
});

it('names categories without an article, or with none that is used, the largest first', () => {
  const many = (count: number, change: Partial<FigureTicket>) => Array.from({ length: count }, () => ticket(change));
  const { categories } = knowledgeFigures(
    [
      ...many(5, { category: 'Printer' }),
      ...many(8, { category: 'Mail', resolvedAt: null }),
      ...many(4, { category: 'Phone' }),
      ...many(9, { category: 'VPN' }),
      ticket({ category: 'vpn', hasArticle: true }),
    ],
    ['printer', 'VPN', null],
    [],
    now,
  );
  expect(categories).toEqual([
    { category: 'Mail', tickets: 8, withArticle: 0, articles: 0 },
    { category: 'Printer', tickets: 5, withArticle: 0, articles: 1 },
  ]);
});

it('names problems with several tickets of which none has an article', () => {
  const problem = (number: string, tickets: readonly boolean[]) => ({ id: number, number, title: number, tickets });
  const { problems } = knowledgeFigures(
    [],
    [],
    [
      problem('P1', [false]),
      problem('P2', [false, false]),
      problem('P3', [false, true]),
      problem('P4', [false, false, false]),
    ],
    now,
  );
  expect(problems.map(({ number, tickets }) => [number, tickets])).toEqual([
    ['P4', 3],
    ['P2', 2],
  ]);
});
