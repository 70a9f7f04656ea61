import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Actor } from '#core/session.ts';
import type { StoredRecord } from '#shared/base/record.ts';
import { succeed } from '#shared/base/result.ts';
import { deskFolder, type DeskFolder } from '../../support/desk-folder.ts';

const lead: Actor = {
  id: 'user:01J0000000000000000000000A',
  name: 'Mei',
  roles: ['administrator'],
  session: 'session-1',
};

let folder: DeskFolder;
afterEach(() => folder.remove());

const addNote = (text: string) =>
  folder.keeper.desk?.commit(lead, (unit) => {
    unit.write('note.create', { ...unit.stamp('note', unit.newId('note')), text } as StoredRecord);
    return succeed(unit.nextNumber('INC'));
  });

/** Changes one byte in the middle of the newest journal segment. */
const damageJournal = async (): Promise<void> => {
  const store = join(folder.path, 'store');
  const newest =
    (await readdir(store))
      .filter((name) => name.startsWith('journal-'))
      .toSorted()
      .at(-1) ?? '';
  const bytes = await readFile(join(store, newest));
  const place = bytes.length >> 1;
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  await writeFile(join(store, newest), bytes);
};

describe('the keeper of a damaged desk', () => {
  it('shows what is intact read-only, changes nothing on disk, and refuses to write', async () => {
    folder = await deskFolder();
    for (const text of ['one', 'two', 'three']) await addNote(text);
    await folder.keeper.close();
    await damageJournal();
    const before = await readdir(join(folder.path, 'store'));
    const state = await folder.keeper.open(folder.key);
    expect(state).toMatchObject({ state: 'damaged', report: { findings: [{ problem: 'changed-bytes' }] } });
    expect(folder.keeper.desk).toBeUndefined();
    expect(folder.keeper.acceptDamage()).toBe(true);
    expect(await addNote('four')).toMatchObject({
      ok: false,
      failure: { code: 'storage.read-only', details: { cause: 'damaged' } },
    });
    await folder.keeper.close();
    expect(await readdir(join(folder.path, 'store'))).toEqual(before);
  });

  it('goes on under a new device code and chain after setting the damage aside, and names the old head', async () => {
    folder = await deskFolder();
    const former = folder.desk.device;
    const first = await addNote('one');
    expect(first).toEqual(succeed(`INC-${former.code}-000001`));
    await addNote('two');
    await folder.keeper.close();
    await damageJournal();
    await folder.keeper.open(folder.key);
    const done = await folder.keeper.setAside(lead, 'unused');
    if (!done.ok) throw new Error(done.failure.message);
    expect((await readdir(done.value.folder)).some((name) => name.startsWith('journal-'))).toBe(true);

    const desk = folder.keeper.desk;
    expect(desk?.device).toMatchObject({ desk: former.desk });
    expect(desk?.device.id).not.toBe(former.id);
    expect(desk?.auditHead.seq).toBe(1);
    const [line = ''] = (await desk?.readAudit(1, 1)) ?? [];
    expect(JSON.parse(line)).toMatchObject({
      action: 'store.setAside',
      actor: lead.id,
      before: { code: former.code, device: former.id },
      after: { code: desk?.device.code, folder: basename(done.value.folder) },
    });
    expect(await addNote('three')).toMatchObject({
      ok: true,
      value: expect.stringMatching(`^INC-${desk?.device.code}-`),
    });

    // The old key is gone, so nothing can be signed in the old device's name.
    const again = await folder.reopen();
    expect(again.device.id).toBe(desk?.device.id);
    expect(again.records.has(`deviceKey:${former.id}`)).toBe(false);
    expect(again.auditHead.seq).toBe(2);
  });

  it('sets aside to the end and then closes, with everybody gone meanwhile', async () => {
    folder = await deskFolder();
    for (const text of ['one', 'two', 'three']) await addNote(text);
    await folder.keeper.close();
    await damageJournal();
    await folder.keeper.open(folder.key);
    const states: string[] = [];
    folder.keeper.onChange(({ state }) => states.push(state));
    const done = folder.keeper.setAside(lead, '');
    await folder.keeper.release();
    expect(await done).toMatchObject({ ok: true });
    await expect.poll(() => folder.keeper.state.state).toBe('closed');
    expect(states).toEqual(['open', 'closed']);
    // The store went on under the right key, and nobody holds it.
    const state = await folder.keeper.open(folder.key);
    expect(state).toMatchObject({ state: 'open', renewal: null });
    expect(await addNote('four')).toMatchObject({ ok: true });
  });

  it('sets aside once, whoever asks, and opens afterwards for whoever signs in meanwhile', async () => {
    folder = await deskFolder();
    for (const text of ['one', 'two', 'three']) await addNote(text);
    await folder.keeper.close();
    await damageJournal();
    await folder.keeper.open(folder.key);
    const first = folder.keeper.setAside(lead, '');
    const second = folder.keeper.setAside(lead, '');
    const closed = folder.keeper.release();
    const opened = folder.keeper.open(folder.key);
    expect(await first).toMatchObject({ ok: true });
    expect(await second).toMatchObject({ ok: false, failure: { code: 'record.not-found' } });
    await closed;
    expect(await opened).toMatchObject({ state: 'open', damage: null });
    expect(await addNote('four')).toMatchObject({ ok: true });
  });

  it('says why this laptop has another code after setting aside', async () => {
    folder = await deskFolder();
    for (const text of ['one', 'two', 'three']) await addNote(text);
    await folder.keeper.close();
    await damageJournal();
    await folder.keeper.open(folder.key);
    await folder.keeper.setAside(lead, '');
    const { state } = folder.keeper;
    expect(state).toMatchObject({ renewal: { cause: 'set-aside', formerCode: '7K3Q' } });
    expect((await folder.reopen()).ownDevices).toHaveLength(2);
    expect(folder.keeper.state).toMatchObject({ renewal: null });
  });

  it('refuses to set aside what is whole', async () => {
    folder = await deskFolder();
    expect(await folder.keeper.setAside(lead, '')).toMatchObject({ ok: false, failure: { code: 'record.not-found' } });
    expect(await addNote('still here')).toMatchObject({ ok: true });
  });
});
