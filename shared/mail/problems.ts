/** Why a file is not taken for a mail: `details.problem` of `mail.unreadable`. */
export const unreadableMails = [
  'not-mail',
  'too-many-parts',
  'too-many-lines',
  'too-deep',
  'headers',
  'too-many-files',
  'too-large',
  'too-hard',
] as const;
export type UnreadableMail = (typeof unreadableMails)[number];
