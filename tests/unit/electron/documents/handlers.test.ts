import { mkdir, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dueForCheck } from '#core/documents/daily-check.ts';
import { DocumentIndex } from '#core/documents/document-index.ts';
import { usedFiles } from '#core/file-uses.ts';
import { sweepFiles } from '#core/attachments/sweep-files.ts';
import { nothing, type Document } from '#shared/documents/document.ts';
import { operations } from '#shared/contract/index.ts';
import { isAllowed, roles } from '#shared/accounts/roles.ts';
import { succeed } from '#shared/base/result.ts';
import type { Site } from '#shared/directory/place.ts';
import { hashOf, valueOf } from '../attachments/attaching.ts';
import { catalogue, content, lead, newJob, type Catalogue } from './catalogue.ts';

let kit: Catalogue;
beforeEach(async () => {
  kit = await catalogue();
});
afterEach(() => kit.remove());

const call = () => kit.documents().handlers;
const elsewhere = { storage: 'elsewhere', place: 'Archive room 2, shelf 14' } as const;

describe('adding documents', () => {
  it('numbers them, and finds them again after a restart', async () => {
    const { document } = await kit.add(await kit.held('../../contract.pdf', '%PDF-1.7'));
    const second = await kit.add(elsewhere, { title: 'Paper form' });
    expect(document).toMatchObject({
      number: 'DOC-7K3Q-000001',
      revision: 1,
      storage: 'held',
      version: { place: 1, isKept: true, file: { fileName: 'contract.pdf', mediaType: 'application/pdf', bytes: 8 } },
    });
    expect(second.document).toMatchObject({ number: 'DOC-7K3Q-000002', version: null, place: elsewhere.place });
    await kit.reopen();
    const { documents } = valueOf(await call()['documents.list']({}, lead));
    expect(documents.map(({ title, states }) => [title, states])).toEqual([
      [content.title, ['here']],
      ['Paper form', ['elsewhere']],
    ]);
  });

  it('watches a file where it lies, without keeping it', async () => {
    const path = await kit.file('plan.txt', 'plan');
    const { document, path: shown, listed } = await kit.add({ storage: 'watched', path, keep: false });
    expect(document).toMatchObject({
      storage: 'watched',
      version: { isKept: false, file: { sha256: hashOf(Buffer.from('plan')) } },
    });
    expect(shown).toBe(path);
    expect(listed.states).toEqual(['here']);
    expect(usedFiles(kit.desk().records).size).toBe(0);
  });

  it('names the documents that are the same file already', async () => {
    const first = await kit.add(await kit.held('a.txt', 'same bytes'));
    const second = await kit.add(await kit.held('b.txt', 'same bytes'), { title: 'Copy' });
    const { sha256 } = first.listed;
    expect(valueOf(await call()['documents.sameAs']({ hashes: [sha256 ?? '', 'f'.repeat(64)] }, lead))).toEqual({
      [sha256 ?? '']: [
        { id: first.document.id, number: first.document.number, title: content.title },
        { id: second.document.id, number: second.document.number, title: 'Copy' },
      ],
    });
    expect(second.same.map(({ id }) => id)).toEqual([first.document.id]);
  });

  it('refuses what it belongs to where that is not here', async () => {
    const siteId = 'site:01J00000000000000000000001';
    const given = { content: { ...content, belongsTo: { ...nothing, siteId } }, source: elsewhere };
    const refused = await call()['documents.add']({ ...given, label: '', note: '', jobId: newJob() }, lead);
    expect(refused).toMatchObject({ failure: { code: 'record.not-found', details: { type: 'site', id: siteId } } });
  });

  it('keeps a watched file only where there is room for it, and leaves nothing behind', async () => {
    kit.free = 64 * 1024 * 1024 + 3;
    const source = { storage: 'watched', path: await kit.file('plan.txt', 'plan'), keep: true } as const;
    const refused = await call()['documents.add']({ content, source, label: '', note: '', jobId: newJob() }, lead);
    expect(refused).toMatchObject({ failure: { code: 'document.no-room', details: { needed: 4, free: 3 } } });
    expect(valueOf(await call()['documents.list']({}, lead)).documents).toEqual([]);
    expect(await call()['documents.room']({ bytes: 4 }, lead)).toMatchObject({ ok: false });
    expect(await call()['documents.room']({ bytes: 3 }, lead)).toEqual({ ok: true, value: { free: 3 } });
  });

  it('watches nothing that lies where this console keeps its keys', async () => {
    const source = { storage: 'watched', path: `${kit.folder.path}/keys.json`, keep: true } as const;
    const refused = await call()['documents.add']({ content, source, label: '', note: '', jobId: newJob() }, lead);
    expect(refused).toMatchObject({ failure: { code: 'document.path-refused', details: { why: 'own' } } });
  });

  it('stops reading when it is cancelled, and adds nothing', async () => {
    const source = { storage: 'watched', path: await kit.file('large', Buffer.alloc(8_000_000)), keep: true } as const;
    const jobId = newJob();
    const adding = call()['documents.add']({ content, source, label: '', note: '', jobId }, lead);
    await call()['documents.cancel']({ jobId }, lead);
    expect(await adding).toMatchObject({ failure: { code: 'request.cancelled' } });
    expect(valueOf(await call()['documents.list']({}, lead)).documents).toEqual([]);
  });
});

describe('changing documents', () => {
  it('is refused to who saw another revision', async () => {
    const { document } = await kit.add(elsewhere);
    const edit = (seen: number, title: string) =>
      call()['documents.edit']({ documentId: document.id, seen, content: { ...content, title }, place: null }, lead);
    expect(valueOf(await edit(1, 'New title')).document).toMatchObject({ revision: 2, title: 'New title' });
    expect(await edit(1, 'Mine')).toMatchObject({
      failure: { code: 'record.stale', details: { seen: 1, current: 2 } },
    });
    const source = await kit.held('a.txt', 'v2');
    const version = { documentId: document.id, seen: 1, source, label: '2', note: 'Signed', jobId: newJob() };
    expect(await call()['documents.addVersion'](version, lead)).toMatchObject({ failure: { code: 'record.stale' } });
  });

  it('changes nothing where nothing is new', async () => {
    const { document } = await kit.add(elsewhere);
    const again = { documentId: document.id, seen: 1, content, place: elsewhere.place };
    expect(valueOf(await call()['documents.edit'](again, lead)).document.revision).toBe(1);
  });

  it('keeps every version with who, when and why, and all their bytes', async () => {
    const { document } = await kit.add(await kit.held('a.txt', 'first'));
    const source = await kit.held('b.txt', 'second');
    const version = { documentId: document.id, seen: 1, source, label: '2.0', note: 'New price list', jobId: newJob() };
    const { versions, document: next } = valueOf(await call()['documents.addVersion'](version, lead));
    expect(next).toMatchObject({ revision: 2, version: { place: 2, label: '2.0' } });
    expect(versions.map(({ place, note, by, file }) => [place, note, by.name, file.fileName])).toEqual([
      [2, 'New price list', 'Lin Yue', 'b.txt'],
      [1, '', 'Lin Yue', 'a.txt'],
    ]);
    expect(await call()['documents.addVersion']({ ...version, seen: 2, jobId: newJob() }, lead)).toMatchObject({
      failure: { code: 'document.same-file' },
    });
    await kit.desk().blobs.sweep(() => false, []);
    await sweepFiles(kit.desk(), { onlyUnfinished: false, isStopped: () => false });
    const [, old] = versions;
    const read = await call()['documents.read']({ documentId: document.id, versionId: old?.id ?? '', from: 0 }, lead);
    expect(Buffer.from(valueOf(read).base64, 'base64').toString()).toBe('first');
  });

  it('gives no version of another document', async () => {
    const first = await kit.add(await kit.held('a.txt', 'first'));
    const second = await kit.add(await kit.held('b.txt', 'second'));
    const versionId = second.versions[0]?.id ?? '';
    const read = await call()['documents.read']({ documentId: first.document.id, versionId, from: 0 }, lead);
    expect(read).toMatchObject({ failure: { code: 'record.not-found' } });
  });

  it('withdraws and brings back', async () => {
    const { document } = await kit.add(elsewhere);
    const set = (seen: number, withdrawn: boolean) =>
      call()['documents.withdraw']({ documentId: document.id, seen, withdrawn }, lead);
    expect(valueOf(await set(1, true)).listed.states).toEqual(['withdrawn']);
    expect(valueOf(await set(2, false)).listed.states).toEqual(['elsewhere']);
  });
});

describe('a watched file that changed behind our back', () => {
  const watched = async (keep: boolean) => {
    const path = await kit.file('plan.txt', 'plan');
    const { document } = await kit.add({ storage: 'watched', path, keep });
    await kit.append(path, ' B');
    return { path, document };
  };
  const checkAll = () => call()['documents.check']({ documentIds: null, jobId: newJob() }, lead);

  it('is found by its bytes, and back again when they are', async () => {
    const { path, document } = await watched(false);
    expect(await kit.states(document.id)).toEqual(['here']);
    expect(valueOf(await checkAll())).toEqual({ checked: 1, changed: 1, missing: 0, unsettled: 0 });
    expect(await kit.states(document.id)).toEqual(['changed']);
    await kit.file('plan.txt', 'plan');
    await checkAll();
    expect(await kit.states(document.id)).toEqual(['here']);
    await rm(path);
    expect(valueOf(await checkAll())).toMatchObject({ missing: 1 });
    await kit.reopen();
    expect(await kit.states(document.id)).toEqual(['missing']);
  });

  it('is accepted as a new version only as it was seen', async () => {
    const { path, document } = await watched(false);
    await checkAll();
    const sha256 = hashOf(Buffer.from('plan B'));
    const accept = { documentId: document.id, seen: 1, sha256, label: 'B', note: 'Vendor moved a rack' };
    await kit.append(path, '!');
    expect(await call()['documents.accept']({ ...accept, jobId: newJob() }, lead)).toMatchObject({
      failure: { code: 'document.not-as-seen' },
    });
    await kit.file('plan.txt', 'plan B');
    const accepted = valueOf(await call()['documents.accept']({ ...accept, jobId: newJob() }, lead));
    expect(accepted.listed).toMatchObject({ states: ['here'], sha256, label: 'B' });
    expect(accepted.versions[0]).toMatchObject({ note: 'Vendor moved a rack', place: 2 });
  });

  it('gives way to the bytes that were kept', async () => {
    const { document } = await watched(true);
    await checkAll();
    const back = valueOf(
      await call()['documents.useKept']({ documentId: document.id, seen: 1, note: 'Not ours' }, lead),
    );
    expect(back).toMatchObject({ document: { storage: 'held' }, path: null, listed: { states: ['here'] } });
    const read = await call()['documents.read']({ documentId: document.id, versionId: null, from: 0 }, lead);
    expect(Buffer.from(valueOf(read).base64, 'base64').toString()).toBe('plan');
    expect(await call()['documents.useKept']({ documentId: document.id, seen: 2, note: 'x' }, lead)).toMatchObject({
      failure: { code: 'document.not-kept' },
    });
  });

  it('is watched at its new place once somebody says where it went, and not twice at the same one', async () => {
    const path = await kit.file('plan.txt', 'plan');
    const { document } = await kit.add({ storage: 'watched', path, keep: false });
    await rm(path);
    await checkAll();
    const moved = await kit.file('plan-moved.txt', 'plan');
    const follow = (seen: number) =>
      call()['documents.addVersion'](
        {
          documentId: document.id,
          seen,
          source: { storage: 'watched', path: moved, keep: false },
          label: '',
          note: 'The folder was renamed',
          jobId: newJob(),
        },
        lead,
      );
    expect(valueOf(await follow(1))).toMatchObject({ path: moved, listed: { states: ['here'] } });
    expect(await follow(2)).toMatchObject({ failure: { code: 'document.same-file' } });
  });

  it('is not given out as if it were what was accepted', async () => {
    const { document } = await watched(false);
    const read = () => call()['documents.read']({ documentId: document.id, versionId: null, from: 0 }, lead);
    expect(await read()).toMatchObject({ failure: { code: 'document.not-here' } });
    await checkAll();
    expect(await read()).toMatchObject({ failure: { code: 'document.not-here' } });
    await call()['documents.reveal']({ documentId: document.id }, lead);
    expect(kit.shown).toHaveLength(1);
  });
});

describe('a watched file that was written to since it was checked', () => {
  it('is not given out as what was accepted, even where it is as long as before', async () => {
    const path = await kit.file('plan.txt', 'plan');
    const { document } = await kit.add({ storage: 'watched', path, keep: false });
    const read = () => call()['documents.read']({ documentId: document.id, versionId: null, from: 0 }, lead);
    expect(Buffer.from(valueOf(await read()).base64, 'base64').toString()).toBe('plan');
    await kit.file('plan.txt', 'evil');
    await utimes(path, 1_900_000_000, 1_900_000_000);
    expect(await read()).toMatchObject({ failure: { code: 'document.not-here' } });
  });

  it('is for others what it is now', async () => {
    const path = await kit.file('plan.txt', 'plan');
    const { document } = await kit.add({ storage: 'watched', path, keep: false }, { validUntil: '2020-01-01' });
    const statesNow = () => kit.documents().statesNow(document);
    expect(await statesNow()).toEqual(['expired', 'here']);
    await utimes(path, 1_900_000_000, 1_900_000_000);
    expect(await statesNow()).toEqual(['changed', 'expired']);
    await call()['documents.check']({ documentIds: null, jobId: newJob() }, lead);
    expect(await statesNow()).toEqual(['expired', 'here']);
    await rm(path);
    expect(await statesNow()).toEqual(['missing', 'expired']);
  });
});

describe('the list', () => {
  it('lets others have their turn while it reads what thousands of documents belong to', async () => {
    const desk = kit.desk();
    await desk.commit(desk.deviceActor, (unit) => {
      for (let count = 0; count < 300; count++) {
        const site = { ...unit.stamp('site', unit.newId('site')), name: `Site ${count}` };
        unit.putLocal(site);
        unit.putLocal({
          ...unit.stamp('document', unit.newId('document')),
          ...content,
          belongsTo: { ...nothing, siteId: site.id },
          number: unit.nextNumber('DOC'),
          revision: 1,
          storage: 'elsewhere',
          place: 'Shelf',
          version: null,
          withdrawnAt: null,
        } as Document);
      }
      return succeed(null);
    });
    let turns = 0;
    let isOver = false;
    const others = (): void => {
      turns++;
      if (!isOver) setImmediate(others);
    };
    others();
    // A clock by which every reading takes a millisecond.
    let mono = 0;
    const clock = vi.spyOn(kit.ambient, 'mono').mockImplementation(() => mono++);
    const listed = valueOf(await call()['documents.list']({}, lead));
    isOver = true;
    clock.mockRestore();
    expect(Object.keys(listed.names)).toHaveLength(300);
    expect(turns).toBeGreaterThan(20);
  });

  it('names what documents belong to as it is called now', async () => {
    const desk = kit.desk();
    let siteId = '';
    const rename = (name: string) =>
      desk.commit(desk.deviceActor, (unit) => {
        siteId ||= unit.newId('site');
        unit.putLocal({ ...unit.stamp('site', siteId), name } as Site);
        return succeed(null);
      });
    await rename('Leeds');
    await kit.add(elsewhere, { belongsTo: { ...nothing, siteId } });
    const name = async () => valueOf(await call()['documents.list']({}, lead)).names[siteId]?.en;
    expect(await name()).toBe('Leeds');
    await rename('Leeds north');
    expect(await name()).toBe('Leeds north');
  });
});

describe('checking', () => {
  it('is due a day later, and where the last check was noted by a clock that has been set back since', async () => {
    await kit.add({ storage: 'watched', path: await kit.file('a', 'a'), keep: false });
    const index = new DocumentIndex(kit.desk());
    const at = kit.ambient.now().getTime();
    const dayMs = 86_400_000;
    const due = (now: number) => dueForCheck(index, now).length;
    expect([at, at + dayMs - 1, at - 60_000].map(due)).toEqual([0, 0, 0]);
    expect([at + dayMs, at - dayMs].map(due)).toEqual([1, 1]);
  });

  it('goes on one at a time, and what was found before it is cancelled stays', async () => {
    const first = await kit.add({ storage: 'watched', path: await kit.file('a', 'a'), keep: false });
    const second = await kit.add({
      storage: 'watched',
      path: await kit.file('b', Buffer.alloc(9_000_000)),
      keep: false,
    });
    await kit.file('a', 'changed');
    const jobId = newJob();
    const running = call()['documents.check']({ documentIds: null, jobId }, lead);
    expect(await call()['documents.check']({ documentIds: null, jobId: newJob() }, lead)).toMatchObject({
      failure: { code: 'document.busy' },
    });
    expect(valueOf(await call()['documents.list']({}, lead)).checking).toMatchObject({ jobId, total: 2 });
    const filesDone = async () => valueOf(await call()['documents.list']({}, lead)).checking?.done;
    while ((await filesDone()) === 0) await new Promise((done) => setImmediate(done));
    await call()['documents.cancel']({ jobId }, lead);
    expect(await running).toMatchObject({ failure: { code: 'request.cancelled' } });
    expect(await kit.states(first.document.id)).toEqual(['changed']);
    expect(await kit.states(second.document.id)).toEqual(['here']);
    expect(kit.notices.at(-1)).toMatchObject({ name: 'documents.progress', ended: true, progress: { jobId } });
  });

  it('finds a held file that is no longer on the disk', async () => {
    const { document } = await kit.add(await kit.held('a.txt', 'kept'));
    await rm(join(kit.folder.path, 'blobs'), { recursive: true });
    expect(
      valueOf(await call()['documents.check']({ documentIds: [document.id], jobId: newJob() }, lead)),
    ).toMatchObject({ missing: 1 });
    const { listed: after } = valueOf(await call()['documents.get']({ documentId: document.id }, lead));
    expect(after).toMatchObject({ states: ['missing'], sight: { found: 'fault', fault: 'gone' } });
    await mkdir(join(kit.folder.path, 'blobs'));
    const again = {
      documentId: document.id,
      seen: 1,
      source: await kit.held('a.txt', 'kept'),
      label: '',
      note: 'From the mail of the vendor',
      jobId: newJob(),
    };
    expect(valueOf(await call()['documents.addVersion'](again, lead)).listed.states).toEqual(['here']);
  });
});

describe('what others learn', () => {
  it('is who may do what', () => {
    const needs = Object.entries(operations)
      .filter(([name]) => name.startsWith('documents.'))
      .map(([name, { permission }]) => [name.slice('documents.'.length), permission] as const);
    expect(
      needs
        .filter(([, permission]) => permission === 'documents.read')
        .map(([name]) => name)
        .toSorted(),
    ).toEqual(['cancel', 'check', 'get', 'list', 'read', 'reveal', 'sameAs']);
    expect(needs.every(([, permission]) => /^documents\.(?:read|manage)$/.test(permission))).toBe(true);
    expect(roles.filter((role) => isAllowed([role], 'documents.manage'))).toEqual(['team-lead', 'administrator']);
  });

  it('is what belongs to a site, an organisation or an asset, without what was withdrawn', async () => {
    const { document } = await kit.add(elsewhere);
    const none = { siteIds: new Set<string>(), organisationIds: new Set<string>(), assetIds: new Set<string>() };
    expect(kit.documents().belongingTo(none)).toEqual([]);
    const siteId = 'site:01J00000000000000000000001';
    await kit.desk().commit({ id: 'user:x', name: 'x', roles: [], session: null }, (unit) => {
      const moved: Document = { ...document, belongsTo: { ...nothing, siteId } };
      unit.write('test', moved);
      return { ok: true, value: null };
    });
    const ofSite = () => kit.documents().belongingTo({ ...none, siteIds: new Set([siteId]) });
    expect(ofSite().map(({ number, states }) => [number, states])).toEqual([[document.number, ['elsewhere']]]);
    await call()['documents.withdraw']({ documentId: document.id, seen: 1, withdrawn: true }, lead);
    expect(ofSite()).toEqual([]);
  });

  it('is neither title nor path nor place nor note from the trail, and no path from what is sent', async () => {
    const path = await kit.file('severance-Zhang.txt', 'plan');
    const added = await kit.add(
      { storage: 'watched', path, keep: false },
      { title: 'Severance Zhang', tags: ['zhang'] },
    );
    await kit.add({ storage: 'elsewhere', place: 'Safe of Zhang' });
    await kit.append(path, '!');
    await call()['documents.check']({ documentIds: null, jobId: newJob() }, lead);
    const sha256 = hashOf(Buffer.from('plan!'));
    const accept = { documentId: added.document.id, seen: 1, sha256, label: 'Zhang', note: 'Zhang signed' };
    valueOf(await call()['documents.accept']({ ...accept, jobId: newJob() }, lead));
    const lines = await kit.desk().readAudit(1, kit.desk().auditHead.seq);
    const actions = lines.map((line) => (JSON.parse(line) as { action: string }).action);
    expect(actions).toEqual(
      expect.arrayContaining(['document.add', 'document.version', 'document.check', 'document.accept']),
    );
    expect(lines.join('\n')).not.toMatch(/zhang|severance|deskside-documents/i);
    const sent = [...kit.desk().records.ids('outbox')].filter((id) => id.includes('document'));
    expect(sent.length).toBeGreaterThan(0);
    for (const id of sent) {
      const [, type = '', ...rest] = id.split(':');
      expect(type).not.toBe('documentFinding');
      expect(JSON.stringify(kit.desk().records.get(type, [type, ...rest].join(':')))).not.toContain(
        'deskside-documents',
      );
    }
  });
});
