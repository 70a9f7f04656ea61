import { describe, expect, it } from 'vitest';
import { isAllowed, permissions, permissionsByRole, roles } from '#shared/accounts/roles.ts';

describe('who may do what', () => {
  it('lets an auditor read and change nothing', () => {
    expect(permissionsByRole.auditor.toSorted()).toEqual([
      'assets.read',
      'audit.read',
      'checks.read',
      'directory.read',
      'documents.read',
      'knowledge.read',
      'logs.read',
      'problems.read',
      'qualifications.read',
      'services.read',
      'tickets.read',
      'tools.read',
      'training.read',
    ]);
  });

  it('gives the kiosk nothing at all', () => {
    for (const permission of permissions) expect(isAllowed(['kiosk'], permission)).toBe(false);
  });

  it('keeps people and settings to administrators', () => {
    for (const permission of ['users.manage', 'settings.manage', 'store.maintain', 'tools.manage'] as const)
      expect(roles.filter((role) => isAllowed([role], permission))).toEqual(['administrator']);
  });

  it('adds up the roles of one person', () => {
    expect(isAllowed(['change-authority'], 'audit.read')).toBe(false);
    expect(isAllowed(['change-authority', 'auditor'], 'audit.read')).toBe(true);
    expect(isAllowed([], 'tickets.read')).toBe(false);
  });
});
