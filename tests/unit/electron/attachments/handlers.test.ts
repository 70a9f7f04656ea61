import { randomBytes } from 'node:crypto';
import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attachmentsIn } from '#shared/attachments/attachment.ts';
import { draftFieldOf } from '#shared/attachments/draft-files.ts';
import { MAX_FILE_BYTES, MAX_TICKET_BYTES } from '#shared/attachments/limits.ts';
import { planAttach } from '#shared/attachments/plan-attach.ts';
import type { Desk } from '#core/desk.ts';
import { sweepFiles } from '#core/attachments/sweep-files.ts';
import { deskFolder, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { download, featuresOf, hashOf, newTicket, upload, valueOf, type Features } from './attaching.ts';

const ada = contextOf('Ada Marsh');
const lin = contextOf('Lin Yue', ['technician'], 'user:01J0000000000000000000000B');
const picture = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(300_000)]);
let folder: DeskFolder;
let desk: Desk;
let features: Features;

beforeEach(async () => {
  folder = await deskFolder();
  desk = folder.desk;
  features = featuresOf(desk);
});
afterEach(() => folder.remove());

const reopen = async (hasSetAside = false): Promise<void> => {
  desk = await folder.reopen();
  features = featuresOf(desk, hasSetAside);
};
const names = async (): Promise<readonly string[]> =>
  readdir(join(folder.path, 'blobs')).catch(() => [] as readonly string[]);
const sweep = (): Promise<number> => sweepFiles(desk, { onlyUnfinished: false, isStopped: () => false });
const attach = async (ticketId: string, files: readonly { sha256: string; name: string }[]) =>
  features.files['attachments.attach']({ ticketId, files: files.map(({ sha256, name }) => ({ sha256, name })) }, ada);

describe('a file', () => {
  it('is attached under its name, as what its bytes are, and comes back after a restart', async () => {
    const ticketId = await newTicket(features, ada);
    const file = await upload(features, ada, 'C:\\temp\\shot.txt', picture);
    expect(file).toEqual({ sha256: hashOf(picture), name: 'shot.txt', mediaType: 'image/png', bytes: picture.length });
    const [attached] = attachmentsIn(valueOf(await attach(ticketId, [file])).timeline);
    expect(attached).toMatchObject({ ...file, by: 'Ada Marsh' });
    await reopen();
    expect((await download(features, lin, attached?.entryId ?? '')).equals(picture)).toBe(true);
  });

  it('attached twice is attached once; another of the same name gets a number; the same bytes lie there once', async () => {
    const ticketId = await newTicket(features, ada);
    const file = await upload(features, ada, 'shot.png', picture);
    valueOf(await attach(ticketId, [file]));
    valueOf(await attach(ticketId, [file]));
    const other = await upload(features, ada, 'shot.png', randomBytes(10));
    const { timeline } = valueOf(await attach(ticketId, [other]));
    expect(attachmentsIn(timeline).map(({ name }) => name)).toEqual(['shot.png', 'shot (2).png']);
    expect(attachmentsIn(valueOf(await attach(ticketId, [other, file])).timeline)).toHaveLength(2);
    const second = await newTicket(features, ada, 'Same screenshot');
    valueOf(await attach(second, [await upload(features, ada, 'again.png', picture)]));
    expect(await names()).toHaveLength(2);
  });

  it('on a merged ticket goes to the one that it was merged into; on a closed one it stays', async () => {
    const [merged, target] = [await newTicket(features, ada), await newTicket(features, ada, 'The same')];
    valueOf(await features.tickets['tickets.merge']({ ticketId: merged, into: target }, ada));
    const file = await upload(features, ada, 'log.txt', Buffer.from('a log'));
    expect(valueOf(await attach(merged, [file])).ticket.id).toBe(target);
    valueOf(await features.tickets['tickets.cancel']({ ticketId: target, reason: 'withdrawn' }, ada));
    const later = await upload(features, ada, 'later.txt', Buffer.from('later'));
    expect(attachmentsIn(valueOf(await attach(target, [later])).timeline)).toHaveLength(2);
  });

  it('leaves no name in the trail, only what it is', async () => {
    const ticketId = await newTicket(features, ada);
    await attach(ticketId, [await upload(features, ada, 'Payslip Ada Marsh.png', picture)]);
    const { seq } = desk.auditHead;
    const [line = ''] = await desk.readAudit(seq, seq);
    expect(JSON.parse(line)).toMatchObject({
      action: 'ticket.attach',
      object: { id: ticketId },
      after: { kind: 'attachment', mediaType: 'image/png', sha256: hashOf(picture), bytes: picture.length },
    });
    expect(line).not.toContain('Payslip');
  });

  it('that was removed is off the ticket and off the disk, unless another ticket has it', async () => {
    const [first, second] = [await newTicket(features, ada), await newTicket(features, ada, 'Two')];
    const file = await upload(features, ada, 'shot.png', picture);
    const [one] = attachmentsIn(valueOf(await attach(first, [file])).timeline);
    const [two] = attachmentsIn(valueOf(await attach(second, [file])).timeline);
    // What was handed over is kept for an hour; a restart forgets that.
    await reopen();
    const entryId = one?.entryId ?? '';
    const remove = features.files['attachments.remove'];
    expect(
      attachmentsIn(valueOf(await remove({ ticketId: first, entryId, cause: 'wrong_ticket' }, ada)).timeline),
    ).toEqual([]);
    expect(await remove({ ticketId: first, entryId, cause: 'wrong_ticket' }, ada)).toMatchObject({
      failure: { code: 'record.not-found' },
    });
    expect(await features.files['attachments.read']({ entryId, from: 0 }, ada)).toMatchObject({
      failure: { code: 'record.not-found' },
    });
    await sweep();
    expect((await download(features, ada, two?.entryId ?? '')).equals(picture)).toBe(true);
    valueOf(await remove({ ticketId: second, entryId: two?.entryId ?? '', cause: 'personal_data' }, ada));
    await sweep();
    expect(await names()).toEqual([]);
  });

  it('that is damaged or gone from the disk is refused by name, and nothing else', async () => {
    const ticketId = await newTicket(features, ada);
    const [attached] = attachmentsIn(
      valueOf(await attach(ticketId, [await upload(features, ada, 'shot.png', picture)])).timeline,
    );
    const entryId = attached?.entryId ?? '';
    const path = join(folder.path, 'blobs', (await names())[0] ?? '');
    const whole = await readFile(path);
    await truncate(path, whole.length - 1);
    expect(await features.files['attachments.read']({ entryId, from: 0 }, ada)).toMatchObject({
      failure: { code: 'attachment.damaged', details: { name: 'shot.png', problem: 'damaged' } },
    });
    await writeFile(path, whole);
    expect((await download(features, ada, entryId)).length).toBe(picture.length);
  });
});

describe('limits', () => {
  it('refuse a file that is too large before a byte of it has travelled', async () => {
    expect(await features.files['attachments.begin']({ name: 'big', bytes: MAX_FILE_BYTES + 1 }, ada)).toMatchObject({
      failure: { code: 'attachment.too-large', details: { limit: MAX_FILE_BYTES } },
    });
  });

  it('refuse what is more than a ticket holds', () => {
    const file = { sha256: 'a', name: 'a', mediaType: 'text/plain', bytes: MAX_TICKET_BYTES };
    expect(planAttach([], [file])).toMatchObject({ ok: true });
    expect(planAttach([], [file, { ...file, sha256: 'b', bytes: 1 }])).toMatchObject({
      failure: { code: 'attachment.ticket-full', details: { used: 0, bytes: MAX_TICKET_BYTES + 1 } },
    });
  });

  it('refuse a file that nobody handed over', async () => {
    const ticketId = await newTicket(features, ada);
    expect(await attach(ticketId, [{ sha256: 'f'.repeat(64), name: 'x' }])).toMatchObject({
      failure: { code: 'attachment.damaged', details: { problem: 'missing' } },
    });
  });
});

describe('an upload', () => {
  it('takes its pieces in order, within its size, whole, and from the session that began it', async () => {
    const { files } = features;
    const { uploadId } = valueOf(await files['attachments.begin']({ name: 'a.txt', bytes: 4 }, ada));
    const base64 = Buffer.from('ab').toString('base64');
    const append = (offset: number, context = ada) =>
      files['attachments.append']({ uploadId, offset, base64 }, context);
    expect(await append(2)).toMatchObject({ failure: { details: { expected: 0 } } });
    expect(await append(0, lin)).toMatchObject({ failure: { code: 'attachment.interrupted' } });
    valueOf(await append(0));
    expect(await files['attachments.finish']({ uploadId }, ada)).toMatchObject({
      failure: { details: { expected: 2 } },
    });
    const [first, second] = await Promise.all([append(2), append(4)]);
    expect(first).toEqual({ ok: true, value: { received: 4 } });
    expect(second).toMatchObject({ failure: { code: 'request.invalid' } });
    expect(valueOf(await files['attachments.finish']({ uploadId }, ada)).bytes).toBe(4);
    expect(await files['attachments.finish']({ uploadId }, ada)).toMatchObject({
      failure: { code: 'attachment.interrupted' },
    });
  });

  it('is one of a few of its session, also if all begin at once', async () => {
    const begun = await Promise.all(
      Array.from({ length: 12 }, async () => features.files['attachments.begin']({ name: 'a', bytes: 9 }, ada)),
    );
    expect(begun.filter(({ ok }) => ok)).toHaveLength(8);
    expect(await features.files['attachments.begin']({ name: 'a', bytes: 9 }, lin)).toMatchObject({ ok: true });
  });

  it('given up, or under way when the desk closes, leaves nothing', async () => {
    const { files } = features;
    const begin = async () => valueOf(await files['attachments.begin']({ name: 'a', bytes: 9 }, ada)).uploadId;
    valueOf(await files['attachments.abort']({ uploadId: await begin() }, ada));
    await begin();
    await reopen();
    expect(await names()).toEqual([]);
  });
});

describe('files before there is a ticket', () => {
  it('stay with the draft over a restart and go over to the ticket in its commit', async () => {
    const file = await upload(features, ada, 'shot.png', picture);
    const lost = await upload(features, ada, 'lost.txt', Buffer.from('no draft names it'));
    const key = 'new-ticket:1';
    const draft = valueOf(await features.drafts['drafts.save']({ key, fields: { files: draftFieldOf([file]) } }, ada));
    await reopen();
    await sweep();
    expect(await names()).toHaveLength(1);
    expect(await features.files['attachments.readDraft']({ key, sha256: lost.sha256, from: 0 }, ada)).toMatchObject({
      failure: { code: 'record.not-found' },
    });
    expect(await features.files['attachments.readDraft']({ key, sha256: file.sha256, from: 0 }, lin)).toMatchObject({
      failure: { code: 'record.not-found' },
    });
    expect(
      valueOf(await features.files['attachments.readDraft']({ key, sha256: file.sha256, from: 0 }, ada)).bytes,
    ).toBe(picture.length);
    const before = desk.auditHead.seq;
    const { ticketId } = valueOf(
      await features.tickets['tickets.create'](
        {
          kind: 'incident',
          channel: 'walk_up',
          title: 'Blue screen',
          description: '',
          impact: 3,
          urgency: 3,
          category: null,
          requester: null,
          draftId: draft?.id ?? null,
          files: [{ sha256: file.sha256, name: file.name }],
        },
        ada,
      ),
    );
    const { timeline } = valueOf(await features.tickets['tickets.get']({ ticketId }, ada));
    expect(attachmentsIn(timeline).map(({ name }) => name)).toEqual(['shot.png']);
    expect(valueOf(await features.drafts['drafts.list']({}, ada))).toEqual([]);
    expect(desk.auditHead.seq).toBe(before + 2);
    await sweep();
    expect(await names()).toHaveLength(1);
  });
});

describe('the sweep', () => {
  it('keeps what a timeline has although nothing notes its use, and everything after records were set aside', async () => {
    const ticketId = await newTicket(features, ada);
    const file = await upload(features, ada, 'shot.png', picture);
    valueOf(await attach(ticketId, [file]));
    await upload(features, ada, 'orphan.txt', Buffer.from('orphan'));
    await reopen(true);
    expect(await sweepFiles(desk, { onlyUnfinished: true, isStopped: () => false })).toBe(0);
    const [use = ''] = desk.records.idsWithPrefix('blobUse:');
    await desk.commit(desk.deviceActor, (unit) => {
      unit.removeLocal(use);
      return { ok: true, value: null };
    });
    expect(await sweep()).toBe(1);
    expect(await names()).toHaveLength(1);
  });
});
