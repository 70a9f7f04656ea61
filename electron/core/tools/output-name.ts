import { cleanFileName } from '#shared/attachments/file-name.ts';

/** `Ping 2026-11-26 10.42.07 UTC.txt`: files of one ticket in the order of their runs, on every system. */
export const outputName = (tool: string, startedAt: string): string =>
  cleanFileName(
    `${tool.replaceAll(/[^\p{L}\p{N} ()-]/gu, '')} ${startedAt.slice(0, 19).replace('T', ' ').replaceAll(':', '.')} UTC.txt`,
  );
