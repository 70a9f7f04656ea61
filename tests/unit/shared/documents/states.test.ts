import { describe, expect, it } from 'vitest';
import { faults, type Sight } from '#shared/documents/finding.ts';
import { documentStorages } from '#shared/documents/document.ts';
import { documentStates, isHere, statesOf } from '#shared/documents/states.ts';

const held = { storage: 'held', reviewOn: null, validUntil: null, withdrawnAt: null } as const;
const same: Sight = { found: 'same' };
const changed: Sight = { found: 'changed', sha256: 'b'.repeat(64), bytes: 3 };
const today = '2026-09-24';

describe('what holds of a document', () => {
  it('is here once its file was seen to be what was accepted', () => {
    expect(statesOf(held, same, today)).toEqual(['here']);
    expect(statesOf(held, null, today)).toEqual(['unchecked']);
    expect(statesOf({ ...held, storage: 'watched' }, same, today)).toEqual(['here']);
  });

  it('has changed behind our back where the bytes differ', () => {
    expect(statesOf({ ...held, storage: 'watched' }, changed, today)).toEqual(['changed']);
  });

  it.each(faults)('is missing where the file is found to be: %s', (fault) => {
    expect(statesOf({ ...held, storage: 'watched' }, { found: 'fault', fault }, today)).toEqual(['missing']);
  });

  it('is missing here where only another laptop knows the path', () => {
    expect(statesOf({ ...held, storage: 'watched' }, null, today)).toEqual(['missing']);
  });

  it('is elsewhere whatever anybody saw', () => {
    expect(statesOf({ ...held, storage: 'elsewhere' }, changed, today)).toEqual(['elsewhere']);
  });

  it('holds on its last day, and has expired the day after', () => {
    expect(statesOf({ ...held, validUntil: today }, same, today)).toEqual(['here']);
    expect(statesOf({ ...held, validUntil: '2026-09-23' }, same, today)).toEqual(['expired', 'here']);
  });

  it('is due for review from that day on, unless it has expired', () => {
    expect(statesOf({ ...held, reviewOn: '2026-09-25' }, same, today)).toEqual(['here']);
    expect(statesOf({ ...held, reviewOn: today }, same, today)).toEqual(['review', 'here']);
    expect(statesOf({ ...held, reviewOn: today, validUntil: '2026-09-23' }, same, today)).toEqual(['expired', 'here']);
  });

  it('says what is missing before what has expired', () => {
    const gone: Sight = { found: 'fault', fault: 'gone' };
    expect(statesOf({ ...held, validUntil: '2026-01-01' }, gone, today)).toEqual(['missing', 'expired']);
  });

  it('is nothing but withdrawn once it was', () => {
    expect(
      statesOf({ ...held, withdrawnAt: '2026-09-01T00:00:00.000Z', validUntil: '2026-01-01' }, null, today),
    ).toEqual(['withdrawn']);
  });

  it('always says exactly once where it is, and never twice the same', () => {
    const days = [null, '2026-09-23', today, '2026-09-25'];
    const sights: readonly (Sight | null)[] = [null, same, changed, { found: 'fault', fault: 'link' }];
    for (const storage of documentStorages)
      for (const reviewOn of days)
        for (const validUntil of days)
          for (const sight of sights) {
            const states = statesOf({ storage, reviewOn, validUntil, withdrawnAt: null }, sight, today);
            const where = states.filter((state) => state !== 'expired' && state !== 'review');
            expect(where).toHaveLength(1);
            expect(new Set(states).size).toBe(states.length);
            expect(states).toEqual(documentStates.filter((state) => states.includes(state)));
            expect(isHere(states)).toBe(sight?.found === 'same' && storage !== 'elsewhere');
          }
  });
});
