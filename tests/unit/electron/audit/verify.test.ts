import { createHash, createPublicKey, generateKeyPairSync, verify as verifySignature } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { chainEntry, emptyChain, type ChainHead, type Unchained } from '#core/audit/chain.ts';
import { chainOrigin, checkpointId, readNote, signNote, type Checkpoint } from '#core/audit/checkpoint.ts';
import { verifyChain, type ChainToVerify } from '#core/audit/verify.ts';

const deviceId = 'device:01J0000000000000000000000B';
const origin = chainOrigin('Northgate desk', deviceId);
const keyPair = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
};
const key = keyPair();
const at = '2026-10-10T07:12:19.402Z';

const chainOf = (
  length: number,
  action = (seq: number) => `ticket.change${seq}`,
): { lines: string[]; heads: ChainHead[] } => {
  const lines: string[] = [];
  const heads: ChainHead[] = [];
  let head = emptyChain;
  for (let seq = 1; seq <= length; seq++) {
    const made = chainEntry(head, {
      action: action(seq),
      actor: 'user:01J0000000000000000000000A',
      after: { title: '打印机卡纸 \u2028 again', minutes: seq },
      appVersion: '0.1.0',
      at,
      before: null,
      correlation: null,
      device: deviceId,
      host: 'loopback',
      mono: seq,
      object: null,
      reason: null,
      result: 'ok',
      role: 'technician',
      session: null,
    });
    head = made.head;
    lines.push(made.line);
    heads.push(head);
  }
  return { lines, heads };
};

const checkpointAt = (head: ChainHead, signer = key): Checkpoint => ({
  id: checkpointId(deviceId, head.seq),
  type: 'checkpoint',
  schema: 1,
  createdAt: at,
  updatedAt: at,
  createdBy: deviceId,
  device: deviceId,
  seq: head.seq,
  at,
  note: signNote({ origin, seq: head.seq, hash: head.hash, at }, signer.privateKey),
});

/** What a desk believes that opens these lines. */
const believed = (line: string | undefined): readonly ChainHead[] => {
  try {
    const { seq } = JSON.parse(line ?? '') as { readonly seq?: number };
    return seq === undefined
      ? []
      : [
          {
            seq,
            hash: createHash('sha256')
              .update(line ?? '', 'utf8')
              .digest('hex'),
          },
        ];
  } catch {
    return [];
  }
};

const check = (lines: readonly string[], checkpoints: readonly Checkpoint[] = [], extra: Partial<ChainToVerify> = {}) =>
  verifyChain({
    device: deviceId,
    length: lines.length,
    known: believed(lines.at(-1)),
    read: (from, to) => Promise.resolve(lines.slice(from - 1, to)),
    checkpoints,
    origin,
    publicKey: key.publicKey,
    now: at,
    ...extra,
  });

const LENGTH = 1300;
const { lines, heads } = chainOf(LENGTH);
const headAt = (seq: number): ChainHead => heads[seq - 1] ?? emptyChain;
const lineAt = (seq: number): string => lines[seq - 1] ?? '';
const checkpoints = [256, 512, 768, 1024, 1280].map((seq) => checkpointAt(headAt(seq)));

describe('verifying the chain', () => {
  it('finds a whole chain intact and says what the newest checkpoint covers', async () => {
    expect(await check(lines, checkpoints)).toEqual({
      device: deviceId,
      intact: true,
      entries: LENGTH,
      checkedAt: at,
      brokenAt: null,
      problem: null,
      gaps: [],
      lastCheckpoint: { seq: 1280, at, covers: false },
    });
    expect(await check(lines, [checkpointAt(headAt(LENGTH))])).toMatchObject({ lastCheckpoint: { covers: true } });
    expect(await check([])).toMatchObject({ intact: true, entries: 0, lastCheckpoint: null });
  });

  it('takes members that look like array indexes in the order of their characters', async () => {
    const { line, head } = chainEntry(emptyChain, {
      ...(JSON.parse(lineAt(1)) as Unchained),
      after: { '10': 'ten', '9': 'nine', a: { '2': 1, '11': 2 } },
    });
    expect(line).toContain('{"10":"ten","9":"nine","a":{"11":2,"2":1}}');
    expect(await check([line], [checkpointAt(head)])).toMatchObject({ intact: true });
    const swappedMembers = line.replace('"10":"ten","9":"nine"', '"9":"nine","10":"ten"');
    expect(await check([swappedMembers])).toMatchObject({ problem: 'not-canonical' });
  });

  const swapped = [...lines];
  [swapped[98], swapped[99]] = [lineAt(100), lineAt(99)];
  const cases: readonly (readonly [string, readonly string[], number, string])[] = [
    ['an edited entry', lines.with(99, lineAt(100).replace('"minutes":100', '"minutes":1000')), 101, 'link'],
    ['an entry inserted', lines.toSpliced(99, 0, lineAt(100)), 101, 'sequence'],
    ['an entry deleted', lines.toSpliced(99, 1), 100, 'sequence'],
    ['the first entry deleted', lines.slice(1), 1, 'sequence'],
    ['two entries swapped', swapped, 99, 'sequence'],
    ['white space added', lines.with(99, lineAt(100).replace('{', '{ ')), 100, 'not-canonical'],
    ['a member added', lines.with(99, lineAt(100).replace(',"v":1}', ',"v":1,"w":1}')), 100, 'not-canonical'],
    ['a member missing', lines.with(99, lineAt(100).replace('"reason":null,', '')), 100, 'not-canonical'],
    [
      'members in another order',
      lines.with(99, lineAt(100).replace(/("reason":null),("result":"ok")/, '$2,$1')),
      100,
      'not-canonical',
    ],
    [
      'a member twice',
      lines.with(99, lineAt(100).replace('"reason":null', '"reason":"x","reason":null')),
      100,
      'not-canonical',
    ],
    ['minus zero', lines.with(99, lineAt(100).replace('"minutes":100', '"minutes":-0')), 100, 'not-canonical'],
    [
      'a number that is written otherwise',
      lines.with(99, lineAt(100).replace('"minutes":100', '"minutes":1e2')),
      100,
      'not-canonical',
    ],
    ['a lone surrogate', lines.with(99, lineAt(100).replace('again', '\\ud800')), 100, 'not-canonical'],
    ['no JSON', lines.with(99, ''), 100, 'not-canonical'],
    ['another value than an object', lines.with(99, '[]'), 100, 'not-canonical'],
    ['a broken last entry', lines.with(LENGTH - 1, '{}'), LENGTH, 'not-canonical'],
  ];
  it.each(cases)('names the place of %s', async (_what, changed, brokenAt, problem) => {
    const verdict = await check(changed);
    expect(verdict).toMatchObject({ intact: false, brokenAt, problem, entries: brokenAt - 1 });
  });

  it('notices an edit of the newest entry only by what the desk or a checkpoint remembers', async () => {
    const changed = lines.with(LENGTH - 1, lineAt(LENGTH).replace('"ok"', '"error"'));
    expect(await check(changed, [], { known: [headAt(LENGTH)] })).toMatchObject({
      intact: false,
      problem: 'link',
      brokenAt: LENGTH,
    });
    expect(await check(changed, [checkpointAt(headAt(LENGTH))])).toMatchObject({
      intact: false,
      problem: 'checkpoint',
      brokenAt: LENGTH,
    });
  });

  it.each([1, 20, 300])('notices a chain shortened by %i entries if a checkpoint named one of them', async (cut) => {
    const shortened = lines.slice(0, LENGTH - cut);
    expect(await check(shortened, [...checkpoints, checkpointAt(headAt(LENGTH))])).toMatchObject({
      intact: false,
      problem: 'missing',
      brokenAt: LENGTH - cut + 1,
    });
  });

  it('names every gap, and finds what was done to the entries behind it', async () => {
    const holed = lines.toSpliced(699, 1).toSpliced(99, 3);
    expect(await check(holed, checkpoints)).toMatchObject({
      intact: false,
      brokenAt: 100,
      problem: 'sequence',
      entries: 99,
      gaps: [
        { from: 100, to: 102 },
        { from: 700, to: 700 },
      ],
    });
    const changed = holed.with(997, lineAt(1002).replace('"ok"', '"error"'));
    expect(await check(changed, checkpoints)).toMatchObject({
      brokenAt: 1003,
      problem: 'link',
      entries: 99,
      gaps: [{ from: 100 }, { from: 700 }],
    });
  });

  it('goes by what is known from elsewhere of a chain that is not written any more', async () => {
    const kept = lines.slice(0, 1200);
    expect(await check(kept, [], { known: [headAt(1200)] })).toMatchObject({ intact: true, entries: 1200 });
    expect(await check(kept, [], { known: [headAt(1200), headAt(1290)] })).toMatchObject({
      intact: false,
      brokenAt: 1201,
      problem: 'missing',
      entries: 1200,
      gaps: [{ from: 1201, to: 1290 }],
    });
    const other = { seq: 700, hash: headAt(701).hash };
    expect(await check(kept, [], { known: [headAt(1200), other] })).toMatchObject({ brokenAt: 700, problem: 'link' });
    expect(await check([], [], { known: [headAt(3)] })).toMatchObject({ entries: 0, gaps: [{ from: 1, to: 3 }] });
  });

  it('without the device’s key takes no checkpoint for a proof, and still counts to the newest', async () => {
    const forged = [checkpointAt(headAt(256), keyPair())];
    expect(await check(lines, forged, { publicKey: null })).toMatchObject({ intact: true });
    expect(await check(lines.slice(0, 100), forged, { publicKey: null })).toMatchObject({
      problem: 'missing',
      gaps: [{ from: 101, to: 256 }],
    });
  });

  it('notices a chain written anew from the first entry on', async () => {
    const anew = chainOf(LENGTH, (seq) => (seq === 7 ? 'ticket.nothing' : `ticket.change${seq}`));
    expect(await check(anew.lines)).toMatchObject({ intact: true });
    expect(await check(anew.lines, checkpoints)).toMatchObject({ intact: false, problem: 'checkpoint', brokenAt: 256 });
  });

  it('believes no checkpoint signed with another key, nor one of another chain', async () => {
    expect(await check(lines, [checkpointAt(headAt(256), keyPair())])).toMatchObject({
      problem: 'checkpoint',
      brokenAt: 256,
    });
    const elsewhere = { ...checkpointAt(headAt(256)) };
    const note = signNote({ origin: 'deskside/Other/X', seq: 256, hash: headAt(256).hash, at }, key.privateKey);
    expect(await check(lines, [{ ...elsewhere, note }])).toMatchObject({ problem: 'checkpoint', brokenAt: 256 });
  });

  it('names the first line that cannot be read, and reads the ones before it', async () => {
    const read = (from: number, to: number): Promise<readonly string[]> =>
      from <= 700 && to >= 700 ? Promise.reject(new Error('torn')) : Promise.resolve(lines.slice(from - 1, to));
    expect(await check(lines, [], { read })).toMatchObject({ problem: 'missing', brokenAt: 700, entries: 699 });
  });
});

describe('checkpoint notes', () => {
  const note = signNote({ origin, seq: 7, hash: headAt(7).hash, at }, key.privateKey);

  it('are C2SP signed notes that can be checked with a few lines elsewhere', () => {
    const [text = '', signatures = ''] = note.split(/(?<=\n)\n(?=—)/u);
    expect(text).toBe(
      `deskside/Northgate%20desk/01J0000000000000000000000B\n7\n${Buffer.from(headAt(7).hash, 'hex').toString('base64')}\n${at}\n`,
    );
    const [, name = '', encoded = ''] = signatures.trimEnd().split(' ');
    const signature = Buffer.from(encoded, 'base64');
    const publicKey = createPublicKey(key.publicKey);
    // The last 32 bytes of an Ed25519 SPKI are the key itself.
    const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
    const id = createHash('sha256')
      .update(`${name}\n`)
      .update(Buffer.from([1]))
      .update(raw)
      .digest()
      .subarray(0, 4);
    expect(name).toBe(origin);
    expect(signature.subarray(0, 4)).toEqual(id);
    expect(verifySignature(null, Buffer.from(text), publicKey, signature.subarray(4))).toBe(true);
  });

  it('read back what was signed', () => {
    expect(readNote(note, key.publicKey)).toEqual({ origin, seq: 7, hash: headAt(7).hash, at });
  });

  it('are refused with any byte changed, or cut anywhere', () => {
    const bytes = Buffer.from(note, 'utf8');
    for (let place = 0; place < bytes.length; place++) {
      const flipped = Buffer.from(bytes);
      flipped[place] = (flipped[place] ?? 0) ^ 1;
      expect(readNote(flipped.toString('utf8'), key.publicKey)).toBeUndefined();
      expect(readNote(bytes.subarray(0, place).toString('utf8'), key.publicKey)).toBeUndefined();
    }
  });

  it('may carry signatures of others too', () => {
    const other = signNote({ origin, seq: 7, hash: headAt(7).hash, at }, keyPair().privateKey);
    const line = other.split('\n').at(-2) ?? '';
    expect(readNote(`${note}${line}\n`, key.publicKey)?.seq).toBe(7);
    expect(readNote(other, key.publicKey)).toBeUndefined();
  });
});
