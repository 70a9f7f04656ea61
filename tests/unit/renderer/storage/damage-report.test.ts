import { expect, test } from 'vitest';
import { damageReportText } from '#renderer/storage/damage-report.ts';

test('the saved report names every finding and what is known of the loss', () => {
  const text = damageReportText(
    {
      foundAt: '2026-10-10T07:47:00.000Z',
      findings: [
        { file: 'journal-000214', offset: 88_412, problem: 'changed-bytes', note: 'frame 88: tag does not match' },
        { file: 'snapshot-000213', offset: 0, problem: 'missing-file', note: 'named by the root' },
      ],
      recordsIntact: 18_402,
      recordsLost: null,
    },
    '北门服务台',
    '7K3Q',
    '0.1.0',
  );
  expect(text).toContain('1. journal-000214, byte 88412: changed-bytes\n   frame 88: tag does not match');
  expect(text).toContain('2. snapshot-000213, byte 0: missing-file');
  expect(text).toMatch(/Records intact +18402\nRecords lost +unknown/);
  expect(text).toContain('北门服务台');
});
