import { describe, expect, it } from 'vitest';
import type { Role } from '#shared/accounts/roles.ts';
import { changeUser, foldSignInName, viewUser, type User } from '#shared/accounts/user.ts';

const user = (id: string, roles: readonly Role[], disabled = false): User => ({
  id: `user:${id}`,
  type: 'user',
  schema: 1,
  createdAt: '2026-10-05T08:00:00.000Z',
  updatedAt: '2026-10-05T08:00:00.000Z',
  createdBy: 'user:1',
  device: 'device:1',
  name: id,
  displayName: id.toUpperCase(),
  roles,
  disabled,
});

const at = '2026-10-06T08:00:00.000Z';
const admin = user('1', ['administrator', 'technician']);

const everybody = (): boolean => true;

describe('changing a user', () => {
  it.each([
    ['disabling', { disabled: true }],
    ['demoting', { roles: ['technician'] as const }],
  ])('refuses %s the last administrator', (_what, change) => {
    const nobodyElse = [admin, user('2', ['team-lead']), user('3', ['administrator'], true)];
    expect(changeUser(nobodyElse, admin, change, at, everybody)).toMatchObject({
      failure: { code: 'auth.last-administrator' },
    });
    const another = [...nobodyElse, user('4', ['administrator'])];
    expect(changeUser(another, admin, change, at, everybody)).toMatchObject({ ok: true });
  });

  it('lets the last administrator change what is not the point', () => {
    expect(changeUser([admin], admin, { displayName: 'Lin', roles: ['administrator'] }, at, everybody)).toEqual({
      ok: true,
      value: { ...admin, displayName: 'Lin', roles: ['administrator'], updatedAt: at },
    });
  });

  it('keeps what is not mentioned and holds each role once', () => {
    const lead = user('2', ['team-lead']);
    const changed = changeUser([admin, lead], lead, { roles: ['auditor', 'auditor'] }, at, everybody);
    expect(changed).toMatchObject({ value: { displayName: '2', disabled: false, roles: ['auditor'] } });
  });
});

describe('sign-in names', () => {
  it('are the same whatever their case and width', () => {
    expect(foldSignInName(' Ｌin.Yue ')).toBe(foldSignInName('lin.yue'));
  });
});

describe('viewUser', () => {
  it('shows nothing but what a list of people needs', () => {
    expect(Object.keys(viewUser(admin)).toSorted()).toEqual([
      'createdAt',
      'disabled',
      'displayName',
      'id',
      'name',
      'roles',
    ]);
  });
});
