import { describe, expect, it } from 'vitest';
import { changeSystem, mapColumn, translate, untranslated } from '#renderer/imports/plan-edits.ts';
import { shortName } from '#renderer/imports/short-name.ts';
import { planGaps } from '#shared/imports/plan-gaps.ts';
import { inspectionOf } from './inspection-of.ts';

const inspection = inspectionOf([
  ['Number', 'Title', 'Weight', 'Made'],
  ['1', 'First', 'High', '03-04-2026'],
  ['2', 'Second', 'Feather', '13-04-2026'],
]);

describe('editing a plan', () => {
  it('giving a column a meaning proposes what follows from it', () => {
    const weighed = mapColumn(inspection.plan, inspection, 2, 'priority');
    expect(weighed.columns).toEqual(['externalId', 'title', 'priority', 'receivedAt']);
    expect(weighed.values.priority).toEqual({ High: '2' });
    const weight = inspection.columns[2];
    expect(weight && untranslated(weighed, weight)).toEqual(['Feather']);
    const translated = translate(weighed, 'priority', 'Feather', '4');
    expect(weight && untranslated(translated, weight)).toEqual([]);
    expect(translate(translated, 'priority', 'Feather', null).values.priority).toEqual({ High: '2' });
  });

  it('a field that only one column may fill moves; a date column brings its order', () => {
    const unmapped = mapColumn(inspection.plan, inspection, 3, null);
    expect(unmapped.columns[3]).toBeNull();
    const moved = mapColumn({ ...unmapped, dates: {} }, inspection, 3, 'closedAt');
    expect(moved.dates).toEqual({ 3: 'dmy' });
    expect(mapColumn(moved, inspection, 2, 'externalId').columns).toEqual([null, 'title', 'externalId', 'closedAt']);
  });

  it('never leaves a plan that cannot be read where it was readable', () => {
    expect(planGaps(inspection.plan, 4)).toEqual([]);
    expect(planGaps(mapColumn(inspection.plan, inspection, 2, 'details'), 4)).toEqual([]);
  });

  it('another system brings its name and its words, but not over a name that a person gave', () => {
    const state = inspectionOf([
      ['number', 'state', 'title', 'customer'],
      ['1', '3', 'a', 'b'],
    ]);
    const glpi = changeSystem(state.plan, state, 'glpi');
    expect(glpi).toMatchObject({ system: 'glpi', sourceName: 'GLPI', values: { state: { 3: 'in_progress' } } });
    const named = changeSystem({ ...glpi, sourceName: 'Plant 2' }, state, 'servicenow');
    expect(named).toMatchObject({ sourceName: 'Plant 2', values: { state: { 3: 'on_hold/requester' } } });
    expect(changeSystem(state.plan, state, 'servicenow-events').shape).toBe('events');
  });
});

describe('small words', () => {
  it('long file names keep both ends', () => {
    expect(shortName('tickets.csv')).toBe('tickets.csv');
    const short = shortName(`${'export-of-everything-'.repeat(5)}2026-10-10.csv`);
    expect(short.length).toBeLessThanOrEqual(44);
    expect(short.startsWith('export-of-')).toBe(true);
    expect(short.endsWith('2026-10-10.csv')).toBe(true);
  });
});
