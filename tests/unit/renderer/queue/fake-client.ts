import type { Client } from '#renderer/api/client.ts';
import type { Result } from '#shared/base/result.ts';
import type { InputOf, OperationName, OutputOf } from '#shared/contract/index.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { ConnectionStatus } from '#shared/contract/transport.ts';

interface Asked {
  readonly name: OperationName;
  readonly input: unknown;
  readonly answer: (result: Result<unknown>) => void;
}

/** A core that answers when the test says so, in whatever order it says. */
export interface FakeClient extends Client {
  /** What was asked and not answered yet, oldest first. */
  readonly asked: readonly Asked[];
  /** Answers the oldest unanswered request of this name; fails if there is none. Resolves when the caller has had its turn. */
  answer<Name extends OperationName>(
    name: Name,
    result: (input: InputOf<Name>) => Result<OutputOf<Name>>,
  ): Promise<void>;
  notify(notice: Notice): void;
  connection(status: ConnectionStatus): void;
}

export const fakeClient = (): FakeClient => {
  const asked: Asked[] = [];
  const notices = new Set<(notice: Notice) => void>();
  const statuses = new Set<(status: ConnectionStatus) => void>();
  return {
    asked,
    call: <Name extends OperationName>(name: Name, input: InputOf<Name>) =>
      new Promise<Result<OutputOf<Name>>>((resolve) => {
        asked.push({ name, input, answer: (result) => resolve(result as Result<OutputOf<Name>>) });
      }),
    onNotice: (listener) => {
      notices.add(listener);
      return () => notices.delete(listener);
    },
    onStatus: (listener) => {
      statuses.add(listener);
      return () => statuses.delete(listener);
    },
    answer: async (name, result) => {
      const index = asked.findIndex((each) => each.name === name);
      const [request] = index < 0 ? [] : asked.splice(index, 1);
      if (!request) throw new Error(`nobody asked ${name}; open: ${asked.map((each) => each.name).join(', ')}`);
      request.answer(result(request.input as Parameters<typeof result>[0]));
      // Promise callbacks of the answer, and of what the caller awaits in turn, run before this continues.
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    },
    notify: (notice) => notices.forEach((listener) => listener(notice)),
    connection: (status) => statuses.forEach((listener) => listener(status)),
  };
};
