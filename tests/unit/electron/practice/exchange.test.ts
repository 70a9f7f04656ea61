/** What leaves a training desk, and what becomes of it on a real one: the whole application on both sides. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedRules } from '#core/alerts/shipped.ts';
import type { App, Connection } from '#core/app.ts';
import { parseMail } from '#core/mail/parse-mail.ts';
import type { Platform, SavedFile } from '#core/ports.ts';
import { filesOfZip } from '#core/knowledge/exchange/folder.ts';
import { mailDraft } from '#renderer/mail/mail-draft.ts';
import { everyAsset } from '#shared/assets/filter.ts';
import type { Result } from '#shared/base/result.ts';
import type { InputOf, OperationName, OutputOf } from '#shared/contract/index.ts';
import { emptyPerson } from '#shared/directory/person.ts';
import type { OtherDesk } from '#shared/practice/operations.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { loopbackPlatform } from '../../../../electron/loopback/platform.ts';
import { testAmbient } from '../../../support/desk-folder.ts';
import { wholeApp } from '../../../support/whole-app.ts';

interface Side {
  readonly app: App;
  readonly connection: Connection;
  ask<Name extends OperationName>(name: Name, input: InputOf<Name>): Promise<Result<OutputOf<Name>>>;
  value<Name extends OperationName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
}

let folder: string;
let real: Side;
let training: Side;
/** What the other desk is answered with. */
let other: () => Promise<OtherDesk>;
const suggested: string[] = [];

const platform: Platform = {
  ...loopbackPlatform,
  capabilities: { ...loopbackPlatform.capabilities, savePdf: true },
  savePdf: (name): Promise<SavedFile | undefined> => {
    suggested.push(name);
    return Promise.resolve(undefined);
  },
  openOtherDesk: () => other(),
};

const sideOf = async (name: string, practice: boolean): Promise<Side> => {
  const app = await wholeApp(join(folder, name), {
    platform,
    ambient: testAmbient('2026-10-14T10:00:00.000Z'),
    practice,
  });
  const connection = app.connect(() => undefined);
  const ask: Side['ask'] = async (operation, input) => (await connection.request(operation, input)) as never;
  return {
    app,
    connection,
    ask,
    value: async (operation, input) => {
      const reply = await ask(operation, input);
      if (!reply.ok) throw new Error(`${operation}: ${reply.failure.code} ${reply.failure.message}`);
      return reply.value;
    },
  };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskside-practice-'));
  real = await sideOf('real', false);
  training = await sideOf('training', true);
  await real.value('accounts.setUp', {
    desk: 'North',
    name: 'lin',
    displayName: 'Lin Yue',
    passphrase: 'quiet harbour lantern 42',
    sample: false,
  });
  await training.value('practice.reset', {});
}, 60_000);
afterAll(async () => {
  for (const { app, connection } of [real, training]) {
    connection.close();
    await app.close();
  }
  await rm(folder, { recursive: true });
});

const refusedAsTraining = { ok: false, failure: { code: 'practice.training-file' } };

/** Hands a file over as the screens do. */
const upload = async (to: Side, name: string, text: string): Promise<string> => {
  const bytes = Buffer.from(text);
  const { uploadId } = await to.value('attachments.begin', { name, bytes: bytes.length });
  await to.value('attachments.append', { uploadId, offset: 0, base64: bytes.toString('base64') });
  return (await to.value('attachments.finish', { uploadId })).sha256;
};
const table = async (to: Side, name: string, text: string): Promise<string> => {
  const bytes = Buffer.from(text);
  const { importId } = await to.value('imports.begin', { name, size: bytes.length });
  await to.value('imports.chunk', { importId, offset: 0, base64: bytes.toString('base64') });
  return importId;
};
const archive = async (to: Side, bytes: Buffer) => {
  const { importId } = await to.value('knowledgeImport.begin', { from: 'archive', name: 'kb.zip', size: bytes.length });
  await to.value('knowledgeImport.chunk', { importId, offset: 0, base64: bytes.toString('base64') });
  return to.ask('knowledgeImport.inspect', { importId });
};
const page = async (to: Side, html: Buffer) => {
  const { importId } = await to.value('knowledgeImport.begin', {
    from: 'folder',
    name: 'site',
    files: [{ path: 'knowledge.html', size: html.length }],
    tooLarge: [],
    leftOut: 0,
  });
  await to.value('knowledgeImport.chunk', { importId, offset: 0, base64: html.toString('base64') });
  return to.ask('knowledgeImport.inspect', { importId });
};
const exported = async (from: Side, format: 'site' | 'markdown'): Promise<Buffer> => {
  const wish = { articleIds: null, audience: 'internal', format, language: 'en' } as const;
  const made = await from.value('knowledgeExport.make', wish);
  const { base64 } = await from.value('knowledgeExport.chunk', { exportId: made.exportId, from: 0 });
  const bytes = Buffer.from(base64, 'base64');
  expect(bytes.length, 'in one chunk').toBe(made.bytes);
  return bytes;
};

it('alerts and rules of a training desk stay in it; its file of rules says whose it is, and a real desk refuses it', async () => {
  const { code, ...content } = shippedRules().find((rule) => rule.code === 'disk-full')!;
  const saved = { code, isNew: false, seen: null, content: { ...content, severity: 'low' as const } };
  await training.value('alerts.saveRule', saved);
  const [alert] = await training.value('alerts.list', {});
  await training.value('alerts.ticket', { alertId: alert!.id, language: 'en' });
  const { text } = await training.value('alerts.exportRules', {});
  expect(JSON.parse(text)).toMatchObject({ practice: true, rules: [{ code: 'disk-full' }] });

  expect(await real.ask('alerts.importRules', { text })).toMatchObject(refusedAsTraining);
  expect(await real.value('alerts.list', {})).toEqual([]);
  expect(await real.value('alerts.counts', {})).toEqual({ open: 0, unseen: 0, aside: 0 });
  expect((await real.value('alerts.rules', {})).filter(({ origin }) => origin !== 'shipped')).toEqual([]);
  // One without the mark goes both ways.
  await real.value('alerts.saveRule', saved);
  const { text: unmarked } = await real.value('alerts.exportRules', {});
  expect(JSON.parse(unmarked)).not.toHaveProperty('practice');
  expect(await training.value('alerts.importRules', { text: unmarked })).toEqual({ added: 0, changed: 0, same: 1 });
});

describe('what a training desk exports', () => {
  it('assets: a column says so, and neither import of lists takes them', async () => {
    const { csv } = await training.value('assets.export', {
      filter: { ...everyAsset, status: null },
      order: { by: 'name', descending: false },
      language: 'zh-CN',
    });
    const [header, first] = csv.split('\r\n');
    expect(header).toMatch(/,TRAINING 培训$/);
    expect(first).toMatch(/^CI-TR..-\d+,.*,TRAINING 培训$/);
    const importId = await table(real, 'assets.csv', csv);
    expect(await real.ask('assets.importInspect', { importId, reading: null })).toMatchObject(refusedAsTraining);
    expect(await real.ask('imports.inspect', { importId, reading: null })).toMatchObject(refusedAsTraining);
    const back = await table(training, 'assets.csv', csv);
    expect((await training.ask('assets.importInspect', { importId: back, reading: null })).ok).toBe(true);
  });

  it('contacts: each card says so, and none of the file is taken', async () => {
    const cards = { view: 'active', text: '', personId: null, from: 0 } as const;
    const { text, count } = await training.value('directory.exportCards', cards);
    expect(text.match(/^X-DESKSIDE-TRAINING[;:].*$/gm)).toHaveLength(count);
    const file = { sha256: await upload(real, 'people.vcf', text), fileName: 'people.vcf' };
    expect(await real.ask('directory.readCards', file)).toMatchObject(refusedAsTraining);
    const wanted = { ...file, takeNew: true, takeAdds: true };
    expect(await real.ask('directory.takeCards', wanted)).toMatchObject(refusedAsTraining);
    expect((await real.value('directory.exportCards', cards)).total).toBe(0);
    const own = { sha256: await upload(training, 'people.vcf', text), fileName: 'people.vcf' };
    expect((await training.ask('directory.readCards', own)).ok).toBe(true);
  });

  it('articles: every file says so, as Markdown and as a page, and neither is taken', async () => {
    const zip = await exported(training, 'markdown');
    const files = filesOfZip(zip, 'kb.zip') ?? [];
    expect(files.length).toBeGreaterThan(5);
    for (const { content } of files)
      expect(content.ok && Buffer.from(content.bytes).toString()).toMatch(/^deskside-training: TRAINING 培训$/m);
    expect(await archive(real, zip)).toMatchObject(refusedAsTraining);
    expect((await archive(training, zip)).ok).toBe(true);

    const html = await exported(training, 'site');
    expect(html.toString()).toContain('<title>TRAINING 培训 · ');
    expect(html.toString()).toContain('<p class="training">TRAINING 培训</p>');
    expect(await page(real, html)).toMatchObject(refusedAsTraining);
  });

  it('mail: the draft says so in subject, text and head, and does not become a ticket', async () => {
    const ticket = { number: 'INC-TR4K-000012', title: '打印机', requester: { id: null, name: 'Ida' } } as Ticket;
    const comment = { entryId: 'entry:01J0000000000000000000000T:01J0000000000000000000000E', text: 'Restart it.' };
    const { text } = mailDraft(ticket, [], comment, true);
    const parsed = await parseMail(Buffer.from(`From: Ida <ida@example.org>\r\n${text}`));
    expect(parsed).toMatchObject({
      value: {
        subject: '[TRAINING 培训] 打印机 [INC-TR4K-000012]',
        text: '[TRAINING 培训]\n\nRestart it.',
        isTraining: true,
      },
    });
    const sent = `From: Ida <ida@example.org>\r\n${text}`;
    expect(await real.ask('mail.read', { sha256: await upload(real, 'x.eml', sent) })).toMatchObject(refusedAsTraining);
    expect((await training.ask('mail.read', { sha256: await upload(training, 'x.eml', sent) })).ok).toBe(true);
  });

  it('PDF: the name says so', async () => {
    const wish = { articleIds: null, audience: 'internal', format: 'print', language: 'en' } as const;
    await training.value('knowledgeExport.savePdf', wish);
    expect(suggested).toEqual(['TRAINING-培训-knowledge-2026-10-14.pdf']);
  });
});

describe('what a real desk exports', () => {
  it('says nothing of training, and is read there to practise with', async () => {
    await real.value('directory.savePerson', {
      id: null,
      seen: null,
      content: { ...emptyPerson, name: 'Ida', emails: [], phones: [] },
      active: true,
    });
    const { text } = await real.value('directory.exportCards', { view: 'active', text: '', personId: null, from: 0 });
    expect(text).not.toContain('TRAINING');
    const file = { sha256: await upload(training, 'people.vcf', text), fileName: 'people.vcf' };
    expect((await training.ask('directory.readCards', file)).ok).toBe(true);
  });
});

describe('the way there and back', () => {
  it('goes from a real desk, with a word in its trail, and from a training desk, also locked; never the other way', async () => {
    other = () => Promise.resolve({ address: 'http://127.0.0.1:1/enter?key=k' });
    const opened = async (): Promise<number> => {
      const looked = { before: null, count: 10, result: null, text: 'practice.open', objectId: null };
      return (await real.value('audit.page', looked)).entries.length;
    };
    expect(await opened()).toBe(0);
    expect(await real.value('practice.open', {})).toEqual({ address: 'http://127.0.0.1:1/enter?key=k' });
    expect(await opened()).toBe(1);
    expect(await real.ask('practice.leave', {})).toMatchObject({ failure: { code: 'practice.wrong-desk' } });
    expect(await real.ask('practice.reset', {})).toMatchObject({ failure: { code: 'practice.wrong-desk' } });
    expect((await real.value('app.status', {})).state).toBe('open');
    expect(await training.ask('practice.open', {})).toMatchObject({ failure: { code: 'practice.wrong-desk' } });
    const stranger = training.app.connect(() => undefined);
    expect(((await stranger.request('practice.leave', {})) as Result<OtherDesk>).ok).toBe(true);
    stranger.close();
    const passer = real.app.connect(() => undefined);
    expect(await passer.request('practice.open', {})).toMatchObject({ failure: { code: 'auth.signed-out' } });
    passer.close();
  });

  it('says why the other desk does not open, and leaves the desk as it is', async () => {
    other = () => Promise.reject(new Error('no space left on the disk'));
    expect(await real.ask('practice.open', {})).toMatchObject({
      failure: { code: 'practice.not-opened', details: { reason: 'no space left on the disk' } },
    });
    expect((await real.value('app.status', {})).state).toBe('open');
  });
});
