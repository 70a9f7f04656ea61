import { describe, expect, it } from 'vitest';
import { policyFor, type PolicyScope } from '#shared/sla/policy.ts';
import { policyContent } from '#shared/sla/operations.ts';
import { policy } from './tickets.ts';

const scoped = (id: string, scope: Partial<PolicyScope>) => ({
  ...policy,
  id,
  scope: { services: [], categories: [], ...scope },
});

const usual = scoped('slaPolicy:5', {});
const network = scoped('slaPolicy:4', { categories: ['Network', 'VPN'] });
const payroll = scoped('slaPolicy:3', { services: ['Payroll'] });
const both = scoped('slaPolicy:2', { services: ['Payroll'], categories: ['Network'] });

describe('the policy of a ticket', () => {
  const chosen = (service: string | null, category: string | null): string | undefined =>
    policyFor([usual, network, payroll, both], { service, category })?.id;

  it('is the most specific one that covers it', () => {
    expect(chosen(null, null)).toBe(usual.id);
    expect(chosen(null, 'VPN')).toBe(network.id);
    expect(chosen('Payroll', 'VPN')).toBe(payroll.id);
    expect(chosen('Payroll', 'Network')).toBe(both.id);
  });

  it('is the same on every device if two are as specific', () => {
    const other = scoped('slaPolicy:1', { categories: ['VPN'] });
    expect(policyFor([network, other], { service: null, category: 'VPN' })).toBe(other);
    expect(policyFor([other, network], { service: null, category: 'VPN' })).toBe(other);
  });

  it('is none if none covers it', () => {
    expect(policyFor([network], { service: null, category: 'Printing' })).toBeUndefined();
  });
});

describe('a policy as it is saved', () => {
  const calendarId = 'calendar:01J00000000000000000000001';
  const targets = { response: { amount: 1, unit: 'bh' }, update: null, resolve: { amount: 2, unit: 'bd' }, calendarId };
  const content = {
    name: 'Payroll',
    scope: { services: [], categories: [] },
    targets: { 1: targets, 2: targets, 3: targets, 4: targets },
    reopen: { kind: 'resume' },
  };

  it('is taken whole', () => {
    expect(policyContent.parse(content)).toEqual(content);
  });

  it.each([
    [
      'half a day',
      { ...content, targets: { ...content.targets, 1: { ...targets, resolve: { amount: 0.5, unit: 'bd' } } } },
    ],
    ['nothing', { ...content, targets: { ...content.targets, 1: { ...targets, resolve: { amount: 0, unit: 'bh' } } } }],
    ['three priorities', { ...content, targets: { 1: targets, 2: targets, 3: targets } }],
    ['a new target without one', { ...content, reopen: { kind: 'new_target' } }],
    [
      'a ticket for a calendar',
      { ...content, targets: { ...content.targets, 4: { ...targets, calendarId: 'ticket:1' } } },
    ],
  ])('is refused with %s', (_name, wrong) => {
    expect(policyContent.safeParse(wrong).success).toBe(false);
  });
});
