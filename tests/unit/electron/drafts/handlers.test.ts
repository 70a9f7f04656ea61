import { afterEach, beforeEach, expect, it } from 'vitest';
import { draftOperations } from '#shared/drafts/operations.ts';
import { draftHandlers } from '#core/drafts/handlers.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';

const lin = contextOf('Lin Yue');
const sam = contextOf('Sam Okafor', ['technician'], 'user:01J0000000000000000000000B');
const clock = testAmbient('2026-10-01T02:00:00.000Z');

let folder: DeskFolder;
let drafts: ReturnType<typeof draftHandlers>;
beforeEach(async () => {
  clock.set('2026-10-01T02:00:00.000Z');
  folder = await deskFolder(clock);
  drafts = draftHandlers(folder.desk);
});
afterEach(() => folder.remove());

const keysOf = async (context: typeof lin): Promise<readonly string[]> => {
  const listed = await drafts['drafts.list']({}, context);
  return listed.ok ? listed.value.map(({ key }) => key) : [];
};

it('survive a restart as typed, newest first, and are one’s own', async () => {
  await drafts['drafts.save'](
    { key: 'new-ticket:1', fields: { title: ' 打印机 “卡纸”\n', 'a field': 'x', note: 'x' } },
    lin,
  );
  clock.set('2026-10-01T02:00:01.000Z');
  await drafts['drafts.save']({ key: 'ticket:1:workNote', fields: { text: 'half a sen' } }, lin);
  await drafts['drafts.save']({ key: 'new-ticket:1', fields: { title: 'Sam’s' } }, sam);
  drafts = draftHandlers(await folder.reopen());
  expect(await keysOf(lin)).toEqual(['ticket:1:workNote', 'new-ticket:1']);
  expect(await drafts['drafts.list']({}, sam)).toMatchObject({ value: [{ fields: { title: 'Sam’s' } }] });
});

it('replace the one before under the same key', async () => {
  const first = await drafts['drafts.save']({ key: 'k', fields: { text: 'a' } }, lin);
  const second = await drafts['drafts.save']({ key: 'k', fields: { text: 'ab' } }, lin);
  expect(first.ok && second.ok && first.value?.id === second.value?.id).toBe(true);
  expect(await drafts['drafts.list']({}, lin)).toMatchObject({ value: [{ fields: { text: 'ab' } }] });
});

it('are gone when emptied or discarded', async () => {
  await drafts['drafts.save']({ key: 'a', fields: { text: 'x' } }, lin);
  await drafts['drafts.save']({ key: 'b', fields: { text: 'x' } }, lin);
  expect(await drafts['drafts.save']({ key: 'a', fields: { text: '' } }, lin)).toEqual({ ok: true, value: null });
  await drafts['drafts.discard']({ key: 'b' }, lin);
  await drafts['drafts.discard']({ key: 'never there' }, lin);
  expect(await keysOf(lin)).toEqual([]);
});

it('leave nothing in the audit trail and nothing to send', async () => {
  const head = folder.desk.auditHead;
  await drafts['drafts.save']({ key: 'a', fields: { text: 'x' } }, lin);
  expect(folder.desk.auditHead).toEqual(head);
  expect([...folder.desk.records.ids('outbox')].filter((id) => id.includes('draft'))).toEqual([]);
});

it('write nothing when nothing was typed', async () => {
  await drafts['drafts.save']({ key: 'a', fields: { text: 'x' } }, lin);
  let commits = 0;
  folder.desk.onApplied(() => commits++);
  await drafts['drafts.save']({ key: 'a', fields: { text: 'x' } }, lin);
  expect(commits).toBe(0);
});

it('take no more fields than any form has, and no prototype', () => {
  const { input } = draftOperations['drafts.save'];
  const fields = Object.fromEntries(Array.from({ length: 61 }, (_, place) => [`field${place}`, 'x']));
  expect(input.safeParse({ key: 'k', fields }).success).toBe(false);
  const sly: unknown = JSON.parse('{"key":"k","fields":{"__proto__":"x","text":"y"}}');
  expect(input.parse(sly)).toEqual({ key: 'k', fields: { text: 'y' } });
});
