import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFileName, distinctName } from '#shared/attachments/file-name.ts';
import { MAX_FILE_NAME } from '#shared/attachments/limits.ts';

describe('the name of a file', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['季度报表 (终稿).xlsx', '季度报表 (终稿).xlsx'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ada\\shot.png', 'shot.png'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['a\u0000b\nc.txt', 'abc.txt'],
    ['con.txt', '_con.txt'],
    ['COM1', '_COM1'],
    ['console.log', 'console.log'],
    ['what? <really>.txt', 'what_ _really_.txt'],
    ['  trailing. . ', 'trailing'],
    ['..', 'file'],
    ['', 'file'],
    ['name/', 'file'],
    ['👩‍💻 notes.txt', '👩‍💻 notes.txt'],
    ['cafe\u0301.txt', 'café.txt'],
  ])('%j is kept as %j', (given, kept) => {
    expect(cleanFileName(given)).toBe(kept);
  });

  it('keeps its ending when it is too long, and no half character', () => {
    const name = cleanFileName(`${'字'.repeat(300)}.docx`);
    expect(name.endsWith('….docx')).toBe(true);
    expect(cleanFileName('😀'.repeat(200)).isWellFormed()).toBe(true);
  });

  it('is never a path, too long or empty, and stays as it is when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = cleanFileName(given);
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(MAX_FILE_NAME + 1);
        expect(name).not.toMatch(/[/\\\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(['.', '..']).not.toContain(name);
        expect(cleanFileName(name)).toBe(name);
      }),
    );
  });

  it('gets a number where another file has it', () => {
    expect(distinctName('a.png', new Set(['a.png', 'a (2).png']))).toBe('a (3).png');
    expect(distinctName('A.png', new Set(['a.png']))).toBe('A (2).png');
    expect(distinctName('README', new Set(['readme']))).toBe('README (2)');
  });
});
