export const sourceSystems = [
  'servicenow',
  'servicenow-events',
  'glpi',
  'zammad',
  'jira',
  'osticket',
  'generic',
] as const;
export type SourceSystem = (typeof sourceSystems)[number];

/** Under which name records of a system are recognised again; both ServiceNow exports speak of the same tickets. */
export const systemName: Readonly<Record<SourceSystem, string>> = {
  servicenow: 'ServiceNow',
  'servicenow-events': 'ServiceNow',
  glpi: 'GLPI',
  zammad: 'Zammad',
  jira: 'Jira',
  osticket: 'osTicket',
  generic: 'Import',
};
