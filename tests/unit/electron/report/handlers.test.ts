import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalJson } from '#shared/audit/canonical-json.ts';
import type { AuditEntry } from '#shared/audit/entry.ts';
import { noChoices, type ReportChoices } from '#shared/report/choices.ts';
import type { Platform, SavedFile } from '#core/ports.ts';
import { reportHandlers } from '#core/report/handlers.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import { deskFolder, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { loopbackPlatform } from '../../../../electron/loopback/platform.ts';

const lin = contextOf('Lin Yue');
const choices = noChoices('Lin Yue');

let folder: DeskFolder;
beforeEach(async () => {
  folder = await deskFolder();
});
afterEach(() => folder.remove());

const handlers = (platform: Platform = loopbackPlatform) => {
  const { desk } = folder;
  return {
    ...ticketHandlers(desk),
    ...reportHandlers(desk, {
      platform,
      sourcesOf: (ticketId) => ({
        timeline: readTimeline(desk.records, ticketId),
        tasks: [],
        clocks: undefined,
        desk: 'Northgate desk',
      }),
    }),
  };
};
const newTicket = async (): Promise<string> => {
  const made = await handlers()['tickets.create'](
    {
      kind: 'incident',
      channel: 'on_site',
      title: 'Printer jams',
      description: '',
      impact: 3,
      urgency: 3,
      category: null,
      requester: { id: null, name: 'Wang Fang' },
      draftId: null,
    },
    lin,
  );
  if (!made.ok) throw new Error(made.failure.message);
  return made.value.ticketId;
};
const previewOf = async (ticketId: string, chosen: ReportChoices = choices) => {
  const preview = await handlers()['report.preview']({ ticketId, choices: chosen }, lin);
  if (!preview.ok) throw new Error(preview.failure.message);
  return preview.value;
};
const issue = async (ticketId: string, chosen: ReportChoices = choices) => {
  const { digest } = await previewOf(ticketId, chosen);
  return handlers()['report.issue']({ ticketId, choices: chosen, digest, way: 'print' }, lin);
};
const reportTrail = async (): Promise<readonly AuditEntry[]> => {
  const { desk } = folder;
  const lines = await desk.readAudit(1, desk.auditHead.seq);
  return lines.map((line) => JSON.parse(line) as AuditEntry).filter(({ action }) => action.startsWith('report.'));
};

describe('issuing a report', () => {
  it('keeps it whole, under the hash of its model, and says so in timeline and trail', async () => {
    const ticketId = await newTicket();
    const { model, digest } = await previewOf(ticketId);
    expect(digest).toBe(
      createHash('sha256')
        .update(canonicalJson(JSON.parse(JSON.stringify(model))))
        .digest('hex'),
    );
    const issued = await issue(ticketId);
    if (!issued.ok) throw new Error(issued.failure.message);
    expect(issued.value).toMatchObject({ isCopy: false, issued: { version: 1, digest, by: 'Lin Yue' } });
    const { id } = issued.value.issued;
    expect(await handlers()['report.get']({ reportId: id }, lin)).toMatchObject({ value: { model, digest } });
    const event = readTimeline(folder.desk.records, ticketId).at(-1)?.event;
    expect(event).toEqual({ kind: 'report', reportId: id, version: 1, digest });
    const trail = await reportTrail();
    expect(trail).toMatchObject([
      { action: 'report.issue', after: { reportId: id, version: 1, digest, way: 'print' } },
    ]);
    expect(JSON.stringify(trail)).not.toContain('Wang Fang');
  });

  it('prints the same again as a copy, which only the trail notes', async () => {
    const ticketId = await newTicket();
    await issue(ticketId);
    const entries = readTimeline(folder.desk.records, ticketId).length;
    expect(await previewOf(ticketId)).toMatchObject({ issued: { version: 1 } });
    expect(await issue(ticketId)).toMatchObject({ value: { isCopy: true, issued: { version: 1 } } });
    expect(readTimeline(folder.desk.records, ticketId)).toHaveLength(entries);
    expect((await reportTrail()).map(({ action }) => action)).toEqual(['report.issue', 'report.copy']);
  });

  it('gives what differs the next version, and still prints the first as it was', async () => {
    const ticketId = await newTicket();
    const first = await issue(ticketId);
    if (!first.ok) throw new Error(first.failure.message);
    const before = (await previewOf(ticketId)).model;
    await handlers()['tickets.comment']({ ticketId, text: 'Cleaned the rollers', delivery: 'in_person' }, lin);
    expect(await issue(ticketId)).toMatchObject({ value: { isCopy: false, issued: { version: 2 } } });
    const reportId = first.value.issued.id;
    expect(await handlers()['report.get']({ reportId }, lin)).toMatchObject({ value: { model: before } });
    expect(await handlers()['report.copy']({ reportId, way: 'pdf' }, lin)).toMatchObject({
      value: { isCopy: true, issued: { version: 1 } },
    });
  });

  it('refuses what is not what was previewed, and what nobody signs', async () => {
    const ticketId = await newTicket();
    const { digest } = await previewOf(ticketId);
    await handlers()['tickets.comment']({ ticketId, text: 'On my way', delivery: 'phone' }, lin);
    const stale = await handlers()['report.issue']({ ticketId, choices, digest, way: 'print' }, lin);
    expect(stale).toMatchObject({ failure: { code: 'record.stale' } });
    expect(await issue(ticketId, { ...choices, technician: '' })).toMatchObject({
      failure: { code: 'ticket.fields-missing', details: { fields: ['technician'] } },
    });
  });

  it('begins the next one with what the last one chose', async () => {
    const ticketId = await newTicket();
    await handlers()['tickets.workNote']({ ticketId, text: 'Rollers worn' }, lin);
    const noteId = readTimeline(folder.desk.records, ticketId).at(-1)?.id ?? '';
    const chosen: ReportChoices = {
      language: 'zh-CN',
      site: '3.12',
      parts: [{ name: 'Roller kit', number: 'RK-2', quantity: 2 }],
      noteIds: [noteId],
      technician: 'Sam Okafor',
    };
    const begin = () => handlers()['report.begin']({ ticketId }, lin);
    expect(await begin()).toMatchObject({ value: { choices, notes: [{ id: noteId }], issued: [], savesPdf: false } });
    await issue(ticketId, chosen);
    expect(await begin()).toMatchObject({ value: { choices: chosen, issued: [{ version: 1 }] } });
  });
});

describe('saving as PDF', () => {
  const savingTo = (saved: SavedFile | undefined): Platform => ({
    ...loopbackPlatform,
    capabilities: { ...loopbackPlatform.capabilities, savePdf: true },
    savePdf: () => Promise.resolve(saved),
  });
  const save = (platform: Platform) => handlers(platform)['report.savePdf']({ name: 'INC-1-v1.pdf' }, lin);

  it('is the host’s: refused where it makes none, null where the person cancels, named where it failed', async () => {
    expect(await save(loopbackPlatform)).toMatchObject({ failure: { code: 'host.unavailable' } });
    expect(await save(savingTo(undefined))).toEqual({ ok: true, value: null });
    expect(await save(savingTo({ path: '/tmp/r.pdf' }))).toEqual({ ok: true, value: { path: '/tmp/r.pdf' } });
    expect(await save(savingTo({ path: '/tmp/r.pdf', problem: 'ENOSPC' }))).toMatchObject({
      failure: { code: 'report.not-saved', details: { path: '/tmp/r.pdf' } },
    });
  });
});
