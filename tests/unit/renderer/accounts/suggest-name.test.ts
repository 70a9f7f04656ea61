import { describe, expect, it } from 'vitest';
import { suggestSignInName } from '#renderer/accounts/suggest-name.ts';

describe('the sign-in name that is offered', () => {
  it.each([
    ['Lin Yue', 'lin.yue'],
    ['  Siân  O’Neill ', 'sian.o.neill'],
    ['周凯', ''],
    ['周凯 Kai', 'kai'],
    ['', ''],
  ])('for %j is %j', (displayName, name) => {
    expect(suggestSignInName(displayName)).toBe(name);
  });
});
