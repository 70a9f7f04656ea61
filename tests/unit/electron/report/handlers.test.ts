import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalJson } from '#shared/audit/canonical-json.ts';
import type { AuditEntry } from '#shared/audit/entry.ts';
import type { Result } from '#shared/base/result.ts';
import { noChoices, type ReportChoices } from '#shared/report/choices.ts';
import type { Platform, SavedFile } from '#core/ports.ts';
import { reportHandlers } from '#core/report/handlers.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { loopbackPlatform } from '../../../../electron/loopback/platform.ts';

const lin = contextOf('Lin Yue');
const choices = noChoices('Lin Yue');

let folder: DeskFolder;
/** Id of the session that is on. */
let signedIn: string;
beforeEach(async () => {
  signedIn = lin.session.id;
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
      isOn: ({ id }) => id === signedIn,
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
const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
};
const previewOf = async (ticketId: string, chosen: ReportChoices = choices) => {
  const preview = await handlers()['report.preview']({ ticketId, choices: chosen }, lin);
  if (!preview.ok) throw new Error(preview.failure.message);
  return preview.value;
};
const issue = async (ticketId: string, chosen: ReportChoices = choices) => {
  const { digest } = await previewOf(ticketId, chosen);
  return handlers()['report.issue']({ ticketId, choices: chosen, digest }, lin);
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
    expect(await handlers()['report.copy']({ reportId }, lin)).toMatchObject({
      value: { isCopy: true, issued: { version: 1 } },
    });
  });

  it('refuses what is not what was previewed, and what nobody signs', async () => {
    const ticketId = await newTicket();
    const { digest } = await previewOf(ticketId);
    await handlers()['tickets.comment']({ ticketId, text: 'On my way', delivery: 'phone' }, lin);
    const stale = await handlers()['report.issue']({ ticketId, choices, digest }, lin);
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
  const at = '2026-11-25T12:00:00.000Z';
  /** Answers with `saved`; `meanwhile` happens while the person looks for a folder. */
  const savingTo = (saved: SavedFile | undefined, meanwhile: () => unknown = () => undefined): Platform => ({
    ...loopbackPlatform,
    capabilities: { ...loopbackPlatform.capabilities, savePdf: true },
    savePdf: async (name, seal) => {
      asked.push(name);
      await meanwhile();
      if (saved === undefined || 'problem' in saved) return saved;
      return (await seal()) ? saved : undefined;
    },
  });
  let asked: string[];
  let clock: ReturnType<typeof testAmbient>;
  let ticketId: string;
  beforeEach(async () => {
    await folder.remove();
    asked = [];
    clock = testAmbient(at);
    folder = await deskFolder(clock);
    ticketId = await newTicket();
  });
  const path = '/tmp/r.pdf';
  const save = async (platform: Platform, stamp: { readonly version?: number; readonly at?: string } = {}) => {
    const { digest } = await previewOf(ticketId);
    return handlers(platform)['report.savePdf']({ ticketId, choices, digest, version: 1, at, ...stamp }, lin);
  };
  const expectNothingIssued = async () => {
    expect(await handlers()['report.begin']({ ticketId }, lin)).toMatchObject({ value: { issued: [] } });
    expect(readTimeline(folder.desk.records, ticketId).map(({ event }) => event.kind)).toEqual(['created']);
    expect(await reportTrail()).toEqual([]);
  };

  it('issues what was saved, as the paper says, and again as a copy', async () => {
    clock.set('2026-11-25T12:04:00.000Z');
    expect(await save(savingTo({ path }))).toMatchObject({
      value: { isCopy: false, issued: { version: 1, at }, path },
    });
    expect(readTimeline(folder.desk.records, ticketId).at(-1)?.event).toMatchObject({ kind: 'report', version: 1 });
    const begun = await handlers()['report.begin']({ ticketId }, lin);
    const reportId = (begun.ok && begun.value.issued[0]?.id) || '';
    expect(begun).toMatchObject({ value: { issued: [{ version: 1, at }] } });
    const again = await handlers(savingTo({ path }))['report.savePdf']({ reportId }, lin);
    expect(again).toMatchObject({ value: { isCopy: true, issued: { version: 1, at }, path } });
    expect((await reportTrail()).map(({ action, after }) => [action, (after as { way: string }).way])).toEqual([
      ['report.issue', 'pdf'],
      ['report.copy', 'pdf'],
    ]);
    expect(asked).toEqual([1, 2].map(() => expect.stringMatching(/^INC-7K3Q-\d+-v1\.pdf$/)));
  });

  it('changes nothing where the person cancels, where the file cannot be written, and on a host that makes none', async () => {
    expect(await save(savingTo(undefined))).toEqual({ ok: true, value: null });
    await expectNothingIssued();
    expect(await save(savingTo({ path, problem: 'ENOSPC' }))).toMatchObject({
      failure: { code: 'report.not-saved', details: { path } },
    });
    await expectNothingIssued();
    expect(await save(loopbackPlatform)).toMatchObject({ failure: { code: 'host.unavailable' } });
    await expectNothingIssued();
  });

  it('leaves no file where the paper is no longer what would be issued', async () => {
    const comment = async () =>
      valueOf(await handlers()['tickets.comment']({ ticketId, text: 'Cleaned it', delivery: 'in_person' }, lin));
    const { digest } = await previewOf(ticketId);
    const stale = { failure: { code: 'record.stale' } };
    const first = { ticketId, choices, digest, version: 1, at };
    expect(await handlers(savingTo({ path }, comment))['report.savePdf'](first, lin)).toMatchObject(stale);
    // Known to be stale by now: nobody is asked for a place.
    expect(await handlers(savingTo({ path }))['report.savePdf'](first, lin)).toMatchObject(stale);
    expect(asked).toHaveLength(1);
    expect(await save(savingTo({ path }), { version: 2 })).toMatchObject(stale);
    expect(await save(savingTo({ path }), { at: '2026-11-25T12:00:01.000Z' })).toMatchObject(stale);
    expect(await save(savingTo({ path }), { at: '2026-11-25T10:59:59.000Z' })).toMatchObject(stale);
    expect(await save(savingTo({ path }, () => issue(ticketId)))).toMatchObject(stale);
    expect((await reportTrail()).map(({ action }) => action)).toEqual(['report.issue']);
  });

  it('issues nothing where the console was locked while somebody looked for a folder', async () => {
    const lock = () => {
      signedIn = '';
    };
    expect(await save(savingTo({ path }, lock))).toMatchObject({ failure: { code: 'auth.signed-out' } });
    await expectNothingIssued();
  });
});
