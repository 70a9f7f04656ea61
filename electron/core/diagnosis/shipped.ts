/** The trees that every desk starts with, from `resources/diagnosis`. */
import { createHash } from 'node:crypto';
import { encodeUlid } from '#shared/base/ulid.ts';
import { treePrefix } from '#shared/diagnosis/records.ts';
import type { DiagnosisTree } from '#shared/diagnosis/tree.ts';
import mail from '../../../resources/diagnosis/mail.yaml' with { type: 'text' };
import network from '../../../resources/diagnosis/network.yaml' with { type: 'text' };
import printing from '../../../resources/diagnosis/printing.yaml' with { type: 'text' };
import signIn from '../../../resources/diagnosis/sign-in.yaml' with { type: 'text' };
import slowComputer from '../../../resources/diagnosis/slow-computer.yaml' with { type: 'text' };
import { readTree } from './read-tree.ts';

const texts: readonly string[] = [network, signIn, printing, slowComputer, mail];

export interface ShippedTree {
  readonly tree: DiagnosisTree;
  readonly text: string;
  /** Id of the record that keeps this text once it was run; every console makes the same. */
  readonly edition: string;
}

const editionOf = (tree: string, text: string): string =>
  treePrefix(tree) + encodeUlid(Date.UTC(2026, 0, 1), createHash('sha256').update(text, 'utf8').digest());

let read: readonly ShippedTree[] | undefined;

/** In the order they are offered. Throws if a file under `resources/diagnosis` does not hold what it should. */
export const shippedTrees = (): readonly ShippedTree[] =>
  (read ??= texts.map((text) => {
    const { tree, problems } = readTree(text);
    const [first] = problems;
    if (!tree) throw new Error(`a tree that ships is wrong: ${first?.code} in line ${first?.line}`);
    return { tree, text, edition: editionOf(tree.id, text) };
  }));
