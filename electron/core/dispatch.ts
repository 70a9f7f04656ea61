/**
 * The only door into the core, for every host: look the operation up, parse its input, authorise, run.
 * Always answers with a value; an unexpected throw becomes `internal` with an id that the log carries too.
 */
import type * as z from 'zod';
import { isAllowed } from '#shared/accounts/roles.ts';
import { refuse, type Failure, type Json, type Result } from '#shared/base/result.ts';
import {
  operations,
  type OperationName,
  type Operations,
  type OutputOf,
  type ParsedInputOf,
} from '#shared/contract/index.ts';
import type { Admission } from '#shared/contract/operation.ts';
import type { Session } from './session.ts';

/** What a handler knows of the caller. `session` is null only for operations that `anyone` may run. */
export interface Context {
  /** One per window or socket. */
  readonly connection: string;
  readonly session: Session | null;
}

/** What a handler of a signed-in operation gets. */
export interface SessionContext extends Context {
  readonly session: Session;
}

type ContextOf<Name extends OperationName> = Operations[Name]['permission'] extends 'anyone' ? Context : SessionContext;

export type Handler<Name extends OperationName> = (
  input: ParsedInputOf<Name>,
  context: ContextOf<Name>,
) => Result<OutputOf<Name>> | Promise<Result<OutputOf<Name>>>;

/** The handlers that one feature fills. */
export type FeatureHandlers<Names extends OperationName> = { readonly [Name in Names]: Handler<Name> };

/** Every operation of the contract. */
export type Handlers = FeatureHandlers<OperationName>;

export interface Door {
  /** Handlers that can run now: fewer while the desk is closed. */
  handlers(): Partial<Handlers>;
  sessionOf(connection: string): Session | null;
  /** Called for each refused permission, before the reply. */
  denied(session: Session, operation: OperationName): void;
  /** Called for each bug; returns the id that the reply carries. */
  failed(operation: OperationName, error: unknown): string;
}

const isOperation = (name: unknown): name is OperationName =>
  typeof name === 'string' && Object.hasOwn(operations, name);

const MAX_ISSUES = 20;

const invalid = (name: string, error: z.ZodError): Result<never> =>
  refuse('request.invalid', `the input of ${name} is not valid`, {
    operation: name,
    issues: error.issues
      .slice(0, MAX_ISSUES)
      .map((issue): Json => ({ path: issue.path.map(String).join('.'), code: issue.code, message: issue.message })),
  });

/** What depends on the record, or on what is asked of it, is judged by the handler, which names the permission that it asks for besides. */
const isDeniedWithin = ({ code, details }: Failure, permission: Admission): boolean =>
  code === 'auth.denied' && details?.['permission'] !== permission;

export const dispatch = async (
  door: Door,
  connection: string,
  name: unknown,
  input: unknown,
): Promise<Result<unknown>> => {
  if (!isOperation(name))
    return refuse('request.unknown-operation', 'there is no such operation', { operation: String(name).slice(0, 80) });
  const operation = operations[name];
  const session = door.sessionOf(connection);
  if (operation.permission !== 'anyone') {
    if (!session) return refuse('auth.signed-out', 'sign in first');
    if (operation.permission !== 'signed-in' && !isAllowed(session.roles, operation.permission)) {
      door.denied(session, name);
      return refuse('auth.denied', `${name} needs the permission ${operation.permission}`, {
        operation: name,
        permission: operation.permission,
      });
    }
  }
  try {
    const parsed = operation.input.safeParse(input);
    if (!parsed.success) return invalid(name, parsed.error);
    const handler = door.handlers()[name] as
      | ((input: unknown, context: Context) => Promise<Result<unknown>>)
      | undefined;
    if (!handler) return refuse('auth.signed-out', 'the desk is closed');
    const reply = await handler(parsed.data, { connection, session });
    if (!reply.ok && session && isDeniedWithin(reply.failure, operation.permission)) door.denied(session, name);
    return reply;
  } catch (error) {
    return refuse('internal', 'an unexpected error; the log names it', {
      operation: name,
      logId: door.failed(name, error),
    });
  }
};
