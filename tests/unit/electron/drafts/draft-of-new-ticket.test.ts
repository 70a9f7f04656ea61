import { afterEach, describe, expect, it } from 'vitest';
import { newTicketInput } from '#shared/tickets/operations.ts';
import { draftHandlers } from '#core/drafts/handlers.ts';
import { deskFolder, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';

let folder: DeskFolder | undefined;
afterEach(async () => {
  await folder?.remove();
  folder = undefined;
});

describe('a new ticket made from a draft', () => {
  it('may name the draft by the id that drafts.save gave it', async () => {
    folder = await deskFolder();
    const saved = await draftHandlers(folder.desk)['drafts.save'](
      { key: 'new-ticket:1', fields: { title: 'VPN' } },
      contextOf('Ada Marsh'),
    );
    if (!saved.ok || saved.value === null) throw new Error('The draft was not saved');
    const input = {
      kind: 'incident',
      channel: 'phone',
      title: 'VPN',
      description: '',
      impact: 3,
      urgency: 3,
      category: null,
      requester: null,
      draftId: saved.value.id,
    };
    expect(newTicketInput.safeParse(input).error).toBeUndefined();
  });
});
