import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '#shared/audit/entry.ts';
import type { Result } from '#shared/base/result.ts';
import { currentRun, runsOf } from '#shared/diagnosis/run.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import { diagnosisHandlers } from '#core/diagnosis/handlers.ts';
import { openTicketPort } from '#core/tickets/open-ticket-port.ts';
import { plainRules } from '#core/tickets/ticket-commands.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';

const ada = contextOf('Ada Marsh', ['administrator']);
const sam = contextOf('Sam Okafor', ['technician'], 'user:01J0000000000000000000000B');

const clock = testAmbient('2026-10-01T02:00:00.000Z');
let folder: DeskFolder;
let diagnosis: ReturnType<typeof diagnosisHandlers>;
let tickets: ReturnType<typeof ticketHandlers>;
let ticketId: string;

const open = () => {
  const { desk } = folder.keeper;
  if (!desk) throw new Error('closed');
  tickets = ticketHandlers(desk);
  diagnosis = diagnosisHandlers(
    desk,
    openTicketPort(desk, () => undefined, plainRules),
    (userId) => (userId === ada.session.userId ? 'Ada Marsh' : ''),
  );
};

const valueOf = async <T>(reply: Result<T> | Promise<Result<T>>): Promise<T> => {
  const settled = await reply;
  if (!settled.ok) throw new Error(`${settled.failure.code}: ${settled.failure.message}`);
  return settled.value;
};

beforeEach(async () => {
  clock.set('2026-10-01T02:00:00.000Z');
  folder = await deskFolder(clock);
  open();
  const report = {
    kind: 'incident',
    channel: 'phone',
    title: '上不了网',
    description: '',
    impact: 2,
    urgency: 2,
  } as const;
  ({ ticketId } = await valueOf(
    tickets['tickets.create']({ ...report, category: '网络', requester: null, draftId: null }, sam),
  ));
});
afterEach(() => folder.remove());

const trail = async (): Promise<readonly AuditEntry[]> => {
  const desk = folder.keeper.desk!;
  return (await desk.readAudit(1, desk.auditHead.seq)).map((line) => JSON.parse(line) as AuditEntry);
};
const runOf = ({ timeline }: TicketDetail) => currentRun(runsOf(timeline))!;
const start = (tree = 'network') => valueOf(diagnosis['diagnosis.start']({ ticketId, tree, language: 'en' }, sam));
const answer = async (key: string, note: string | null = null) => {
  const run = runOf(await valueOf(tickets['tickets.get']({ ticketId }, sam)));
  const given = { ticketId, run: run.id, after: run.head, answer: key, note, language: 'en' } as const;
  return valueOf(diagnosis['diagnosis.answer'](given, sam));
};
const network = () => valueOf(diagnosis['diagnosis.tree']({ tree: 'network' }, sam));

describe('walking a tree on a ticket', () => {
  it('writes each step on the timeline in the words shown, and in the trail without a text', async () => {
    await start();
    await answer('1', 'Laptop of Ms Wang');
    const detail = await answer('3');
    expect(detail.timeline.slice(1).map(({ event }) => event)).toMatchObject([
      { kind: 'diagnosis', act: 'start', tree: 'network', version: 1, title: 'No network, or an unsteady one' },
      {
        act: 'answer',
        node: 'scope',
        question: 'Who is affected?',
        label: 'Only this computer',
        note: 'Laptop of Ms Wang',
      },
      { act: 'answer', node: 'changed', next: 'link', outcome: null },
    ]);
    expect(detail.ticket.revision).toBe(3);
    const said = (await trail()).filter(({ action }) => action.startsWith('diagnosis.'));
    expect(said.map(({ action }) => action)).toEqual(['diagnosis.start', 'diagnosis.answer', 'diagnosis.answer']);
    expect(said[1]?.after).toMatchObject({ act: 'answer', node: 'scope', answer: '1', next: 'changed' });
    expect(JSON.stringify(said)).not.toMatch(/Wang|affected|computer/);
  });

  it('goes back, comes to its end and survives a restart', async () => {
    await start();
    await answer('1');
    const run = runOf(await answer('1'));
    const back = { ticketId, run: run.id, after: run.head, of: run.steps[0]!.entryId };
    expect(runOf(await valueOf(diagnosis['diagnosis.back'](back, sam)))).toMatchObject({ node: 'scope', steps: [] });
    await answer('2');
    await answer('3');
    await folder.reopen();
    open();
    const after = runOf(await valueOf(tickets['tickets.get']({ ticketId }, sam)));
    expect(after).toMatchObject({ outcome: { node: 'end-area', resolution: null }, steps: [{}, {}] });
  });

  it('is refused for two at a time, for what moved on, and for what has ended', async () => {
    await start();
    const run = runOf(await valueOf(tickets['tickets.get']({ ticketId }, sam)));
    expect(await diagnosis['diagnosis.start']({ ticketId, tree: 'mail', language: 'en' }, ada)).toMatchObject({
      failure: { code: 'diagnosis.running' },
    });
    await answer('1');
    const late = { ticketId, run: run.id, after: run.head, answer: '2', note: null, language: 'en' } as const;
    expect(await diagnosis['diagnosis.answer'](late, ada)).toMatchObject({ failure: { code: 'record.stale' } });
    await valueOf(tickets['tickets.cancel']({ ticketId, reason: 'duplicate' }, sam));
    const place = { ticketId, run: run.id, after: run.head };
    expect(await diagnosis['diagnosis.abandon'](place, sam)).toMatchObject({
      failure: { code: 'ticket.illegal-transition', details: { from: 'cancelled', action: 'diagnose' } },
    });
    expect(await diagnosis['diagnosis.start']({ ticketId, tree: 'nothing', language: 'en' }, sam)).toMatchObject({
      failure: { code: 'record.not-found' },
    });
  });
});

describe('the trees of a desk', () => {
  it('are those that ship, until somebody saves another version', async () => {
    expect((await valueOf(diagnosis['diagnosis.trees']({}, sam))).map(({ tree, saved }) => [tree, saved])).toEqual([
      ['network', null],
      ['sign-in', null],
      ['printing', null],
      ['slow-computer', null],
      ['mail', null],
    ]);
    const before = await network();
    const text = before.text.replace('Who is affected?', 'Who is cut off?');
    const saved = await valueOf(diagnosis['diagnosis.save']({ tree: 'network', seen: null, text }, ada));
    expect(saved).toMatchObject({
      version: 2,
      saved: { by: 'Ada Marsh' },
      text: text.replace('version: 1', 'version: 2'),
    });
    const [first] = (await trail()).filter(({ action }) => action === 'diagnosis-tree.save');
    expect(first?.after).toMatchObject({ tree: 'network', version: 2, text: { length: text.length } });
  });

  it('leave a run under way as it began, and new ones to the new version', async () => {
    await start();
    const { text } = await network();
    const next = text.replace('Who is affected?', 'Who is cut off?').replace('Only this computer', 'Just one');
    await valueOf(diagnosis['diagnosis.save']({ tree: 'network', seen: null, text: next }, ada));
    const run = runOf(await answer('1'));
    expect(run).toMatchObject({ version: 1, steps: [{ question: 'Who is affected?', label: 'Only this computer' }] });
    const kept = await valueOf(diagnosis['diagnosis.edition']({ edition: run.edition }, sam));
    expect(kept.version).toBe(1);
    await valueOf(diagnosis['diagnosis.abandon']({ ticketId, run: run.id, after: run.head }, sam));
    await start();
    expect(runOf(await answer('1'))).toMatchObject({ version: 2, steps: [{ question: 'Who is cut off?' }] });
  });

  it('are not saved with a mistake, over a newer version, or under another name', async () => {
    const { text } = await network();
    const save = (input: Parameters<(typeof diagnosis)['diagnosis.save']>[0]) =>
      diagnosis['diagnosis.save'](input, ada);
    expect(
      await save({ tree: 'network', seen: null, text: text.replace('next: changed', 'next: chnged') }),
    ).toMatchObject({
      failure: { code: 'diagnosis.invalid', details: { problems: [{ code: 'unknown-target', line: 27 }] } },
    });
    await valueOf(save({ tree: 'network', seen: null, text }));
    expect(await save({ tree: 'network', seen: null, text })).toMatchObject({ failure: { code: 'record.stale' } });
    expect(await save({ tree: 'mail', seen: null, text })).toMatchObject({ failure: { code: 'diagnosis.invalid' } });
    expect(await save({ tree: null, seen: null, text })).toMatchObject({ failure: { code: 'record.exists' } });
  });

  it('go back to what ships, keeping every version that there was', async () => {
    const { text } = await network();
    const saved = await valueOf(diagnosis['diagnosis.save']({ tree: 'network', seen: null, text }, ada));
    const reset = await valueOf(diagnosis['diagnosis.reset']({ tree: 'network', seen: saved.edition! }, ada));
    expect(reset).toMatchObject({ version: 1, saved: null, edition: null, text });
    expect(reset?.versions.map((each) => [each.version, each.text === null])).toEqual([
      [3, true],
      [2, false],
    ]);
    const again = await valueOf(diagnosis['diagnosis.save']({ tree: 'network', seen: null, text }, ada));
    expect(again.version).toBe(4);
  });

  it('can be of the desk’s own, and be taken out of use', async () => {
    const text = (await network()).text.replace('id: network', 'id: plotters').replace('version: 1', 'version: 7');
    const made = await valueOf(diagnosis['diagnosis.save']({ tree: null, seen: null, text }, ada));
    expect(made).toMatchObject({ tree: 'plotters', version: 7, isShipped: false, shippedText: null });
    expect((await valueOf(diagnosis['diagnosis.trees']({}, sam))).at(-1)?.tree).toBe('plotters');
    const detail = await start('plotters');
    expect(await valueOf(diagnosis['diagnosis.reset']({ tree: 'plotters', seen: made.edition! }, ada))).toBeNull();
    expect(await diagnosis['diagnosis.tree']({ tree: 'plotters' }, sam)).toMatchObject({ ok: false });
    // What was begun with it can be finished.
    expect(runOf(detail).tree).toBe('plotters');
    expect(runOf(await answer('1')).steps).toHaveLength(1);
  });
});

it('a note given with an assignment is a work note in the same commit', async () => {
  const commits: (readonly string[])[] = [];
  folder.desk.onApplied(({ actions }) => commits.push(actions));
  const assignee = { id: null, name: 'Ana Ruiz' };
  const detail = await valueOf(
    tickets['tickets.assign']({ ticketId, assignee, group: null, note: 'Switch on floor 3 is down' }, ada),
  );
  expect(detail.timeline.at(-1)?.event).toEqual({ kind: 'workNote', text: 'Switch on floor 3 is down' });
  expect(commits).toEqual([['ticket.assign', 'ticket.work-note']]);
});
