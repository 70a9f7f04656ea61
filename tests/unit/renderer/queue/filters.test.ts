import { describe, expect, it } from 'vitest';
import {
  activeFields,
  builtInFilters,
  isOpenStates,
  queryKey,
  usualOrder,
  withoutField,
} from '#renderer/queue/filters.ts';
import { emptyFilter } from '#shared/queue/filter.ts';
import { chosenIn, pickedIn } from '#renderer/queue/filter-values.tsx';

describe('filters of the queue', () => {
  it('are the same whatever order their values were picked in', () => {
    const one = pickedIn(pickedIn(emptyFilter, 'priorities', '1'), 'priorities', '2');
    const other = pickedIn(pickedIn(emptyFilter, 'priorities', '2'), 'priorities', '1');
    expect(queryKey(one, usualOrder)).toBe(queryKey(other, usualOrder));
    expect(queryKey(one, usualOrder)).not.toBe(queryKey(one, { by: 'number', descending: false }));
    expect(queryKey({ ...emptyFilter, text: 'a' }, usualOrder)).not.toBe(queryKey(emptyFilter, usualOrder));
  });

  it('pick “open” as its four states, and take it back whole', () => {
    const open = pickedIn(emptyFilter, 'states', 'open');
    expect(open).toEqual(builtInFilters.open);
    expect([...chosenIn(open, 'states')]).toContain('open');
    expect(pickedIn(open, 'states', 'open').states).toEqual([]);
    expect(isOpenStates(pickedIn(open, 'states', 'new').states)).toBe(false);
  });

  it('toggle single values off when picked again', () => {
    const mine = pickedIn(emptyFilter, 'assignee', 'me');
    expect(mine.assignee).toBe('me');
    expect(pickedIn(mine, 'assignee', 'none').assignee).toBe('none');
    expect(pickedIn(mine, 'assignee', 'me').assignee).toBeNull();
  });

  it('name what restricts the list, and can be taken off one at a time', () => {
    expect(activeFields(emptyFilter)).toEqual([]);
    expect(activeFields(builtInFilters.mine)).toEqual(['states', 'assignee']);
    expect(activeFields(withoutField(builtInFilters.mine, 'states'))).toEqual(['assignee']);
  });
});
