import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOf, levelOf } from '#core/logs/read/level.ts';
import { LevelScan, UNSURE } from '#core/logs/read/level-scan.ts';
import { withoutColours } from '#core/logs/text/decode.ts';

const codes = (line: string): { readonly told: number; readonly expected: number } => {
  const around = Buffer.from(`ERROR\n${line}\nERROR`);
  return {
    told: new LevelScan(around).levelOf(6, around.length - 6),
    expected: codeOf(levelOf(withoutColours(line))),
  };
};

const said =
  'fatal panic emerg emergency alert crit critical severe error err exception segfault warn warning fail failed failure denied refused info information notice debug debug2 trace verbose fine finer finest finely terror failing'.split(
    ' ',
  );
const piece = fc.oneof(
  fc.constantFrom(...said),
  fc.constantFrom(...said).map((word) => word.toUpperCase()),
  fc.constantFrom(...said).map((word) => word.charAt(0).toUpperCase() + word.slice(1)),
  fc.constantFrom('level=', 'lvl=', 'loglevel=', 'severity=', 'no ', '0 ', 'errors', ': 0', '=null', 'out of memory'),
  fc.constantFrom('10:00:00', '10:00:00Z', '+08:00', '2026-10-10', '" 404 12', '" 503 -', '" 99', 'timed out', 'words'),
  fc.constantFrom(...' []()<>|:"\'=,;-_\t\r', '\u00a0', '\u3000', 'ſ', '错误', '警告', '中', '\u001b[31m', '\0'),
  fc.constantFrom(
    '<34>',
    'E0517 15',
    '{"level":50}',
    '<Level>2</Level>',
    ' type="3"',
    '1:M 05 Jan 2022 16:23:49.620 # ',
    '1:M 05 Jan 2022 16:23:49.620 * ',
    'LOG:  ',
    'log:  ',
    'haproxy[7]: ',
    '[06/Feb/2009:12:14:14.655] in a/b 1/0/0/1/2 503 2 - - SC-- 1/1/1/1/0 0/0 ',
    'x'.repeat(120),
    '中'.repeat(90),
  ),
);

describe('a level told by bytes', () => {
  it('is the one that the text tells, or none is told', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const line = pieces.join('');
        const { told, expected } = codes(line);
        if (told !== UNSURE) expect(told, line).toBe(expected);
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    '2026-10-10 15:40:02 ERROR no such table',
    '2026-10-10T15:40:02Z info vpxd[45715] begin',
    '2026-10-10 15:40:02, Warning               CBS    x',
    'level=warn msg="error in text"',
    '127.0.0.1 - - [x] "GET / HTTP/1.1" 404 12',
    'kernel: Out of memory: Killed process 1',
    'sshd: Failed password for root',
    'terror and inferno',
    'Nov 25 09:23:38 host automount[7998]: attempting to mount entry /auto/opt',
    '',
  ])('is told of %s', (line) => {
    const { told, expected } = codes(line);
    expect(told).toBe(expected);
  });

  it('is told at the end of what is looked at, whatever stands behind it', () => {
    for (let before = 225; before <= 245; before++)
      for (const word of ['ERROR', 'ERRORS', 'level=error', '[error]', 'failed']) {
        const { told, expected } = codes(`${'x'.repeat(before - 1)} ${word} more`);
        expect(told, `${word} at ${before}`).toBe(expected);
      }
  });
});

const folder = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'data', 'lnav-testlogs');

it.skipIf(!existsSync(folder))('is told of nearly all lines of real logs, and is the one that their text tells', () => {
  let lines = 0;
  let unsure = 0;
  for (const name of readdirSync(folder))
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
      if (line.includes('\ufffd')) continue;
      const { told, expected } = codes(line);
      lines++;
      if (told === UNSURE) unsure++;
      else expect(told, line).toBe(expected);
    }
  expect(unsure / lines).toBeLessThan(0.5);
});
