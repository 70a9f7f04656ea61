import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { mailDraft } from '#renderer/mail/mail-draft.ts';
import { outgoingId, ticketOfOutgoing } from '#shared/mail/outgoing.ts';
import type { Ticket, TimelineEntry } from '#shared/tickets/ticket.ts';

const ticketId = 'ticket:01J0000000000000000000000T';
const entryId = 'entry:01J0000000000000000000000T:01J0000000000000000000000E';
const ticket = (title: string, name: string | null): Ticket =>
  ({ id: ticketId, number: 'INC-7K3Q-000142', title, requester: name === null ? null : { id: null, name } }) as Ticket;
const timeline = [
  { id: 'a', event: { kind: 'created', channel: 'email', mail: { messageId: '<one@x>', from: 'lin@example.cn' } } },
  {
    id: 'b',
    by: { id: null, name: '林悦' },
    event: { kind: 'reply', text: '', channel: 'email', mail: { messageId: '<two@x>', from: 'lin@example.cn' } },
  },
  {
    id: 'c',
    by: { id: null, name: 'Mallory' },
    event: { kind: 'reply', text: '', channel: 'email', mail: { messageId: '<three@x>', from: 'mallory@example.net' } },
  },
] as unknown as readonly TimelineEntry[];

describe('a comment as a mail', () => {
  it('goes to the requester, in answer to their last mail, with the number in the subject', async () => {
    const text = '请重启打印机。\n\n谢谢';
    const draft = mailDraft(ticket(`打印机没有响应${'，很长的标题'.repeat(12)}`, '林悦'), timeline, { entryId, text });
    expect(draft.name).toBe('INC-7K3Q-000142.eml');
    const encoded = draft.text.split('\r\n').filter((line) => line.includes('=?UTF-8?'));
    expect(encoded.length).toBeGreaterThan(3);
    for (const line of encoded) expect(line.length).toBeLessThanOrEqual(76);
    const mail = await PostalMime.parse(draft.text);
    expect(mail.to).toEqual([{ name: '林悦', address: 'lin@example.cn' }]);
    expect(mail.subject).toBe(`Re: 打印机没有响应${'，很长的标题'.repeat(12)} [INC-7K3Q-000142]`);
    expect(mail.inReplyTo).toBe('<two@x>');
    expect(mail.text?.replaceAll('\r\n', '\n').trim()).toBe(text);
    expect(ticketOfOutgoing(mail.messageId ?? '')).toBe(ticketId);
  });

  it('of a ticket that no mail began has nobody to go to yet, and no title can add a header', async () => {
    const { text } = mailDraft(ticket('VPN\r\nBcc: all@example.org', null), [], { entryId, text: 'hi' });
    const mail = await PostalMime.parse(text);
    expect(mail).toMatchObject({ subject: 'VPN Bcc: all@example.org [INC-7K3Q-000142]' });
    expect([mail.to, mail.bcc, mail.inReplyTo]).toEqual([undefined, undefined, undefined]);
  });

  it('has an id that leads back, and no other id does', () => {
    expect(ticketOfOutgoing(outgoingId(entryId))).toBe(ticketId);
    expect(ticketOfOutgoing('<one@example.cn>')).toBeUndefined();
    expect(ticketOfOutgoing('<01J0000000000000000000000E.01J0000000000000000000000T@evil.example>')).toBeUndefined();
  });
});
