import { isAllowed, type Role } from '../accounts/roles.ts';
import type { NeededRole } from './tool.ts';

const enough: Readonly<Record<Exclude<NeededRole, 'worker'>, readonly Role[]>> = {
  'team-lead': ['team-lead', 'administrator'],
  administrator: ['administrator'],
};

/** Whether somebody with these roles may start a tool that needs this one. */
export const mayRunTool = (held: readonly Role[], needed: NeededRole): boolean =>
  isAllowed(held, 'tools.run') && (needed === 'worker' || held.some((role) => enough[needed].includes(role)));
