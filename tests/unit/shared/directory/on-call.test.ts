import { describe, expect, it } from 'vitest';
import { onCallAt, stretchesFrom } from '#shared/directory/on-call.ts';
import type { RotaContent, RotaException } from '#shared/directory/rota.ts';

const [ann, bo, chen] = ['person:A', 'person:B', 'person:C'];

const rota = (more: Partial<RotaContent> = {}): RotaContent => ({
  name: 'Network',
  groupId: null,
  zone: 'Europe/Berlin',
  rhythm: 'weekly',
  handOverTime: '09:00',
  startsOn: '2026-10-05',
  memberIds: [ann, bo, chen],
  exceptions: [],
  active: true,
  ...more,
});

const at = (instant: string): number => Date.parse(instant);
const iso = (instant: number | null): string | null => (instant === null ? null : new Date(instant).toISOString());
const told = (turns: RotaContent, from: string, count: number) =>
  stretchesFrom(turns, at(from), count).map(({ personId, to, because }) => [personId, iso(to), because]);

const except = (kind: RotaException['kind'], personId: string, from: string, to: string): RotaException => ({
  kind,
  personId,
  from,
  to,
});

describe('turns', () => {
  it('go round in order, and the one who comes at the hand-over has it', () => {
    expect(onCallAt(rota(), at('2026-10-05T06:59:59Z')).personId).toBeNull();
    expect(onCallAt(rota(), at('2026-10-05T07:00:00Z'))).toMatchObject({ personId: ann, nextId: bo });
    expect(onCallAt(rota(), at('2026-10-12T06:59:59Z')).personId).toBe(ann);
    expect(onCallAt(rota(), at('2026-10-12T07:00:00Z'))).toMatchObject({ personId: bo, because: 'turn', nextId: chen });
    expect(iso(onCallAt(rota(), at('2026-10-14T12:00:00Z')).from)).toBe('2026-10-12T07:00:00.000Z');
  });

  it('hand over at the same time on the wall when clocks go back, an hour later by the sun', () => {
    expect(told(rota(), '2026-10-20T12:00:00Z', 2)).toEqual([
      [chen, '2026-10-26T08:00:00.000Z', 'turn'],
      [ann, '2026-11-02T08:00:00.000Z', 'turn'],
    ]);
  });

  it('hand over at the end of an hour that clocks skip', () => {
    const night = rota({ rhythm: 'daily', handOverTime: '02:30', startsOn: '2027-03-27' });
    expect(told(night, '2027-03-27T12:00:00Z', 3)).toEqual([
      [ann, '2027-03-28T01:00:00.000Z', 'turn'],
      [bo, '2027-03-29T00:30:00.000Z', 'turn'],
      [chen, '2027-03-30T00:30:00.000Z', 'turn'],
    ]);
    expect(onCallAt(night, at('2027-03-28T01:00:00Z')).personId).toBe(bo);
  });

  it('go on over the end of a year, with and without a 53rd week', () => {
    expect(told(rota(), '2026-12-31T23:59:00Z', 2)).toEqual([
      [ann, '2027-01-04T08:00:00.000Z', 'turn'],
      [bo, '2027-01-11T08:00:00.000Z', 'turn'],
    ]);
    const daily = rota({ rhythm: 'daily', zone: 'Asia/Shanghai', handOverTime: '18:00', startsOn: '2026-12-30' });
    expect(told(daily, '2026-12-31T09:59:00Z', 3)).toEqual([
      [ann, '2026-12-31T10:00:00.000Z', 'turn'],
      [bo, '2027-01-01T10:00:00.000Z', 'turn'],
      [chen, '2027-01-02T10:00:00.000Z', 'turn'],
    ]);
  });

  it('of one person alone never end', () => {
    expect(told(rota({ memberIds: [ann] }), '2026-11-01T00:00:00Z', 2)).toEqual([[ann, null, 'turn']]);
    expect(told(rota({ memberIds: [ann] }), '2026-10-01T00:00:00Z', 2)).toEqual([
      [null, '2026-10-05T07:00:00.000Z', 'turn'],
      [ann, null, 'turn'],
    ]);
  });
});

describe('exceptions', () => {
  it('let somebody cover a part of a turn', () => {
    const swapped = rota({ exceptions: [except('cover', chen, '2026-10-07T16:00:00Z', '2026-10-08T07:00:00Z')] });
    expect(told(swapped, '2026-10-06T12:00:00Z', 4)).toEqual([
      [ann, '2026-10-07T16:00:00.000Z', 'turn'],
      [chen, '2026-10-08T07:00:00.000Z', 'cover'],
      [ann, '2026-10-12T07:00:00.000Z', 'turn'],
      [bo, '2026-10-19T07:00:00.000Z', 'turn'],
    ]);
  });

  it('let the next in order who can be called step in', () => {
    const away = rota({
      exceptions: [
        except('absence', ann, '2026-10-06T00:00:00Z', '2026-10-09T00:00:00Z'),
        except('absence', bo, '2026-10-06T00:00:00Z', '2026-10-07T00:00:00Z'),
      ],
    });
    expect(told(away, '2026-10-06T12:00:00Z', 3)).toEqual([
      [chen, '2026-10-07T00:00:00.000Z', 'steps_in'],
      [bo, '2026-10-09T00:00:00.000Z', 'steps_in'],
      [ann, '2026-10-12T07:00:00.000Z', 'turn'],
    ]);
  });

  it('say so where nobody can be called', () => {
    const nobody = rota({
      memberIds: [ann],
      exceptions: [except('absence', ann, '2026-10-06T00:00:00Z', '2026-10-07T00:00:00Z')],
    });
    expect(onCallAt(nobody, at('2026-10-06T12:00:00Z'))).toMatchObject({ personId: null, nextId: ann });
  });

  it('count the later of two covers, and none of somebody who is absent', () => {
    const both = rota({
      exceptions: [
        except('cover', bo, '2026-10-06T00:00:00Z', '2026-10-08T00:00:00Z'),
        except('cover', chen, '2026-10-06T00:00:00Z', '2026-10-08T00:00:00Z'),
        except('absence', chen, '2026-10-07T00:00:00Z', '2026-10-08T00:00:00Z'),
      ],
    });
    expect(told(both, '2026-10-06T12:00:00Z', 3)).toEqual([
      [chen, '2026-10-07T00:00:00.000Z', 'cover'],
      [bo, '2026-10-08T00:00:00.000Z', 'cover'],
      [ann, '2026-10-12T07:00:00.000Z', 'turn'],
    ]);
  });
});
