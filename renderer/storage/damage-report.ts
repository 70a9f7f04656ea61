import type { DamageReport } from '#shared/storage/status.ts';

/** The report as a text file that an expert can be sent: file names, places and problems, and nothing of the records. English. */
export const damageReportText = (report: DamageReport, desk: string, deviceCode: string, appVersion: string): string =>
  [
    'Deskside damage report',
    '',
    `Desk             ${desk}`,
    `Laptop           ${deviceCode}`,
    `Version          ${appVersion}`,
    `Found            ${report.foundAt}`,
    `Records intact   ${report.recordsIntact}`,
    `Records lost     ${report.recordsLost ?? 'unknown'}`,
    '',
    ...report.findings.flatMap((finding, index) => [
      `${index + 1}. ${finding.file}, byte ${finding.offset}: ${finding.problem}`,
      `   ${finding.note}`,
    ]),
    '',
  ].join('\n');
