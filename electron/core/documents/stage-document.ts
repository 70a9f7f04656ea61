import type { Document, DocumentVersion, VersionFacts } from '#shared/documents/document.ts';
import { findingId, type Finding, type Sight } from '#shared/documents/finding.ts';
import { noteTextFiles } from '../file-uses.ts';
import type { Unit } from '../unit.ts';

/** Stages a version and, where its bytes are kept, that it needs them. */
export const stageVersion = (unit: Unit, document: Document, facts: VersionFacts, note: string): void => {
  const id = unit.newChildId('documentVersion', document.id);
  const version: DocumentVersion = { ...unit.stamp('documentVersion', id), ...facts, documentId: document.id, note };
  unit.put(version);
  unit.audit({
    action: 'document.version',
    object: { type: 'document', id: document.id, number: document.number },
    ...unit.difference('documentVersion', id, undefined, version),
  });
  if (facts.isKept) noteTextFiles(unit, id, new Set(), new Set([facts.file.sha256]));
};

/** Stages what is known of the file on this laptop, as of now; that says nothing to anybody else. */
export const stageSight = (unit: Unit, document: Document, path: string | null, sight: Sight): void => {
  const id = findingId(document.id);
  const before = unit.get<Finding>('documentFinding', id);
  const finding: Finding = {
    ...unit.stamp('documentFinding', id),
    createdAt: before?.createdAt ?? unit.at,
    documentId: document.id,
    path,
    checkedAt: unit.at,
    sight,
  };
  unit.putLocal(finding);
};
