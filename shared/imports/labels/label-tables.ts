import { genericLabels } from './generic.ts';
import { glpiLabels } from './glpi.ts';
import { jiraLabels } from './jira.ts';
import { osTicketLabels } from './osticket.ts';
import { serviceNowLabels } from './servicenow.ts';
import { zammadLabels } from './zammad.ts';
import type { LabelTable } from './label-table.ts';

/** Of all systems. Several spellings of a field are releases and translations of the same one. */
export const labelTables: readonly LabelTable[] = [
  ...serviceNowLabels,
  ...glpiLabels,
  ...zammadLabels,
  ...jiraLabels,
  ...osTicketLabels,
  ...genericLabels,
];
