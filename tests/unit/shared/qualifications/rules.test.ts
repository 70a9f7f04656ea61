import { expect, it } from 'vitest';
import type { QualificationContent, RequirementContent } from '#shared/qualifications/qualification.ts';
import { endingAmong, lacking, requirementsFor, standingOf } from '#shared/qualifications/rules.ts';

const today = '2026-10-15';
const held = (more: Partial<QualificationContent>): QualificationContent => ({
  kind: 'certificate',
  name: 'Electrical safety',
  level: null,
  number: '',
  issuer: '',
  issuedOn: null,
  expiresOn: null,
  note: '',
  ...more,
});
const need = (more: Partial<RequirementContent> = {}): RequirementContent => ({
  scope: 'category',
  of: 'Server room',
  name: 'electrical  Safety',
  level: null,
  strength: 'required',
  ...more,
});

it('counts a certificate on its last day and reminds from thirty days before', () => {
  expect(standingOf({ expiresOn: '2026-10-15' }, today)).toBe('ending');
  expect(standingOf({ expiresOn: '2026-10-14' }, today)).toBe('expired');
  expect(standingOf({ expiresOn: '2026-11-14' }, today)).toBe('ending');
  expect(standingOf({ expiresOn: '2026-11-15' }, today)).toBe('valid');
  expect(standingOf({ expiresOn: null }, today)).toBe('valid');
});

it('asks by category and by group, whatever the case', () => {
  const needs = [need(), need({ scope: 'group', of: 'Networks' })];
  expect(requirementsFor(needs, { category: 'server ROOM', group: null })).toEqual([needs[0]]);
  expect(requirementsFor(needs, { category: null, group: 'Networks' })).toEqual([needs[1]]);
  expect(requirementsFor(needs, { category: 'Networks', group: 'Server room' })).toEqual([]);
});

it('says what is lacking and why, what is required first', () => {
  const why = (all: readonly QualificationContent[], needs = [need()]) =>
    lacking(needs, all, today).map(({ reason }) => reason);
  expect(why([held({})])).toEqual([]);
  expect(why([])).toEqual(['none']);
  expect(why([held({ expiresOn: '2026-10-14' })])).toEqual(['expired']);
  expect(why([held({ expiresOn: '2026-10-14' }), held({ expiresOn: '2027-10-14' })])).toEqual([]);
  const skill = need({ level: 3 });
  expect(why([held({ kind: 'skill', level: 2 })], [skill])).toEqual(['level']);
  expect(why([held({ kind: 'skill', level: 4 })], [skill])).toEqual([]);
  const both = lacking([need({ strength: 'advised' }), need({ name: 'First aid' })], [], today);
  expect(both.map(({ strength }) => strength)).toEqual(['required', 'advised']);
});

it('tells whose certificate ends soon, of what is asked only', () => {
  const soon = held({ expiresOn: '2026-10-20' });
  expect(endingAmong([need()], [soon, held({ name: 'First aid', expiresOn: '2026-10-16' })], today)).toEqual([
    { name: 'Electrical safety', days: 5 },
  ]);
});
