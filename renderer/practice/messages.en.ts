export const practiceEn = {
  'open.title': 'Practise in the training desk?',
  'open.body':
    'The training desk is a desk of its own beside this one, with invented people, tickets and articles. Try anything there.',
  'open.marked': 'It is framed, and all that is printed, saved or drafted there says TRAINING.',
  'open.apart': 'It is never synced, and this desk takes none of its files.',
  'open.stays': 'This desk stays as it is. Where both share one window, it is locked meanwhile.',
  'open.confirm': 'Open the training desk',
  'open.done': 'The training desk is open in its own window.',
  'reset.title': 'Start the training desk afresh?',
  'reset.body':
    'Everything done on the training desk is thrown away, with its keys and its audit trail, and the sample data is made anew. This takes a few seconds. Your own desk is not touched.',
  'reset.confirm': 'Throw away and start afresh',
  'reset.done': 'A fresh training desk: number mark {{code}}, new keys, the sample data as it began.',
  'pill.never': 'Never syncs',
  'pill.title': 'This is the training desk',
  'pill.body':
    'People, tickets and the numbers with {{code}} are invented. Nothing is synced, and all that is printed, saved or drafted says TRAINING.',
  'gate.body': 'Everybody and everything here is invented. Nothing is ever synced or sent.',
  'gate.unmade': 'The training desk is not there yet, or was thrown away before a fresh one was ready.',
  'gate.make': 'Make the training desk',
  'gate.reset': 'Start afresh…',
  'gate.leave': 'Back to your own desk',
};
