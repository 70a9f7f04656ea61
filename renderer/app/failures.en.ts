import type { FailureCode } from '#shared/base/result.ts';
import type { laterFailuresEn } from './later-failures.en.ts';

/** One sentence for each refusal that the first view can meet: what happened, what is safe, what to do. */
export const failuresEn = {
  'request.unknown-operation': 'This window and the console behind it are different versions. Restart Deskside.',
  'request.invalid': 'Something in what was entered does not fit. Check the marked fields.',
  'request.too-large': 'That is too large to send at once. Shorten it or split it.',
  'request.cancelled': 'Stopped. Nothing was changed.',
  'auth.signed-out': 'You are signed out. Unlock to go on; your text stays here.',
  'auth.denied': 'Your role does not allow this. Ask an administrator of this desk.',
  'auth.wrong-passphrase': 'Wrong passphrase.',
  'auth.wrong-recovery-key': 'This recovery key does not open this desk. Check it against the recovery sheet.',
  'auth.too-many-attempts': 'Too many wrong attempts. Wait before the next one.',
  'auth.user-disabled': 'This account is disabled. An administrator of this desk can enable it again.',
  'auth.weak-passphrase': 'Too short: a passphrase needs at least 12 characters.',
  'auth.last-administrator': 'This is the last administrator. Make someone else administrator first.',
  'auth.keychain-lost':
    'The keychain of this system no longer gives the key of this laptop. Open the desk with the recovery key.',
  'profile.not-set-up': 'There is no desk on this laptop yet. Set one up first.',
  'profile.already-set-up': 'This laptop already has a desk. Sign in to it.',
  'profile.in-use': 'This desk is open in another window of Deskside. Use that one, or close it.',
  'profile.keys-damaged':
    'Both copies of the key file are damaged. Nothing was overwritten; put one back from a backup.',
  'storage.full': 'Not saved: the disk is full. Free some space, then save again.',
  'storage.failed': 'Not saved for certain: the disk reported an error. Restart Deskside to see what is on disk.',
  'storage.read-only': 'Not saved: this desk is read-only at the moment. What is on disk is safe.',
  'storage.corrupt': 'Part of the stored data cannot be read. Nothing was changed or deleted.',
  'storage.missing': 'The data of this desk is not where it should be. Nothing new was created in its place.',
  'storage.newer-schema': 'A newer version of Deskside wrote this data. Update Deskside to open it.',
  'record.not-found': 'This record is not on this laptop any more.',
  'record.exists': 'There is already one with this name. Choose another.',
  'record.stale': 'Someone changed this in the meantime. Look at the newer value before you save yours.',
  'ticket.illegal-transition': 'The ticket is in a state that does not allow this.',
  'ticket.fields-missing': 'Something is missing before this can be done.',
  'ticket.not-assignee':
    'A colleague has this ticket. Return it to the queue and take it, or have it assigned to you, before you start it.',
  'ticket.merge-target':
    'Tickets are merged into another one that is still open or resolved. Choose a different ticket.',
  'ticket.delivered': 'This comment was marked as delivered before.',
  'ticket.tasks-open':
    'Required tasks are still open ({{count, number}}): {{titles}}. Finish them, or say why they are not needed.',
  'ticket.children-open': 'Child tickets are still open ({{count, number}}): {{numbers}}. Say what becomes of them.',
  'ticket.reason-too-short': 'The reason is too short: write at least {{least, number}} characters.',
  'time.not-yours': 'This is the working time of {{name}}. They correct it themselves, or a team lead does.',
  'task.too-many': 'A record holds at most {{most, number}} tasks. Nothing was added.',
  'ticket.not-qualified':
    '{{name}} lacks what these tickets require: {{missing}}. Choose somebody else, or have a team lead make an exception.',
  'attachment.too-large': 'Files of up to 25 MB can be attached. This one is larger; pack it or send a link.',
  'attachment.ticket-full':
    'Nothing was attached: a ticket holds 100 MB of files. Remove one that is not needed, or pack these.',
  'attachment.interrupted': 'The file did not arrive whole, and nothing of it was kept. Attach it again.',
  'attachment.damaged':
    'This file is missing or damaged on the disk of this laptop. The ticket itself is whole; the file can come back from a backup, or be attached again.',
  'host.unavailable': 'This is not possible where Deskside runs now.',
  'connection.lost': 'Deskside does not answer this window. It is trying again; your text stays here.',
  'practice.never-syncs': 'A training desk is never synced. Nothing left this laptop.',
  'practice.training-file':
    'This file comes from a training desk: its people and numbers are invented. Nothing was taken from it; open it in the training desk.',
  'practice.wrong-desk': 'This belongs to the other desk: only a training desk can be started afresh or left.',
  'practice.at-work':
    'An import or a bulk edit is still running on the training desk. Wait for it, or cancel it, then start afresh.',
  'practice.not-opened': 'The other desk could not be opened: {{reason}}. This one is as it was.',
  internal: 'Something went wrong inside Deskside. Nothing was saved by this action; trying again is safe.',
} as const satisfies Readonly<Record<Exclude<FailureCode, keyof typeof laterFailuresEn>, string>>;
