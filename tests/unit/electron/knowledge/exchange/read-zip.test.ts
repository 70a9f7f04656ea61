import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { filesOfZip } from '#core/knowledge/exchange/folder.ts';
import { makeArchive } from '#core/knowledge/exchange/make-archive.ts';
import { listZip } from '#core/knowledge/exchange/read-zip.ts';

const zipOf = (files: Readonly<Record<string, string>>): Buffer =>
  Buffer.from(makeArchive(Object.entries(files).map(([path, content]) => ({ path, content }))));

/** Where the index of the archive tells of its first file. */
const indexAt = (zip: Buffer): number => zip.indexOf(Buffer.from('504b0102', 'hex'));

const read = (zip: Buffer, name = 'kb.zip'): readonly string[] | undefined =>
  filesOfZip(zip, name)?.map(
    ({ place, content }) => `${place} ${content.ok ? Buffer.from(content.bytes).toString() : content.problem}`,
  );

it('reads what it holds', () => {
  expect(read(zipOf({ 'kb/a.md': 'one', 'kb/b/c.html': 'two', 'kb/p.png': 'three' }))).toEqual([
    'kb/a.md one',
    'kb/b/c.html two',
    'kb/p.png three',
  ]);
});

it('puts what lies at its top into a folder of its name', () => {
  expect(read(zipOf({ 'a.md': 'one' }), '手册.zip')).toEqual(['手册/a.md one']);
});

describe('refuses alone', () => {
  it('what leads out of it', () => {
    expect(read(zipOf({ '../../etc/a.md': 'x', 'kb/a.md': 'one' }))).toEqual(['../../etc/a.md outside', 'kb/a.md one']);
  });

  it('a link to another file', () => {
    const zip = zipOf({ 'kb/a.md': '/etc/passwd' });
    zip.writeUInt8(3, indexAt(zip) + 5);
    zip.writeUInt32LE((0o120777 << 16) >>> 0, indexAt(zip) + 38);
    expect(read(zip)).toEqual(['kb/a.md symlink']);
  });

  it('a file under a password', () => {
    const zip = zipOf({ 'kb/a.md': 'x' });
    zip.writeUInt16LE(1, indexAt(zip) + 8);
    expect(read(zip)).toEqual(['kb/a.md encrypted']);
  });

  it('a damaged file', () => {
    const zip = zipOf({ 'kb/a.md': 'words '.repeat(100) });
    zip.writeUInt32LE(1, indexAt(zip) + 16);
    expect(read(zip)).toEqual(['kb/a.md damaged']);
  });

  it('a bomb, whether it says so or not', () => {
    const zip = zipOf({ 'kb/a.md': '0'.repeat(3_000_000) });
    expect(read(zip)).toEqual(['kb/a.md bomb']);
    zip.writeUInt32LE(1_000, indexAt(zip) + 24);
    expect(read(zip)).toEqual(['kb/a.md bomb']);
  });

  it('a file that is too large', () => {
    const noise = Array.from({ length: 700_000 }, (_, at) => Math.imul(at, 2_654_435_761).toString(36)).join('');
    expect(noise.length).toBeGreaterThan(4 * 1024 * 1024);
    expect(read(zipOf({ 'kb/a.md': noise }))).toEqual(['kb/a.md too-large']);
  });
});

it('reads names in GB18030, which archives of Chinese systems do not say', () => {
  const zip = zipOf({ 'kb/abcd.md': 'one' });
  const name = Buffer.from('b4f2d3a1', 'hex');
  for (let at = zip.indexOf('abcd'); at >= 0; at = zip.indexOf('abcd', at + 1)) name.copy(zip, at);
  zip.writeUInt16LE(0, indexAt(zip) + 8);
  expect(read(zip)).toEqual(['kb/打印.md one']);
});

it.each([
  ['nothing', Buffer.alloc(0)],
  ['other bytes', Buffer.from(deflateRawSync(Buffer.from('x'.repeat(100))))],
  ['the first half of one', zipOf({ 'kb/a.md': 'one' }).subarray(0, 40)],
])('is none: %s', (_name, bytes) => {
  expect(listZip(bytes)).toBeUndefined();
});
