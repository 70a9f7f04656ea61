import { describe, expect, it } from 'vitest';
import { checkRule } from '#core/alerts/check-rule.ts';
import { RuleScanner } from '#core/alerts/matching/rule-scanner.ts';
import { shippedRules } from '#core/alerts/shipped.ts';

const rules = shippedRules();
/** Stands still: how fast patterns are is measured where it can be ended, and by the bench. */
const still = (): number => 0;

/** Rules that fit a line by itself. */
const codesIn = (text: string, fields?: Record<string, string>): readonly string[] =>
  new RuleScanner(rules)
    .scan({ sourceId: 's', generation: 1, firstLine: 1, lines: [{ text, at: null, fields: fields ?? null }] })
    .hits.map(({ code }) => code);

describe('rules that ship', () => {
  it('have codes of their own, and words in both languages', () => {
    expect(rules.length).toBeGreaterThanOrEqual(75);
    expect(new Set(rules.map(({ code }) => code)).size).toBe(rules.length);
    for (const { code, name, cause, firstStep, category } of rules)
      for (const words of [name, cause, firstStep, category])
        for (const text of [words.en, words['zh-CN']]) expect(text, code).not.toBe('');
    for (const { code, name, cause, firstStep } of rules)
      for (const words of [name, cause, firstStep]) expect(words['zh-CN'], code).toMatch(/\p{Script=Han}/u);
  });

  it.each(rules.map((rule) => [rule.code, rule] as const))('%s does what it says', (_code, rule) => {
    const { code: _, ...content } = rule;
    expect(checkRule(content, still)).toEqual([]);
  });

  it('are found through the scanner by each of their examples, and not by what is none', () => {
    for (const { code, examples, counterExamples } of rules) {
      for (const text of examples) expect(codesIn(text), text).toContain(code);
      for (const text of counterExamples) expect(codesIn(text), text).not.toContain(code);
    }
  });

  it('count one attempt to sign in once, whichever of its lines the log holds', () => {
    const attempt = [
      'sshd[24200]: Invalid user webmaster from 173.234.31.186',
      'sshd[24200]: pam_unix(sshd:auth): check pass; user unknown',
      'sshd[24200]: pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=173.234.31.186',
      'sshd[24200]: Failed password for invalid user webmaster from 173.234.31.186 port 38926 ssh2',
    ];
    expect(attempt.flatMap((text) => codesIn(text))).toEqual(['ssh-bruteforce']);
  });

  it('know events of Windows by provider and number, in whatever language they speak', () => {
    const event = { provider: 'disk', eventId: '7' };
    expect(codesIn('Das Gerät \\Device\\Harddisk1\\DR1 hat einen fehlerhaften Block.', event)).toEqual([
      'win-disk-bad-block',
    ]);
    expect(
      codesIn('The device, \\Device\\Harddisk1\\DR1, has a bad block.', { provider: 'Other', eventId: '7' }),
    ).toEqual([]);
    expect(codesIn('Volume C: is healthy.', { provider: 'Microsoft-Windows-Ntfs', eventId: '98' })).toEqual([]);
    expect(
      codesIn('The driver \\Driver\\WUDFRd failed to load.', {
        provider: 'Microsoft-Windows-Kernel-PnP',
        eventId: '219',
      }),
    ).toEqual([]);
  });
});
