import { describe, expect, it } from 'vitest';
import { markOfSource, sourceMarks } from '#renderer/logs/line-source.ts';
import type { SourceFile } from '#shared/logs/source.ts';

const names = new Map([
  ['logSource:A', 'Gateway'],
  ['logSource:B', 'Web'],
]);
const file = (name: string): SourceFile => ({
  name,
  state: 'following',
  problem: null,
  readAs: 'utf-8',
  bytes: 0,
  readBytes: 0,
  lines: 0,
});
const gateway = { id: 'logSource:A', files: null };
const web = { id: 'logSource:B', files: [file('access.log'), file('er\u202eror.log')] };

describe('what stands for a log beside its lines', () => {
  it('is a number for each log, also for each file of a source of several', () => {
    const marks = sourceMarks([gateway, web], names);
    expect(marks.map(({ mark, name }) => `${mark} ${name}`)).toEqual([
      '1 Gateway',
      '2 Web · access.log',
      expect.stringMatching(/^3 Web · er[^\u202e]+ror\.log$/u),
    ]);
    expect(markOfSource(marks, { sourceId: 'logSource:A' })).toBe('1');
    expect(markOfSource(marks, { sourceId: 'logSource:B', file: 'er\u202eror.log' })).toBe('3');
  });

  it('is told by the file alone where there is one source', () => {
    expect(sourceMarks([web], names)[0]).toMatchObject({ mark: '1', name: 'access.log' });
  });

  it('is nothing for a file that is not among those that are read', () => {
    expect(markOfSource(sourceMarks([web], names), { sourceId: 'logSource:B', file: 'gone.log' })).toBeUndefined();
  });
});
