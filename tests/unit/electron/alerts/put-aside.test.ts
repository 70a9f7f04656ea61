import { appendFile, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { shippedRules } from '#core/alerts/shipped.ts';
import type { RuleContent } from '#shared/alerts/rule.ts';
import { contextOf } from '../../../support/session-context.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { eventually } from '../../../support/eventually.ts';
import { valueOf } from '../attachments/attaching.ts';
import { lead, technician } from './log-desk.ts';
import { watchedDesk } from './watched-desk.ts';

let folder: DeskFolder;
let files: string;
let path: string;
let parts: ReturnType<typeof watchedDesk>;
const said: string[] = [];

const start = async (isFirst = false) => {
  const desk = isFirst ? folder.desk : await folder.reopen();
  parts = watchedDesk(desk, folder.path, (line) => said.push(line));
};

beforeEach(async () => {
  folder = await deskFolder(testAmbient('2026-11-20T08:00:00.000Z'));
  files = await realpath(await mkdtemp(join(tmpdir(), 'deskside-put-aside-')));
  path = join(files, 'app.log');
  said.length = 0;
  await start(true);
});
afterEach(async () => {
  await parts.logs.stop();
  await folder.remove();
  await rm(files, { recursive: true, force: true });
});

const at = (second: number): string => new Date(Date.UTC(2026, 10, 20, 7) + second * 1_000).toISOString();
/** Fits both parts of a choice in as many ways as there are, and no end. */
const HARD = `${at(1)} hold ${'xyz'.repeat(150)}!`;
const full = (second: number): string => `${at(second)} app: write failed: No space left on device`;
const held = (second: number): string => `${at(second)} hold end`;
const { code: _code, ...shipped } = shippedRules().find(({ code }) => code === 'disk-full')!;
const rule: RuleContent = {
  ...shipped,
  name: { en: 'Held', 'zh-CN': '被占用' },
  pattern: 'hold (?:[x-z]{3}|[x-z]{6}|end)+$',
  literals: ['hold'],
  except: null,
  examples: ['hold end'],
  counterExamples: [],
  diagnostic: null,
};

const rules = async () => valueOf(await parts.alerts.handlers['alerts.rules']({}, technician));
const mine = async () => (await rules()).find(({ code }) => code === 'held')!;
const counts = async () => valueOf(await parts.alerts.handlers['alerts.counts']({}, technician));
const codes = async () => valueOf(await parts.alerts.handlers['alerts.list']({}, technician)).map(({ code }) => code);
const append = (...lines: readonly string[]) => appendFile(path, lines.map((line) => `${line}\n`).join(''));

it('a rule that never ends is named with its line, outlives a restart, and comes back when it is tried again or edited', async () => {
  // It passes every test there is: nobody foresaw that line.
  valueOf(
    await parts.alerts.handlers['alerts.saveRule']({ code: 'held', isNew: true, seen: null, content: rule }, lead),
  );
  await writeFile(path, `${full(0)}\n${HARD}\n${full(4_000)}\n${held(4_001)}\n`);
  const source = valueOf(
    await parts.logs.handlers['logs.add'](
      { name: 'app', kind: 'file', place: path, encoding: 'auto', assetId: null, isWatched: true },
      lead,
    ),
  );
  // All others go on, over that line and behind it.
  await eventually(async () => expect(await codes()).toEqual(['disk-full']));
  await eventually(async () => expect(await mine()).toMatchObject({ aside: { line: 2 } }));
  const { aside } = await mine();
  expect(aside).toMatchObject({
    sourceId: source.id,
    sourceName: 'app',
    file: null,
    generation: 1,
    text: HARD,
    since: '2026-11-20T08:00:00.000Z',
  });
  expect(await counts()).toMatchObject({ aside: 1 });
  // Who may not read logs learns that it is put aside, not what the line says.
  const authority = contextOf('Noor Quist', ['change-authority']);
  const shown = valueOf(await parts.alerts.handlers['alerts.rules']({}, authority));
  expect(shown.find(({ code }) => code === 'held')).toMatchObject({
    aside: { sourceName: 'app', file: null, generation: null, line: null, text: '' },
  });
  expect(JSON.stringify(shown)).not.toContain(HARD.slice(0, 40));
  const trail = await folder.desk.readAudit(1, folder.desk.auditHead.seq);
  expect(trail.filter((line) => line.includes('log-rule.put-aside'))).toHaveLength(1);
  expect(trail.join('\n')).not.toContain('xyzxyz');

  // A restart does without it from the first line on: nothing is held up again.
  await parts.logs.stop();
  await start();
  expect(await mine()).toMatchObject({ aside: { line: 2 } });
  await append(held(5_000), full(8_000));
  await eventually(async () =>
    expect(valueOf(await parts.alerts.handlers['alerts.list']({}, technician))).toMatchObject([
      { code: 'disk-full', count: 3 },
    ]),
  );
  expect(said.filter((line) => line.includes('took too long'))).toHaveLength(1);

  // Tried again, it looks at what comes from then on.
  valueOf(await parts.alerts.handlers['alerts.retryRule']({ code: 'held' }, lead));
  expect(await mine()).toMatchObject({ aside: null });
  expect(await counts()).toMatchObject({ aside: 0 });
  await append(held(9_000));
  await eventually(async () => expect([...(await codes())].toSorted()).toEqual(['disk-full', 'held']));

  // Put aside once more, it comes back with another pattern.
  await append(HARD.replace(at(1), at(9_500)), full(12_000));
  await eventually(async () => expect(await mine()).toMatchObject({ aside: { line: 8 } }));
  const { revision } = await mine();
  valueOf(
    await parts.alerts.handlers['alerts.saveRule'](
      { code: 'held', isNew: false, seen: revision, content: { ...rule, pattern: 'hold (?:[x-z]{3,6}|end)$' } },
      contextOf('Lin Yue', ['team-lead']),
    ),
  );
  expect(await mine()).toMatchObject({ aside: null });
}, 180_000);
