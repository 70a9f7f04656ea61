import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ruleId } from '#core/alerts/rule-book.ts';
import { shippedRules } from '#core/alerts/shipped.ts';
import type { LogRuleRecord, RuleContent } from '#shared/alerts/rule.ts';
import { succeed } from '#shared/base/result.ts';
import { buildWorker } from '../../../support/build-worker.ts';
import { valueOf } from '../attachments/attaching.ts';
import { lead, logDesk, SOURCE, technician, type LogDesk } from './log-desk.ts';

const shipped = (code: string): RuleContent => {
  const { code: _, ...content } = shippedRules().find((rule) => rule.code === code)!;
  return content;
};

const own: RuleContent = {
  ...shipped('disk-full'),
  name: { en: 'The gateway lost its line', 'zh-CN': '' },
  pattern: 'mes-gateway: line (\\d+) lost',
  literals: ['mes-gateway: line'],
  keyedBy: 'device',
  examples: ['mes-gateway: line 7 lost'],
  counterExamples: ['mes-gateway: line 7 found'],
};

let worker: Awaited<ReturnType<typeof buildWorker>>;
let kit: LogDesk;
beforeAll(async () => {
  worker = await buildWorker(new URL('../../../../electron/core/alert-worker.ts', import.meta.url));
});
afterAll(() => worker.remove());
beforeEach(async () => {
  kit = await logDesk(worker.script);
});
afterEach(() => kit.remove());

const save = (code: string, content: RuleContent, change: { isNew?: boolean; seen?: number | null } = {}) =>
  kit.handlers()['alerts.saveRule']({ code, isNew: false, seen: null, content, ...change }, lead);
const tried = async (text: string, draft: { code: string; content: RuleContent } | null = null) =>
  valueOf(await kit.handlers()['alerts.tryRules']({ text, draft }, technician));
const rule = async (code: string) =>
  valueOf(await kit.handlers()['alerts.rules']({}, technician)).find((each) => each.code === code);

describe('rules of a desk', () => {
  it('are those that ship, until it writes its own version of one, and those again once it takes that back', async () => {
    expect(await rule('disk-full')).toMatchObject({ origin: 'shipped', revision: null });
    const saved = valueOf(await save('disk-full', { ...shipped('disk-full'), severity: 'low' }));
    expect(saved).toMatchObject({ origin: 'edited', revision: 1, severity: 'low' });
    expect(await save('disk-full', shipped('disk-full'))).toMatchObject({
      ok: false,
      failure: { code: 'record.stale', details: { seen: null, current: 1 } },
    });
    await kit.restart();
    expect(await rule('disk-full')).toMatchObject({ origin: 'edited', severity: 'low' });
    const back = valueOf(await kit.handlers()['alerts.revertRule']({ code: 'disk-full', seen: 1 }, lead));
    expect(back).toMatchObject({ origin: 'shipped', revision: 2, severity: 'critical' });
  });

  it('may be its own, under a code that is free, and are gone once removed', async () => {
    expect(valueOf(await save('gateway-line', own, { isNew: true }))).toMatchObject({ origin: 'desk', revision: 1 });
    expect(await save('gateway-line', own, { isNew: true })).toMatchObject({
      ok: false,
      failure: { code: 'record.exists' },
    });
    expect(valueOf(await kit.handlers()['alerts.revertRule']({ code: 'gateway-line', seen: 1 }, lead))).toBeNull();
    expect(await rule('gateway-line')).toBeUndefined();
  });

  it('that were saved before rules had diagnostics are read with none', async () => {
    const { diagnostic: _, ...content } = shipped('disk-full');
    const record: LogRuleRecord = {
      id: ruleId('disk-full'),
      type: 'logRule',
      schema: 1,
      createdAt: '2026-11-01T00:00:00.000Z',
      updatedAt: '2026-11-01T00:00:00.000Z',
      createdBy: 'user:01J0000000000000000000000A',
      device: 'device:01J0000000000000000000000D',
      revision: 3,
      code: 'disk-full',
      content: { ...content, severity: 'low' },
    };
    valueOf(
      await kit.desk().commit(kit.desk().deviceActor, (unit) => {
        unit.write('log-rule.save', record);
        return succeed(null);
      }),
    );
    expect(await rule('disk-full')).toMatchObject({ severity: 'low', diagnostic: null, shippedSince: null });
    expect(valueOf(await save('disk-full', own, { seen: 3 }))).toMatchObject({ revision: 4 });
  });

  it('say when what ships is not what they were written over, until somebody chooses', async () => {
    valueOf(await save('disk-full', { ...shipped('disk-full'), severity: 'low' }));
    expect(await rule('disk-full')).toMatchObject({ shippedSince: null });
    // As it was written over the rule of an earlier edition.
    const earlier: LogRuleRecord = { ...kit.alerts().rules.saved('disk-full')!, over: 'f'.repeat(64) };
    valueOf(
      await kit.desk().commit(kit.desk().deviceActor, (unit) => {
        unit.write('log-rule.save', earlier);
        return succeed(null);
      }),
    );
    expect(await rule('disk-full')).toMatchObject({ severity: 'low', shippedSince: { severity: 'critical' } });
    expect(await kit.handlers()['alerts.keepRule']({ code: 'disk-full', seen: 7 }, lead)).toMatchObject({
      ok: false,
      failure: { code: 'record.stale' },
    });
    expect(valueOf(await kit.handlers()['alerts.keepRule']({ code: 'disk-full', seen: 1 }, lead))).toMatchObject({
      severity: 'low',
      shippedSince: null,
    });
  });

  it('raise alerts as soon as who scans has taken them anew', async () => {
    let changes = 0;
    kit.alerts().rules.onChange(() => changes++);
    valueOf(await save('gateway-line', own, { isNew: true }));
    expect(changes).toBe(1);
    kit.rescan();
    await kit.append('mes-gateway: line 7 lost');
    await kit.read();
    expect(await kit.alert()).toMatchObject({ code: 'gateway-line', key: '7' });
  });

  it('make a ticket by themselves, also of a problem that was known before', async () => {
    await kit.append('2026-11-20T01:00:00Z app: No space left on device');
    await kit.read();
    expect(await kit.alert()).toMatchObject({ state: 'new', ticket: null });
    const automation = { do: 'ticket', language: 'en' } as const;
    valueOf(await save('disk-full', { ...shipped('disk-full'), automation }));
    await kit.append('2026-11-20T05:00:00Z app: No space left on device');
    await kit.read();
    expect(await kit.alert()).toMatchObject({ state: 'acknowledged', ticket: { isOpen: true } });
  });

  it.each<[string, Partial<RuleContent>, object]>([
    ['a pattern that cannot be read', { pattern: '(' }, { code: 'pattern' }],
    ['one that fits every line', { pattern: '(x?)' }, { code: 'fits-all' }],
    ['a key without a group', { pattern: 'line \\d+ lost' }, { code: 'no-group' }],
    [
      'an example that does not fit',
      { examples: ['mes-gateway: line 7 lost', 'other'] },
      { code: 'example', place: 2 },
    ],
    ['literals that an example lacks', { literals: ['elsewhere'] }, { code: 'literal', place: 1 }],
    [
      'a counter-example that fits',
      { counterExamples: ['mes-gateway: line 8 lost'] },
      { code: 'counter-example', place: 1 },
    ],
    [
      'a pattern that doubles its time with each character',
      { pattern: '((?:\\w+\\s?)+): line \\d+ lost$' },
      { code: 'slow' },
    ],
    ['one whose time grows with the third power of the line', { pattern: '(.*).*.*line \\d+ lost' }, { code: 'slow' }],
  ])('are refused for %s', async (_what, change, problem) => {
    expect(await save('gateway-line', { ...own, ...change }, { isNew: true })).toMatchObject({
      ok: false,
      failure: { code: 'rule.invalid', details: { code: 'gateway-line', problems: [problem] } },
    });
    expect(await rule('gateway-line')).toBeUndefined();
  });

  it('go on being tried after one that took for ever', async () => {
    const slow = { ...own, pattern: '((?:\\w+\\s?)+): line \\d+ lost$' };
    const draft = { code: 'gateway-line', content: slow };
    const refused = await kit.handlers()['alerts.tryRules']({ text: 'x', draft }, technician);
    expect(refused).toMatchObject({ ok: false, failure: { code: 'rule.slow' } });
    expect((await tried('mes-gateway: line 7 lost', { code: 'gateway-line', content: own }))[0]?.hits).toEqual([
      { code: 'gateway-line', key: '7' },
    ]);
  });
});

describe('lines that are tried', () => {
  it('say which rules they fit, each by itself', async () => {
    const lines = await tried(
      'all is well\n\napp: No space left on device\r\nmemory: Out of memory: Killed process 955 (gnome-shell) x',
    );
    expect(lines.map(({ line, hits }) => [line, hits])).toEqual([
      [1, []],
      [3, [{ code: 'disk-full', key: '' }]],
      [4, [{ code: 'oom-kill', key: 'gnome-shell' }]],
    ]);
  });
});

describe('lines that somebody selected', () => {
  const fitting = async (text: string) =>
    valueOf(await kit.handlers()['alerts.fittingRule']({ text, sourceId: SOURCE.id }, technician));
  const failed = "2026-11-20T07:00:00Z host systemd[1]: nginx.service: Failed with result 'exit-code'.";

  it('have category and priority of the most severe rule that they fit, of none where they fit none', async () => {
    expect(await fitting('all is well')).toBeNull();
    expect(await fitting(`fine\n${failed}\nfine`)).toMatchObject({ code: 'systemd-failed' });
    valueOf(await save('gateway-line', { ...own, severity: 'critical' }, { isNew: true }));
    const both = await fitting(`${failed}\n${failed}\n${own.examples[0]}`);
    const { category, impact, urgency } = own;
    expect(both).toMatchObject({ code: 'gateway-line', category, impact, urgency });
  });

  it('do not go by a rule that is not in use', async () => {
    valueOf(await save('gateway-line', { ...own, active: false }, { isNew: true }));
    expect(await fitting(own.examples[0]!)).toBeNull();
  });
});

describe('a file of rules', () => {
  it('takes the rules of one desk to another', async () => {
    valueOf(await save('gateway-line', own, { isNew: true }));
    valueOf(await save('disk-full', { ...shipped('disk-full'), severity: 'low' }));
    const { name, text } = valueOf(await kit.handlers()['alerts.exportRules']({}, lead));
    expect(name).toBe('log-rules-2026-11-20.json');
    const other = await logDesk(worker.script);
    try {
      const take = async () => valueOf(await other.handlers()['alerts.importRules']({ text }, lead));
      expect(await take()).toEqual({ added: 1, changed: 1, same: 0 });
      expect(await take()).toEqual({ added: 0, changed: 0, same: 2 });
      expect(valueOf(await other.handlers()['alerts.exportRules']({}, lead)).text).toBe(text);
    } finally {
      await other.remove();
    }
  });

  it('makes tickets by itself only once somebody let it', async () => {
    const automatic = { ...own, automation: { do: 'ticket', language: 'en' } } as const;
    const rules = [
      { code: 'gateway-line', content: automatic },
      { code: 'gateway-told', content: own },
    ];
    const text = JSON.stringify({ format: 'deskside-log-rules', version: 1, rules });
    const take = async (tickets?: 'let' | 'without') =>
      valueOf(await kit.handlers()['alerts.importRules']({ text, ...(tickets && { tickets }) }, lead));
    const done = async () =>
      valueOf(await kit.handlers()['alerts.rules']({}, lead))
        .filter(({ code }) => code.startsWith('gateway-'))
        .map(({ code, automation }) => [code, automation.do]);
    expect(await take()).toEqual({ automatic: ['gateway-line'] });
    expect(await done()).toEqual([]);
    expect(await take('without')).toEqual({ added: 2, changed: 0, same: 0 });
    expect(await done()).toEqual([
      ['gateway-line', 'notify'],
      ['gateway-told', 'notify'],
    ]);
    // Without is no word for ever: the file is asked about again.
    expect(await take()).toEqual({ automatic: ['gateway-line'] });
    expect(await take('let')).toEqual({ added: 0, changed: 1, same: 1 });
    expect(await done()).toContainEqual(['gateway-line', 'ticket']);
    // What it does here already is no question.
    expect(await take()).toEqual({ added: 0, changed: 0, same: 2 });
  });

  it('is taken as a whole or not at all', async () => {
    const file = (rules: readonly object[], more = {}) =>
      JSON.stringify({ format: 'deskside-log-rules', version: 1, ...more, rules });
    const take = async (text: string) => {
      const result = await kit.handlers()['alerts.importRules']({ text }, lead);
      return result.ok ? result.value : result.failure.code;
    };
    expect(await take('{')).toBe('rule.unreadable');
    expect(await take('[]')).toBe('rule.unreadable');
    expect(await take(file([{ code: 'A b', content: own }]))).toBe('rule.unreadable');
    expect(
      await take(
        file([
          { code: 'gateway-line', content: own },
          { code: 'bad', content: { ...own, pattern: '(' } },
        ]),
      ),
    ).toBe('rule.invalid');
    expect(await take(file([{ code: 'gateway-line', content: { ...own, examples: ['\ud800'] } }]))).toBe(
      'rule.unreadable',
    );
    expect(await take(file([{ code: 'gateway-line', content: own }], { practice: true }))).toBe(
      'practice.training-file',
    );
    expect(await rule('gateway-line')).toBeUndefined();
  });
});
