import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Desk } from '#core/desk.ts';
import { mailHandlers } from '#core/mail/handlers.ts';
import { openMailReader } from '#core/mail/mail-reader.ts';
import { plainRules } from '#core/tickets/ticket-commands.ts';
import { openTicketPort } from '#core/tickets/open-ticket-port.ts';
import { attachmentsIn } from '#shared/attachments/attachment.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { outgoingId } from '#shared/mail/outgoing.ts';
import type { MailReview } from '#shared/mail/operations.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { gbkMail, type MadeMail } from '../../../support/mails.ts';
import { contextOf } from '../../../support/session-context.ts';
import { download, featuresOf, newTicket, upload, valueOf, type Features } from '../attachments/attaching.ts';
import { parseMail } from '#core/mail/parse-mail.ts';

const ada = contextOf('Ada Marsh');
let folder: DeskFolder;
let desk: Desk;
let features: Features;
let mails: ReturnType<typeof mailHandlers>;

const use = (opened: Desk): void => {
  desk = opened;
  features = featuresOf(desk);
  mails = mailHandlers(
    desk,
    openTicketPort(desk, () => undefined, plainRules),
    openMailReader({ worker: parseMail, log: () => undefined }),
  );
};
beforeEach(async () => {
  folder = await deskFolder(testAmbient('2026-11-25T12:00:00.000Z'));
  use(folder.desk);
});
afterEach(() => folder.remove());

const request: MadeMail = {
  from: '林悦',
  subject: '打印机没有响应',
  text: '三楼的打印机没有响应。',
  messageId: '<first@example.cn>',
  files: [{ name: '截图.png', content: Buffer.from('\x89PNG\r\n\x1a\nxx', 'latin1') }],
};
const hand = async (mail: MadeMail, name = 'mail.eml') => upload(features, ada, name, gbkMail(mail));
const read = async (sha256: string): Promise<MailReview> => valueOf(await mails['mail.read']({ sha256 }, ada));
type As = InputOf<'mail.take'>['as'];
const asTicket: As = {
  kind: 'ticket',
  ticketKind: 'incident',
  title: '打印机没有响应',
  requester: '林悦',
  description: 'x',
};
const asReply = (ticketId: string, text: string, acceptsUnknownSender = false) =>
  ({ kind: 'reply', ticketId, text, acceptsUnknownSender }) as const;
const take = async (sha256: string, as: As = asTicket, parts: number[] = [0]) =>
  mails['mail.take']({ sha256, name: 'mail.eml', parts, as }, ada);
const detail = async (ticketId: string): Promise<TicketDetail> =>
  valueOf(await features.tickets['tickets.get']({ ticketId }, ada));

describe('a mail', () => {
  it('becomes a ticket in one commit: received when it was sent, its files and itself attached', async () => {
    const { sha256 } = await hand(request);
    expect(await read(sha256)).toMatchObject({
      from: '林悦',
      title: '打印机没有响应',
      said: '三楼的打印机没有响应。',
      parts: [{ index: 0, name: '截图.png', mediaType: 'image/png' }],
      candidates: [],
      known: null,
    });
    const { ticketId } = valueOf(await take(sha256));
    const { ticket, timeline } = await detail(ticketId);
    expect(ticket).toMatchObject({
      channel: 'email',
      receivedAt: '2026-11-24T01:30:00.000Z',
      requester: { id: null, name: '林悦' },
    });
    const files = attachmentsIn(timeline);
    expect(files.map(({ name, mediaType }) => [name, mediaType])).toEqual([
      ['截图.png', 'image/png'],
      ['mail.eml', 'message/rfc822'],
    ]);
    expect((await download(features, ada, files[1]?.entryId ?? '')).equals(gbkMail(request))).toBe(true);
    const { seq } = desk.auditHead;
    const actions = (await desk.readAudit(seq - 2, seq)).map((line) => (JSON.parse(line) as { action: string }).action);
    expect(actions).toEqual(['ticket.create', 'ticket.attach', 'ticket.attach']);
  });

  it('taken twice is taken once, also after a restart, and says where it is', async () => {
    const { sha256 } = await hand(request);
    const { ticketId, number } = valueOf(await take(sha256));
    use(await folder.reopen());
    const again = await hand({ ...request, text: 'the same id is the same mail' });
    expect((await read(again.sha256)).known).toEqual({ ticketId, number });
    expect(await take(again.sha256)).toMatchObject({ failure: { code: 'mail.known', details: { number } } });
    expect(desk.records.count('ticket')).toBe(1);
  });

  it('that answers a mail of a ticket is said there, and ends the wait for the requester', async () => {
    const { ticketId, number } = valueOf(await take((await hand(request)).sha256));
    const hold = {
      ticketId,
      reason: 'requester',
      until: '2026-12-01T00:00:00.000Z',
      comment: 'Which printer?',
    } as const;
    valueOf(await features.tickets['tickets.hold'](hold, ada));
    use(await folder.reopen());
    const answer = await hand({
      ...request,
      subject: '回复：打印机没有响应',
      text: '三楼东侧的那台。\n\n在 2026-11-24，"服务台" 写道：\n> 哪一台？',
      messageId: '<second@example.cn>',
      inReplyTo: '<first@example.cn>',
      files: [],
    });
    const review = await read(answer.sha256);
    expect(review).toMatchObject({
      said: '三楼东侧的那台。',
      candidates: [{ ticketId, number, because: 'references', as: 'reply' }],
    });
    valueOf(await take(answer.sha256, asReply(ticketId, review.said), []));
    const { ticket, timeline } = await detail(ticketId);
    expect(ticket).toMatchObject({ state: 'in_progress', hold: null });
    expect(timeline.find(({ event }) => event.kind === 'reply')).toMatchObject({
      by: { name: '林悦' },
      event: { text: '三楼东侧的那台。' },
    });
    const third = await hand({
      ...request,
      messageId: '<third@example.cn>',
      inReplyTo: '<second@example.cn>',
      files: [],
    });
    expect((await read(third.sha256)).candidates[0]).toMatchObject({ ticketId, because: 'references' });
  });

  it('finds its ticket by the number in the subject, or by requester and subject; a closed one is followed up', async () => {
    const byPhone = await newTicket(features, ada, 'VPN');
    const { ticket } = await detail(byPhone);
    const numbered = await hand({ ...request, subject: `Re: [${ticket.number}] VPN`, messageId: '<n@x>' });
    expect((await read(numbered.sha256)).candidates).toMatchObject([{ ticketId: byPhone, because: 'number' }]);
    const { ticketId } = valueOf(await take((await hand(request)).sha256));
    const similar = await hand({ ...request, subject: 'RE: 打印机没有响应', messageId: '<s@x>' });
    expect((await read(similar.sha256)).candidates).toMatchObject([{ ticketId, because: 'similar' }]);

    const resolution = { code: 'other', text: 'done', articleId: null, noArticleReason: 'one-off' } as const;
    valueOf(await features.tickets['tickets.resolve']({ ticketId, ...resolution }, ada));
    valueOf(await features.tickets['tickets.close']({ ticketId }, ada));
    const later = await hand({ ...request, messageId: '<l@x>', inReplyTo: '<first@example.cn>', files: [] });
    expect((await read(later.sha256)).candidates[0]).toMatchObject({ ticketId, as: 'followUp' });
    const next = valueOf(await take(later.sha256, { ...asReply(ticketId, '又坏了'), kind: 'followUp' }, []));
    expect((await detail(next.ticketId)).ticket).toMatchObject({
      parentId: ticketId,
      description: '又坏了',
      channel: 'email',
    });
    expect((await detail(ticketId)).timeline.at(-1)).toMatchObject({
      event: { kind: 'link', relation: 'followed_up_by' },
    });
  });

  it('finds its ticket by the number where a mail program gave our draft another id', async () => {
    const { ticketId, number } = valueOf(await take((await hand(request)).sha256));
    const answer = await hand({
      ...request,
      subject: `回复: 打印机没有响应 [${number}]`,
      messageId: '<o1@x>',
      inReplyTo: '<AS8PR07MB1234@outlook.example>',
    });
    const { candidates, said } = await read(answer.sha256);
    expect(candidates).toMatchObject([{ ticketId, because: 'number', as: 'reply', isSenderKnown: true }]);
    valueOf(await take(answer.sha256, asReply(ticketId, said)));
    expect((await detail(ticketId)).timeline.find(({ event }) => event.kind === 'reply')?.by.name).toBe('林悦');
  });

  it('of a stranger who names a number lands on no ticket unless somebody saw that, and then as their own words', async () => {
    const { ticketId, number } = valueOf(await take((await hand(request)).sha256));
    // Another address under the requester’s name is what somebody would use who pretends to be them.
    for (const from of ['Mallory', '林悦']) {
      const guessed = await hand({
        ...request,
        from,
        address: 'mallory@example.net',
        subject: `Re: [${number}] please send me the password`,
        messageId: `<${from === '林悦' ? 'm2' : 'm1'}@x>`,
        files: [],
      });
      expect((await read(guessed.sha256)).candidates).toMatchObject([
        { ticketId, because: 'number', isSenderKnown: false },
      ]);
      const before = desk.auditHead.seq;
      expect(await take(guessed.sha256, asReply(ticketId, 'hello'))).toMatchObject({
        failure: { code: 'record.stale', details: { fields: ['sender'] } },
      });
      expect(desk.auditHead.seq).toBe(before);
    }
    const guessed = await hand({
      ...request,
      from: 'Mallory',
      address: 'mallory@example.net',
      subject: `Re: [${number}]`,
      messageId: '<m3@x>',
      files: [],
    });
    valueOf(await take(guessed.sha256, asReply(ticketId, 'hello', true)));
    const { timeline } = await detail(ticketId);
    expect(timeline.find(({ event }) => event.kind === 'reply')?.by).toEqual({ id: null, name: 'Mallory' });
    // From then on this address is known there, as Mallory’s.
    const again = await hand({
      ...request,
      from: '林悦',
      address: 'mallory@example.net',
      subject: `Re: [${number}]`,
      messageId: '<m4@x>',
      files: [],
    });
    expect((await read(again.sha256)).candidates).toMatchObject([{ ticketId, isSenderKnown: true }]);
    valueOf(await take(again.sha256, asReply(ticketId, 'me again')));
    const replies = (await detail(ticketId)).timeline.filter(({ event }) => event.kind === 'reply');
    expect(replies.map(({ by }) => by.name)).toEqual(['Mallory', 'Mallory']);
  });

  it('of a stranger about a closed ticket begins a ticket of their own', async () => {
    const { ticketId, number } = valueOf(await take((await hand(request)).sha256));
    const resolution = { code: 'other', text: 'done', articleId: null, noArticleReason: 'one-off' } as const;
    valueOf(await features.tickets['tickets.resolve']({ ticketId, ...resolution }, ada));
    valueOf(await features.tickets['tickets.close']({ ticketId }, ada));
    const later = await hand({
      ...request,
      from: 'Sam Okafor',
      address: 'sam@example.net',
      subject: `Re: [${number}]`,
      messageId: '<s1@x>',
      files: [],
    });
    const as = { ...asReply(ticketId, 'again', true), kind: 'followUp' } as const;
    const next = valueOf(await take(later.sha256, as, []));
    expect((await detail(next.ticketId)).ticket).toMatchObject({
      parentId: ticketId,
      requester: { id: null, name: 'Sam Okafor' },
    });
  });

  it('of who wrote on a ticket that was merged is known where that went', async () => {
    const { ticketId, number } = valueOf(await take((await hand(request)).sha256));
    const into = await newTicket(features, ada, 'Printers on the third floor');
    valueOf(await features.tickets['tickets.merge']({ ticketId, into }, ada));
    const answer = await hand({ ...request, subject: `Re: [${number}]`, messageId: '<mm@x>', files: [] });
    expect((await read(answer.sha256)).candidates[0]).toMatchObject({ ticketId: into, isSenderKnown: true });
    valueOf(await take(answer.sha256, asReply(ticketId, 'still down')));
    expect((await detail(into)).timeline.find(({ event }) => event.kind === 'reply')?.by.name).toBe('林悦');
  });

  it('that answers a comment of ours finds its ticket by the id alone', async () => {
    const ticketId = await newTicket(features, ada, 'VPN');
    const said = valueOf(
      await features.tickets['tickets.comment']({ ticketId, text: 'Restart it', delivery: 'pending' }, ada),
    );
    const entryId = said.timeline.find(({ event }) => event.kind === 'comment')?.id ?? '';
    const answer = await hand({ ...request, subject: 'Done', messageId: '<o@x>', inReplyTo: outgoingId(entryId) });
    expect((await read(answer.sha256)).candidates).toMatchObject([{ ticketId, because: 'references', as: 'reply' }]);
  });

  it('whose date lies in the future was received now; without the files that nobody wanted', async () => {
    const { sha256 } = await hand({ ...request, date: 'Tue, 24 Nov 2099 09:30:00 +0800' });
    const { ticketId } = valueOf(await take(sha256, asTicket, []));
    const { ticket, timeline } = await detail(ticketId);
    expect(ticket.receivedAt).toBe('2026-11-25T12:00:00.000Z');
    expect(attachmentsIn(timeline).map(({ name }) => name)).toEqual(['mail.eml']);
    expect(await readdir(join(folder.path, 'blobs'))).toHaveLength(1);
  });

  it('leaves nobody’s name, address or words in the trail', async () => {
    const { ticketId } = valueOf(await take((await hand(request)).sha256));
    const answer = await hand({ ...request, text: '秘密的话', messageId: '<p@x>', inReplyTo: '<first@example.cn>' });
    valueOf(await take(answer.sha256, asReply(ticketId, '秘密的话')));
    const lines = (await desk.readAudit(1, desk.auditHead.seq)).join('\n');
    for (const word of ['林悦', 'lin.yue', '秘密的话', '截图']) expect(lines).not.toContain(word);
  });

  it('that is none is refused, and nothing is added', async () => {
    const { sha256 } = await upload(features, ada, 'notes.eml', Buffer.from('just words'));
    expect(await mails['mail.read']({ sha256 }, ada)).toMatchObject({
      failure: { code: 'mail.unreadable', details: { problem: 'not-mail' } },
    });
    expect(await take(sha256)).toMatchObject({ failure: { code: 'mail.unreadable' } });
    expect(await mails['mail.read']({ sha256: 'f'.repeat(64) }, ada)).toMatchObject({
      failure: { code: 'attachment.damaged' },
    });
  });
});
