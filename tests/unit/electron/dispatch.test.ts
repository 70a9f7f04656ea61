import { describe, expect, it } from 'vitest';
import { dispatch, type Door, type Handlers } from '#core/dispatch.ts';
import type { Session } from '#core/session.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Role } from '#shared/accounts/roles.ts';

const session = (roles: readonly Role[]): Session => ({
  id: 's1',
  connection: 'c1',
  userId: 'user:01J0000000000000000000000A',
  displayName: 'Lin Yue',
  roles,
  signedInAt: '2026-10-10T01:00:00.000Z',
});

const doorWith = (
  roles: readonly Role[] | null,
  handlers: Partial<Handlers> = {},
): Door & { denials: string[]; failures: unknown[] } => {
  const denials: string[] = [];
  const failures: unknown[] = [];
  return {
    denials,
    failures,
    handlers: () => handlers,
    sessionOf: (connection) => (roles && connection === 'c1' ? session(roles) : null),
    denied: (_session, operation) => denials.push(operation),
    failed: (_operation, error) => `LOG${failures.push(error)}`,
  };
};

const codeOf = async (reply: ReturnType<typeof dispatch>): Promise<string> => {
  const result = await reply;
  return result.ok ? 'ok' : result.failure.code;
};

describe('the door into the core', () => {
  it.each([
    'nope',
    '',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    7,
    null,
    undefined,
    {},
    ['app.status'],
  ])('refuses the unknown name %j', async (name) => {
    expect(await codeOf(dispatch(doorWith(['administrator']), 'c1', name, {}))).toBe('request.unknown-operation');
  });

  it('asks for a session before it looks at the input', async () => {
    expect(await codeOf(dispatch(doorWith(null), 'c1', 'tickets.get', { nonsense: true }))).toBe('auth.signed-out');
    expect(await codeOf(dispatch(doorWith(['administrator']), 'other', 'tickets.get', {}))).toBe('auth.signed-out');
  });

  it('refuses what no held role may do, and reports it for the audit trail', async () => {
    const door = doorWith(['auditor', 'change-authority']);
    const reply = await dispatch(door, 'c1', 'tickets.take', { ticketId: 'ticket:01J0000000000000000000000A' });
    expect(reply).toMatchObject({
      ok: false,
      failure: { code: 'auth.denied', details: { permission: 'tickets.work' } },
    });
    expect(door.denials).toEqual(['tickets.take']);
  });

  it('reports what a handler denies besides, and not what refuses otherwise', async () => {
    const take = async (failure: Result<never>): Promise<readonly string[]> => {
      const door = doorWith(['technician'], { 'tickets.take': () => failure });
      await dispatch(door, 'c1', 'tickets.take', { ticketId: 'ticket:01J0000000000000000000000A' });
      return door.denials;
    };
    expect(await take(refuse('auth.denied', 'of others', { permission: 'tickets.assign' }))).toEqual(['tickets.take']);
    // Whoever asks for the permission of the operation again has told the trail why.
    expect(await take(refuse('auth.denied', 'not any more', { permission: 'tickets.work' }))).toEqual([]);
    expect(await take(refuse('record.not-found', 'none'))).toEqual([]);
  });

  it('names every wrong member and runs nothing', async () => {
    let ran = false;
    const door = doorWith(['technician'], {
      'tickets.hold': () => {
        ran = true;
        throw new Error('unreachable');
      },
    });
    const reply = await dispatch(door, 'c1', 'tickets.hold', {
      ticketId: 'ticket:x',
      reason: 'tired',
      until: 'soon',
      comment: null,
      extra: 1,
    });
    expect(reply).toMatchObject({ ok: false, failure: { code: 'request.invalid' } });
    const issues = reply.ok ? [] : (reply.failure.details?.['issues'] as unknown as { path: string }[]);
    expect(issues.map((issue) => issue.path)).toEqual(['ticketId', 'reason', 'until', '']);
    expect(ran).toBe(false);
  });

  it('refuses prototype keys in input', async () => {
    const input: unknown = JSON.parse('{"__proto__": {"a": 1}}');
    expect(
      await codeOf(
        dispatch(doorWith(['technician'], { 'app.status': () => succeed({} as never) }), 'c1', 'app.status', input),
      ),
    ).toBe('request.invalid');
  });

  it('passes parsed input and the session, and hands the reply back', async () => {
    const seen: unknown[] = [];
    const door = doorWith(['technician'], {
      'drafts.discard': (input, context) => {
        seen.push(input, context.session.displayName);
        return succeed(null);
      },
    });
    expect(await dispatch(door, 'c1', 'drafts.discard', { key: 'new-ticket:1' })).toEqual({ ok: true, value: null });
    expect(seen).toEqual([{ key: 'new-ticket:1' }, 'Lin Yue']);
  });

  it('turns a bug into a value with a log id', async () => {
    const door = doorWith(['technician'], {
      'drafts.discard': () => {
        throw new Error('bug');
      },
    });
    expect(await dispatch(door, 'c1', 'drafts.discard', { key: 'a' })).toMatchObject({
      ok: false,
      failure: { code: 'internal', details: { logId: 'LOG1' } },
    });
    expect(door.failures).toHaveLength(1);
  });

  it('says that the desk is closed when no handler is there', async () => {
    expect(await codeOf(dispatch(doorWith(['technician']), 'c1', 'drafts.list', {}))).toBe('auth.signed-out');
  });
});
