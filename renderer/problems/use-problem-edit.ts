import { useState } from 'react';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import type { Failure } from '#shared/base/result.ts';
import { problemFields, type ProblemEdit } from '#shared/problems/plan.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { problemStore } from './problem-store.ts';

interface StaleEdit {
  readonly edit: ProblemEdit;
  readonly fields: readonly {
    readonly field: string;
    readonly current: string | null;
    readonly wanted: string | null;
  }[];
}

interface ProblemEditUse {
  /** `seen` is the problem as the person saw it when they began. */
  readonly save: (edit: ProblemEdit, seen: Problem) => Promise<void>;
  readonly stale: StaleEdit | undefined;
  readonly failure: Failure | undefined;
  /** Settles a stale edit: saves the own value over the newer one, or lets that stand. */
  readonly settle: (keepMine: boolean) => Promise<void>;
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const staleFields = (failure: Failure): StaleEdit['fields'] => {
  const fields = failure.details?.['fields'];
  if (!Array.isArray(fields)) return [];
  return fields.flatMap((field: Readonly<Record<string, unknown>>) => {
    const name = text(field['field']);
    return name === null ? [] : [{ field: name, current: text(field['current']), wanted: text(field['wanted']) }];
  });
};

/** Saves one field at a time; a field changed by somebody else meanwhile is asked about, never overwritten. */
export const useProblemEdit = (problemId: string): ProblemEditUse => {
  const client = useClient();
  const store = useSessionStore(problemStore);
  const [stale, setStale] = useState<StaleEdit>();
  const [failure, setFailure] = useState<Failure>();

  const save = async (edit: ProblemEdit, seen: Problem): Promise<void> => {
    const seenFields = Object.fromEntries(
      problemFields.filter((field) => field in edit).map((field) => [field, seen[field]]),
    );
    const answer = await client.call('problems.edit', { problemId, seen: seenFields, ...edit });
    if (answer.ok) {
      store.getState().take(answer.value);
      setFailure(undefined);
    } else if (answer.failure.code === 'record.stale') {
      store.getState().refresh();
      setStale({ edit, fields: staleFields(answer.failure) });
    } else setFailure(answer.failure);
  };

  const settle = async (keepMine: boolean): Promise<void> => {
    if (!stale) return;
    setStale(undefined);
    const now = await client.call('problems.get', { problemId });
    if (!now.ok) {
      setFailure(now.failure);
      return;
    }
    store.getState().take(now.value);
    if (keepMine) await save(stale.edit, now.value.problem);
  };
  return { save, stale, failure, settle };
};
