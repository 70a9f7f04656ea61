import { describe, expect, it } from 'vitest';
import { siblingsAmong } from '#core/logs/follow/siblings.ts';

const names = (base: string, all: readonly string[]): string[] => siblingsAmong(base, all).map(({ name }) => name);

describe('rotated files of a log', () => {
  it('come oldest first, however they are numbered', () => {
    expect(names('app.log', ['app.log', 'app.log.1', 'app.log.10.gz', 'app.log.2.gz'])).toEqual([
      'app.log.10.gz',
      'app.log.2.gz',
      'app.log.1',
    ]);
    expect(names('syslog', ['syslog-20261126', 'syslog-20261119.gz', 'syslog'])).toEqual([
      'syslog-20261119.gz',
      'syslog-20261126',
    ]);
    expect(names('app.log', ['app-20261126.log', 'app.2.log', 'app.1.log', 'app.log.old'])).toEqual([
      'app-20261126.log',
      'app.2.log',
      'app.1.log',
      'app.log.old',
    ]);
    expect(names('app.log', ['app.log.2026-11-26_13', 'app.log.2026-11-26_02', 'app.log-1764160000'])).toHaveLength(3);
  });

  it('come in the order of their days and numbers, however many digits those have', () => {
    const days = ['2026-11-26', '2026-11-26.1', '2026-11-26.2', '2026-11-26.9', '2026-11-26.10', '2026-11-27.1'];
    const rolled = days.map((day) => `app.log.${day}`);
    expect(names('app.log', rolled.toSorted())).toEqual(rolled);
    const hourly = ['app.log-20261126', 'app.log-2026112609', 'app.log.2026-11-26_10.gz', 'app.log-2026112611'];
    expect(names('app.log', hourly.toReversed())).toEqual(hourly);
    const long = ['app-202611261305011234567890120.log', 'app-202611261305011234567890121.log'];
    expect(names('app.log', long.toReversed())).toEqual(long);
  });

  it('are told from others at once, whatever somebody calls a file', () => {
    // As many digits as an expression that backtracks takes half a minute for.
    expect(names('app.log', [`app.log.202611${'1'.repeat(30)}x`])).toEqual([]);
  });

  it('are not the files of another log', () => {
    expect(
      names('app.log', ['app.log.bak', 'app.logger', 'myapp.log.1', 'app.log.1.bz2', 'app-error.log', 'appxlog.1']),
    ).toEqual([]);
  });

  it('count once while they are compressed', () => {
    expect(names('app.log', ['app.log.1', 'app.log.1.gz'])).toEqual(['app.log.1']);
  });
});
