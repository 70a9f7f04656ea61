/** Roles of the service manual, plus `kiosk`, to which the main process drops a session for a requester at the desk. */
export const roles = [
  'technician',
  'field-engineer',
  'team-lead',
  'change-authority',
  'auditor',
  'administrator',
  'kiosk',
] as const;

export type Role = (typeof roles)[number];

/** What an operation asks for. The table below is the only place that says who may do what. */
export const permissions = [
  'tickets.read',
  'tickets.create',
  'tickets.work',
  'tickets.assign',
  'tickets.reopen',
  'groups.manage',
  'problems.read',
  'problems.work',
  'problems.resolve',
  'knowledge.read',
  'knowledge.write',
  'knowledge.review',
  'services.read',
  'services.manage',
  'documents.read',
  'documents.manage',
  'assets.read',
  'assets.work',
  'assets.manage',
  'qualifications.read',
  'qualifications.manage',
  'training.read',
  'training.manage',
  'directory.read',
  'directory.write',
  'survey.correct',
  'imports.run',
  'audit.read',
  'users.manage',
  'settings.manage',
  'templates.manage',
  'store.maintain',
] as const;

export type Permission = (typeof permissions)[number];

const worker = [
  'tickets.read',
  'tickets.create',
  'tickets.work',
  'tickets.reopen',
  'problems.read',
  'problems.work',
  'knowledge.read',
  'knowledge.write',
  'services.read',
  'documents.read',
  'assets.read',
  'assets.work',
  'directory.read',
  'directory.write',
] as const satisfies readonly Permission[];

/**
 * Who may do what. Evaluated by the main process for every operation and by the renderer to hide what cannot be done.
 * A person holds one or more roles; the union of their rows counts. The auditor reads everything and changes nothing.
 */
export const permissionsByRole: Readonly<Record<Role, readonly Permission[]>> = {
  technician: worker,
  'field-engineer': worker,
  'team-lead': [
    ...worker,
    'tickets.assign',
    'problems.resolve',
    'knowledge.review',
    'services.manage',
    'documents.manage',
    'assets.manage',
    'qualifications.read',
    'qualifications.manage',
    'training.read',
    'training.manage',
    'survey.correct',
    'groups.manage',
    'templates.manage',
    'imports.run',
    'audit.read',
  ],
  'change-authority': [
    'tickets.read',
    'problems.read',
    'knowledge.read',
    'services.read',
    'documents.read',
    'assets.read',
    'directory.read',
  ],
  auditor: [
    'tickets.read',
    'problems.read',
    'knowledge.read',
    'services.read',
    'documents.read',
    'assets.read',
    'directory.read',
    'qualifications.read',
    'training.read',
    'audit.read',
  ],
  administrator: [
    ...worker,
    'tickets.assign',
    'problems.resolve',
    'knowledge.review',
    'services.manage',
    'documents.manage',
    'assets.manage',
    'qualifications.read',
    'qualifications.manage',
    'training.read',
    'training.manage',
    'survey.correct',
    'groups.manage',
    'imports.run',
    'audit.read',
    'users.manage',
    'settings.manage',
    'templates.manage',
    'store.maintain',
  ],
  kiosk: [],
};

export const isAllowed = (held: readonly Role[], permission: Permission): boolean =>
  held.some((role) => permissionsByRole[role].includes(permission));
