import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkEnds, linkIdOf, oppositeSide, type LinkRow, type TicketLinkSide } from '#shared/links/link.ts';
import { LinkSet } from '#shared/links/link-set.ts';
import { planLink, type LinkedEnd } from '#shared/links/rules.ts';
import { ticketStates } from '#shared/tickets/ticket.ts';

const sides = ['related', 'parent_of', 'child_of'] as const satisfies readonly TicketLinkSide[];
const idOf = (n: number): string => `ticket:01J0000000000000000000000${'ABCDEFGH'.charAt(n)}`;
const rowOf = (id: string, side: TicketLinkSide, other: string): LinkRow => {
  const ends = linkEnds(id, side, other);
  return { id: linkIdOf(ends), ...ends };
};
const anySide = fc.constantFrom(...sides);
const anyTicket = fc.nat(7).map(idOf);
/** Links of a desk as two consoles may have made them, knots included. */
const anyLinks = fc.array(
  fc
    .tuple(anyTicket, anySide, anyTicket)
    .filter(([id, , other]) => id !== other)
    .map(([id, side, other]) => rowOf(id, side, other)),
  { maxLength: 20 },
);
const seen = (links: LinkSet) => Array.from({ length: 8 }, (_, n) => links.of(idOf(n)));

describe('a link', () => {
  it('is the same whichever end it is made from', () => {
    fc.assert(
      fc.property(anyTicket, anySide, anyTicket, (id, side, other) => {
        expect(rowOf(id, side, other)).toEqual(rowOf(other, oppositeSide(side), id));
      }),
    );
  });

  it('is shown by A exactly if B shows it, from the other side', () => {
    fc.assert(
      fc.property(anyLinks, (rows) => {
        const links = new LinkSet(rows);
        for (let n = 0; n < 8; n++)
          for (const { side, otherId } of links.of(idOf(n)))
            expect(links.others(otherId, oppositeSide(side as TicketLinkSide))).toContain(idOf(n));
      }),
    );
  });
});

describe('the set of all links', () => {
  it('merges alike in any order and any number of times', () => {
    fc.assert(
      fc.property(anyLinks, anyLinks, anyLinks, (a, b, c) => {
        expect(seen(new LinkSet([...a, ...b]))).toEqual(seen(new LinkSet([...b, ...a])));
        expect(seen(new LinkSet([...a, ...a]))).toEqual(seen(new LinkSet(a)));
        expect(seen(new LinkSet([...a, ...b, ...c]))).toEqual(seen(new LinkSet([...c, ...a, ...b, ...a])));
      }),
    );
  });

  it('loses nothing but the link that is taken away', () => {
    fc.assert(
      fc.property(anyLinks, fc.nat(), (rows, pick) => {
        const gone = rows[pick % Math.max(1, rows.length)];
        const links = new LinkSet(rows);
        if (gone) links.remove(gone.id);
        expect(seen(links)).toEqual(seen(new LinkSet(rows.filter(({ id }) => id !== gone?.id))));
      }),
    );
  });

  it('counts what it lists', () => {
    fc.assert(
      fc.property(anyLinks, anyTicket, anySide, (rows, id, side) => {
        const links = new LinkSet(rows);
        expect(links.count(id, side)).toBe(links.others(id, side).length);
      }),
    );
  });
});

const end = (n: number, state: LinkedEnd['state'] = 'in_progress'): LinkedEnd => ({
  id: idOf(n),
  number: `INC-7K3Q-00000${n}`,
  state,
});

describe('what may be linked', () => {
  it('never makes a ticket stand above itself, in whatever order links come', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(7), anySide, fc.nat(7)), { maxLength: 40 }), (tries) => {
        const links = new LinkSet();
        for (const [n, side, other] of tries) {
          const planned = planLink(end(n), side, end(other), links);
          if (planned.ok) links.put({ id: linkIdOf(planned.value), ...planned.value });
        }
        for (let n = 0; n < 8; n++) {
          const passed = new Set<string>();
          for (let at = links.others(idOf(n), 'child_of')[0]; at !== undefined; at = links.others(at, 'child_of')[0]) {
            expect(at).not.toBe(idOf(n));
            expect(passed.has(at)).toBe(false);
            passed.add(at);
          }
          expect(links.others(idOf(n), 'child_of').length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('ends where two consoles tied a knot while apart', () => {
    const links = new LinkSet([rowOf(idOf(0), 'parent_of', idOf(1)), rowOf(idOf(1), 'parent_of', idOf(0))]);
    expect(planLink(end(2), 'child_of', end(0), links)).toMatchObject({ ok: true });
    expect(planLink(end(0), 'child_of', end(2), links)).toMatchObject({ failure: { code: 'link.has-parent' } });
  });

  it.each(ticketStates)('with a ticket that is %s', (state) => {
    const links = new LinkSet();
    const codeOf = (side: TicketLinkSide) => {
      const planned = planLink(end(0), side, end(1, state), links);
      return planned.ok ? 'ok' : planned.failure.code;
    };
    expect(codeOf('related')).toBe(state === 'merged' ? 'link.ended' : 'ok');
    const isOver = state === 'closed' || state === 'cancelled' || state === 'merged';
    expect(codeOf('parent_of')).toBe(isOver ? 'link.ended' : 'ok');
    expect(codeOf('child_of')).toBe(isOver ? 'link.ended' : 'ok');
  });

  it('not itself, and not twice', () => {
    const links = new LinkSet([rowOf(idOf(0), 'related', idOf(1))]);
    expect(planLink(end(0), 'related', end(0), links)).toMatchObject({ failure: { code: 'link.self' } });
    expect(planLink(end(1), 'related', end(0), links)).toMatchObject({ failure: { code: 'link.exists' } });
    expect(planLink(end(1), 'parent_of', end(0), links)).toMatchObject({ ok: true });
  });
});
