import { createHash } from 'node:crypto';
import * as z from 'zod';
import { sniffMediaType } from '#shared/attachments/media-type.ts';
import type { PersonRef } from '#shared/base/record.ts';
import { formatDate } from '#shared/calendar/dates.ts';
import {
  nothing,
  type Document,
  type DocumentVersion,
  type FileFacts,
  type VersionFacts,
} from '#shared/documents/document.ts';
import { findingId, type Finding, type Sight } from '#shared/documents/finding.ts';
import { documentContent } from '#shared/documents/operations.ts';
import type { Desk } from '../desk.ts';
import { noteTextFiles } from '../file-uses.ts';
import type { Actor } from '../session.ts';
import type { Unit } from '../unit.ts';
import catalogue from '../../../resources/sample/documents.json' with { type: 'json' };
import type { Contacts } from './contacts.ts';

const DAY_MS = 86_400_000;
/** How long ago the file was taken in that has changed since. */
const TAKEN_IN_MS = 40 * DAY_MS;

const sampleDocument = documentContent.pick({ title: true, kind: true, language: true, tags: true }).extend({
  organisation: z.string().optional(),
  site: z.string().optional(),
  service: z.string().optional(),
  label: z.string(),
  file: z.string().optional(),
  place: z.string().optional(),
  path: z.string().optional(),
  /** Days from today. */
  reviewIn: z.int().nullable(),
  validFor: z.int().nullable(),
  /** Lines of the file. */
  text: z.array(z.string()),
  found: z.enum(['same', 'changed', 'gone']).optional(),
});
type SampleDocument = z.output<typeof sampleDocument>;

/** One page with these lines of ASCII. */
const pdfOf = (lines: readonly string[]): Buffer => {
  const safe = lines.map((line) => line.replaceAll(/[()\\]/g, String.raw`\$&`));
  const text = `BT /F1 14 Tf 60 780 Td 20 TL ${safe.map((line) => `(${line}) Tj T*`).join(' ')} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = body.length;
    body += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const end = `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(`${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}${end}`, 'latin1');
};

const bytesOf = ({ file = '', text }: SampleDocument): Buffer =>
  file.endsWith('.pdf') ? pdfOf(text) : Buffer.from(`${text.join('\n')}\n`);

const factsOf = (content: Buffer, fileName: string): FileFacts => ({
  sha256: createHash('sha256').update(content).digest('hex'),
  bytes: content.length,
  mediaType: sniffMediaType(content),
  fileName,
});

/** Files of the sample's documents, sealed in the desk's store before any record names them. `letGo` once they do. */
export interface SampleFiles {
  readonly documents: readonly { readonly sample: SampleDocument; readonly facts: FileFacts | null }[];
  readonly letGo: () => void;
}

/** Only what is gone from its place has no copy. */
const isKept = ({ found }: SampleDocument): boolean => found !== 'gone';

/** Rejects with `StoreError`. */
export const writeSampleFiles = async (desk: Desk): Promise<SampleFiles> => {
  const holds: (() => void)[] = [];
  const documents: { sample: SampleDocument; facts: FileFacts | null }[] = [];
  for (const sample of z.array(sampleDocument).parse(catalogue.documents)) {
    if (sample.file === undefined) {
      documents.push({ sample, facts: null });
      continue;
    }
    const content = bytesOf(sample);
    documents.push({ sample, facts: factsOf(content, sample.file) });
    if (!isKept(sample)) continue;
    const upload = await desk.blobs.begin();
    await upload.append(content);
    holds.push((await upload.finish()).letGo);
  }
  return {
    documents,
    letGo: () => {
      for (const letGo of holds) letGo();
    },
  };
};

const sightOf = ({ found }: SampleDocument, { bytes, sha256 }: FileFacts): Sight => {
  if (found === 'gone') return { found: 'fault', fault: 'gone' };
  const other = createHash('sha256').update(`${sha256} as somebody saved it`).digest('hex');
  return found === 'changed' ? { found: 'changed', sha256: other, bytes: bytes + 214 } : { found: 'same' };
};

/** The document catalogue of the sample desk, for places of its contacts and services, owned by whoever is at the console. */
export const putDocuments = (
  unit: Unit,
  actor: Actor,
  contacts: Contacts,
  services: ReadonlyMap<string, string>,
  files: SampleFiles,
): void => {
  const by: PersonRef = { id: actor.id, name: actor.name };
  const now = unit.now.getTime();
  const dayIn = (days: number | null): string | null =>
    days === null ? null : formatDate(Math.floor(now / DAY_MS) + days);
  for (const { sample, facts } of files.documents) {
    const { title, kind, language, tags, label, place = '', path = null } = sample;
    const version: VersionFacts | null = facts && {
      label,
      place: 1,
      at: new Date(now - TAKEN_IN_MS).toISOString(),
      by,
      file: facts,
      isKept: isKept(sample),
    };
    const document: Document = {
      ...unit.stamp('document', unit.newId('document')),
      title,
      kind,
      owner: by,
      belongsTo: {
        ...nothing,
        organisationId: contacts.organisations.get(sample.organisation ?? '')?.id ?? null,
        siteId: contacts.sites.get(sample.site ?? '')?.id ?? null,
        serviceId: services.get(sample.service ?? '') ?? null,
      },
      tags,
      language,
      reviewOn: dayIn(sample.reviewIn),
      validUntil: dayIn(sample.validFor),
      number: unit.nextNumber('DOC'),
      revision: 1,
      storage: facts === null ? 'elsewhere' : path === null ? 'held' : 'watched',
      place,
      version,
      withdrawnAt: null,
    };
    unit.putLocal(document);
    if (!version || !facts) continue;
    const id = unit.newChildId('documentVersion', document.id);
    const first: DocumentVersion = {
      ...unit.stamp('documentVersion', id),
      ...version,
      documentId: document.id,
      note: '',
    };
    unit.putLocal(first);
    if (version.isKept) noteTextFiles(unit, id, new Set(), new Set([facts.sha256]));
    const finding: Finding = {
      ...unit.stamp('documentFinding', findingId(document.id)),
      documentId: document.id,
      path,
      checkedAt: unit.at,
      sight: sightOf(sample, facts),
    };
    unit.putLocal(finding);
  }
};
