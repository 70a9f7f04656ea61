export const writingEn = {
  // A text, read.
  picture: 'Picture elsewhere',
  pictureOf: 'Picture: {{alt}}',
  ownPicture: 'Picture without a description',
  code: 'Code',
  copyCode: 'Copy code',
  codeCopied: 'Code copied',
  taskDone: 'Done:',
  taskOpen: 'To do:',

  // A text, being written.
  format: 'Format',
  bold: 'Bold',
  italic: 'Italic',
  link: 'Link',
  codeWords: 'Code',
  list: 'List',
  quote: 'Quotation',
  preview: 'Preview',
  write: 'Go on writing',
  nothingToPreview: 'Nothing written yet',
} as const;
