import { appendFile, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDocuments, type DocumentDeps, type Documents } from '#core/documents/handlers.ts';
import type { Desk } from '#core/desk.ts';
import type { SessionContext } from '#core/dispatch.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { nothing, type DocumentContent } from '#shared/documents/document.ts';
import type { DocumentDetail, DocumentSource } from '#shared/documents/operations.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { featuresOf, upload, valueOf } from '../attachments/attaching.ts';

export const lead = contextOf('Lin Yue', ['team-lead']);

export const content: DocumentContent = {
  title: 'Maintenance contract Haichuan',
  kind: 'contract',
  owner: { id: null, name: 'Lin Yue' },
  belongsTo: nothing,
  tags: [],
  language: 'en',
  reviewOn: null,
  validUntil: null,
};

let lastJob = 0;
export const newJob = (): string => `job-${String(++lastJob).padStart(8, '0')}`;

/** A catalogue on a real desk, and a folder that is not its own with files of others. */
export interface Catalogue {
  readonly folder: DeskFolder;
  readonly ambient: ReturnType<typeof testAmbient>;
  readonly notices: Notice[];
  readonly shown: string[];
  /** Free bytes that the disk is said to have. */
  free: number;
  readonly desk: () => Desk;
  readonly documents: () => Documents;
  /** Opens the same desk again, as after a restart. */
  reopen(): Promise<void>;
  file(name: string, text: string | Buffer): Promise<string>;
  append(path: string, text: string): Promise<void>;
  held(name: string, text: string, context?: SessionContext): Promise<DocumentSource & { readonly storage: 'held' }>;
  add(source: DocumentSource, change?: Partial<DocumentContent>): Promise<DocumentDetail>;
  states(documentId: string): Promise<readonly string[]>;
  remove(): Promise<void>;
}

export const catalogue = async (): Promise<Catalogue> => {
  const ambient = testAmbient('2026-09-24T01:00:00.000Z');
  const folder = await deskFolder(ambient);
  const files = await realpath(await mkdtemp(join(tmpdir(), 'deskside-documents-')));
  const notices: Notice[] = [];
  const shown: string[] = [];
  let { desk } = folder;
  const open = (): Documents =>
    openDocuments(desk, {
      platform: {
        capabilities: { keychain: false, chooseFile: false, reveal: true, notify: false, savePdf: false },
        chooseFile: () => Promise.resolve(undefined),
        reveal: (path) => {
          shown.push(path);
          return Promise.resolve(true);
        },
      },
      notify: (notice) => notices.push(notice),
      today: () => ambient.now().toISOString().slice(0, 10),
      ownFolder: folder.path,
      freeBytes: () => Promise.resolve(kit.free),
      // Nothing begins by itself in these tests.
      begin: () => undefined,
    } satisfies DocumentDeps);
  const kit: Catalogue = {
    folder,
    ambient,
    notices,
    shown,
    free: 1e12,
    desk: () => desk,
    documents: () => documents,
    reopen: async () => {
      desk = await folder.reopen();
      documents = open();
    },
    file: async (name, text) => {
      const path = join(files, name);
      await writeFile(path, text);
      return path;
    },
    append: appendFile,
    held: async (name, text, context = lead) => {
      const { sha256, name: fileName } = await upload(featuresOf(desk), context, name, Buffer.from(text));
      return { storage: 'held', sha256, fileName };
    },
    add: async (source, change = {}) =>
      valueOf(
        await documents.handlers['documents.add'](
          { content: { ...content, ...change }, source, label: '', note: '', jobId: newJob() },
          lead,
        ),
      ),
    states: async (documentId) =>
      valueOf(await documents.handlers['documents.get']({ documentId }, lead)).listed.states,
    remove: async () => {
      await folder.remove();
      await rm(files, { recursive: true, force: true });
    },
  };
  let documents = open();
  return kit;
};
