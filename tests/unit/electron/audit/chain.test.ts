import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { chainEntry, emptyChain, type ChainHead, type Unchained } from '#core/audit/chain.ts';

const note = (action: string): Unchained => ({
  action,
  actor: 'user:01J0000000000000000000000A',
  after: { title: 'line one\nline two\u2028three' },
  appVersion: '0.1.0',
  at: '2026-10-10T07:12:19.402Z',
  before: null,
  correlation: null,
  device: 'device:01J0000000000000000000000B',
  host: 'loopback',
  mono: 12,
  object: null,
  reason: null,
  result: 'ok',
  role: 'technician',
  session: null,
});

describe('the audit chain', () => {
  it('links each line to the SHA-256 of the one before, from 64 zeros on', () => {
    let head: ChainHead = emptyChain;
    const lines: string[] = [];
    for (const action of ['desk.create', 'session.signIn', 'ticket.create']) {
      const made = chainEntry(head, note(action));
      lines.push(made.line);
      head = made.head;
    }
    // Verified here without the product's own code, as anyone else would.
    let prev = '0'.repeat(64);
    lines.forEach((line, index) => {
      const entry = JSON.parse(line) as { seq: number; prev: string };
      expect(entry.seq).toBe(index + 1);
      expect(entry.prev).toBe(prev);
      prev = createHash('sha256').update(line, 'utf8').digest('hex');
    });
    expect(head).toEqual({ seq: 3, hash: prev });
  });

  it('writes every member in order on one line', () => {
    const { line } = chainEntry(emptyChain, note('desk.create'));
    expect(line).not.toContain('\n');
    expect(Object.keys(JSON.parse(line) as object)).toEqual([
      'action',
      'actor',
      'after',
      'appVersion',
      'at',
      'before',
      'correlation',
      'device',
      'host',
      'mono',
      'object',
      'prev',
      'reason',
      'result',
      'role',
      'seq',
      'session',
      'v',
    ]);
  });
});
