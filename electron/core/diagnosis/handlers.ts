/** Guided diagnosis for the screens: the trees and their editing here, walking one on a ticket in `run-handlers.ts`. The rules are in `shared/diagnosis`. */
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { DiagnosisTreeRecord } from '#shared/diagnosis/records.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import type { Unit } from '../unit.ts';
import { readTree, withVersion } from './read-tree.ts';
import type { TicketPort } from '../ticket-port.ts';
import { runHandlers } from './run-handlers.ts';
import { Shelf } from './shelf.ts';

type TreeOperation =
  | 'diagnosis.trees'
  | 'diagnosis.tree'
  | 'diagnosis.edition'
  | 'diagnosis.check'
  | 'diagnosis.save'
  | 'diagnosis.reset';

const notFound = (id: string): Result<never> =>
  refuse('record.not-found', `there is no tree ${id}`, { type: 'diagnosisTree', id });

const MOST_PROBLEMS = 20;

/** Stages a version. The trail names tree and version; the text stands there as hash and length. */
const keep = (unit: Unit, action: string, tree: string, version: number, text: string | null): void => {
  const record: DiagnosisTreeRecord = {
    ...unit.stamp('diagnosisTree', unit.newId(`diagnosisTree:${tree}`)),
    tree,
    version,
    source: 'desk',
    text,
  };
  unit.write(action, record);
};

const treeHandlers = (desk: Desk, shelf: Shelf): FeatureHandlers<TreeOperation> => ({
  'diagnosis.trees': () => succeed(shelf.all().map((tree) => shelf.summary(tree))),

  'diagnosis.tree': ({ tree: id }) => {
    const tree = shelf.find(id);
    return tree ? succeed(shelf.detail(tree)) : notFound(id);
  },

  'diagnosis.edition': ({ edition }) => {
    const tree = shelf.edition(edition);
    return tree ? succeed(tree) : notFound(edition);
  },

  'diagnosis.check': ({ text }) => succeed(readTree(text)),

  'diagnosis.save': async ({ tree: id, seen, text }, { session }) => {
    const { tree, problems } = readTree(text);
    if (!tree)
      return refuse('diagnosis.invalid', `${problems.length} problems`, {
        problems: problems.slice(0, MOST_PROBLEMS).map(({ code, line, column }) => ({ code, line, column })),
      });
    if (id !== null && tree.id !== id) {
      const problem = { code: 'other-tree', line: 1, column: 1 };
      return refuse('diagnosis.invalid', `this is ${tree.id}, not ${id}`, { problems: [problem] });
    }
    const done = await desk.commit(actorOf(session), (unit) => {
      const current = shelf.find(tree.id);
      if (id === null && current) return refuse('record.exists', `there is a tree ${tree.id}`, { name: tree.id });
      if (id !== null && (current?.record?.id ?? null) !== seen)
        return refuse('record.stale', `another version of ${id} holds`, { seen, current: current?.record?.id ?? null });
      const version = Math.max(shelf.nextVersion(tree.id), current ? 0 : tree.version);
      keep(unit, 'diagnosis-tree.save', tree.id, version, withVersion(text, version));
      return succeed(null);
    });
    if (!done.ok) return done;
    const saved = shelf.find(tree.id);
    return saved ? succeed(shelf.detail(saved)) : notFound(tree.id);
  },

  'diagnosis.reset': async ({ tree: id, seen }, { session }) => {
    const done = await desk.commit(actorOf(session), (unit) => {
      const current = shelf.find(id);
      if (!current?.record) return notFound(id);
      if (current.record.id !== seen)
        return refuse('record.stale', `another version of ${id} holds`, { seen, current: current.record.id });
      keep(unit, 'diagnosis-tree.reset', id, shelf.nextVersion(id), null);
      return succeed(null);
    });
    if (!done.ok) return done;
    const left = shelf.find(id);
    return succeed(left ? shelf.detail(left) : null);
  },
});

export const diagnosisHandlers = (desk: Desk, tickets: TicketPort, nameOf: (userId: string) => string) => {
  const shelf = new Shelf(desk, nameOf);
  return { ...treeHandlers(desk, shelf), ...runHandlers(shelf, tickets) };
};
