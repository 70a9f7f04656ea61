import { describe, expect, it } from 'vitest';
import { stepsOf } from '#shared/suggestions/steps.ts';

describe('the steps of an article', () => {
  it('stand under the heading that says so, with what is below it', () => {
    const body =
      '# Dock\n\nAbout docks.\n\n## Cause\n\nOld firmware\n\n## Steps\n\n1. Undock\n2. Update\n\n### If that fails\n\nCall.\n\n## Notes\n\nNone';
    expect(stepsOf(body)).toBe('1. Undock\n2. Update\n\n### If that fails\n\nCall.');
  });

  it('are found in Chinese, and the most telling heading wins', () => {
    expect(stepsOf('## 处理办法\n\n联系供应商\n\n## 操作步骤\n\n1. 断电\n2. 重插')).toBe('1. 断电\n2. 重插');
    expect(stepsOf('## 原因\n\n固件\n\n## 解决\n\n升级')).toBe('升级');
  });

  it('are the first numbered list where no heading says so', () => {
    expect(stepsOf('Intro\n\n1. One\n   more of one\n\n2. Two\n\nAfterwards all is well.')).toBe(
      '1. One\n   more of one\n\n2. Two',
    );
  });

  it('are the beginning of the rest, cut after a paragraph', () => {
    expect(stepsOf('Restart it.')).toBe('Restart it.');
    const long = `${'word '.repeat(300)}\n\n${'more '.repeat(300)}`;
    expect(stepsOf(long)).toBe(`${'word '.repeat(300).trim()}\n\n…`);
  });

  it('a heading within code is no heading', () => {
    expect(stepsOf('## Fix\n\n```sh\n# Steps to see\nls\n```\n\nDone')).toBe('```sh\n# Steps to see\nls\n```\n\nDone');
  });

  it('an empty section says nothing', () => {
    expect(stepsOf('## Steps\n\n## Solution\n\nTurn it off')).toBe('Turn it off');
    expect(stepsOf('')).toBe('');
  });
});
