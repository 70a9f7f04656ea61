export const storageEn = {
  // Damage found on opening
  'damaged.title_one': 'One part of the store cannot be read',
  'damaged.title_other': '{{count, number}} parts of the store cannot be read',
  'damaged.foundAt': 'Found at {{time}} on opening {{desk}}, laptop {{code}}.',
  'damaged.affected': 'Affected',
  'damaged.intact': 'Intact',
  'damaged.lost_one': '{{count, number}} record is known to be missing',
  'damaged.lost_other': '{{count, number}} records are known to be missing',
  'damaged.lostUnknown': 'How many records are missing cannot be told',
  'damaged.records_one': '{{count, number}} record',
  'damaged.records_other': '{{count, number}} records',
  'damaged.file': 'File',
  'damaged.at': 'At byte',
  'damaged.what': 'What was found',
  'damaged.more_one': '{{count, number}} more stands in the report',
  'damaged.more_other': '{{count, number}} more stand in the report',
  'damaged.safe': 'Nothing has been changed or deleted. Writing is off until you choose.',
  'damaged.readOnly': 'Continue read-only',
  'damaged.setAside': 'Set the damaged files aside and go on…',
  'damaged.save': 'Save the report',
  'damaged.onlyAdministrator':
    'Going on without the damaged part is for an administrator, or for whoever has the recovery key.',
  'damaged.lock': 'Sign in differently',
  'damaged.signInFirst': 'Unlock to choose.',
  'damaged.askTitle': 'Set the damaged files aside?',
  'damaged.askBody':
    'They are moved to a folder beside the store, unchanged, and kept. The desk goes on with the {{records}} that are intact, in a new generation. This is written into the audit trail.',
  'damaged.askConfirm': 'Set aside and go on',
  'damaged.setAsideDone': 'The damaged files lie in {{folder}}',
  'problem.missing-file': 'The file is missing',
  'problem.missing-bytes': 'The end is missing',
  'problem.changed-bytes': 'Bytes differ from what was written',
  'problem.out-of-order': 'Parts are in the wrong order',
  'problem.unreadable': 'The disk cannot read it',

  // States in which nobody can sign in
  'inUse.title': 'This desk is open in another window',
  'inUse.body': 'Only one window may write at a time. Use the other one, or close it and try again here.',
  'newer.title': 'This data was written by a newer Deskside',
  'newer.body':
    'It has the data format {{found, number}}; this version knows up to {{supported, number}}. Nothing was changed. Update Deskside and open it again.',
  'keys.title': 'The key file is damaged',
  'keys.body':
    'Both copies of it cannot be read, so nobody can sign in. The data is untouched. Put keys-a.json or keys-b.json back from a backup and try again; no empty desk is ever made in its place.',
  'unreadable.title': 'The profile folder cannot be read',
  'unreadable.body':
    'The system answered with {{errno}}. Check that the disk is connected and that this account may read the folder.',
  'unreached.title': 'The console behind this window does not answer',
  'unreached.body': 'Nothing on disk is affected. Try again, or restart Deskside.',
  again: 'Try again',
  file: 'File',
  path: 'Folder',
  problem: 'Problem',

  // While working
  'banner.disk-full':
    'Read-only: the disk is full. Everything saved so far is safe. Free some space, then restart Deskside.',
  'banner.write-failed':
    'Read-only: the disk reported an error while saving ({{errno}}). What was confirmed is safe. Restart Deskside to check the disk.',
  'banner.damaged':
    'Read-only: part of the store cannot be read. You see what is intact. Lock and unlock to choose again.',
  'banner.not-writable': 'Read-only: this disk does not accept changes ({{errno}}). Everything on it can be read.',
  'banner.since': 'Since {{time}}. Text in open fields stays there.',
  'banner.unknown': 'unknown',

  // Figures
  'figures.title': 'Storage',
  'figures.folder': 'Folder',
  'figures.size': 'Size on disk',
  'figures.free': 'Free on this disk',
  'figures.audit': 'Audit entries',
  'figures.generation': 'Generation',
  'figures.opened': 'Opened',
  'figures.compact': 'Compact now',
  'figures.compacted': 'Compacted: {{before}} before, {{after}} now',
  'figures.compactHint': 'Writes a new generation without what is no longer needed. Work goes on meanwhile.',
  'record.ticket': 'Tickets',
  'record.entry': 'Timeline entries',
  'record.draft': 'Drafts',
  'record.user': 'Users',
  'record.savedView': 'Saved views',
  'record.preferences': 'Preferences',
  'record.importBatch': 'Imports',
  'record.importProfile': 'Import mappings',
  'record.other': 'Other',
} as const;
