import { describe, expect, it } from 'vitest';
import { diagnosisLanguages, nodeOf, pathsOf, type DiagnosisTree, type Words } from '#shared/diagnosis/tree.ts';
import { inOrderOfFit } from '#shared/diagnosis/suggest.ts';
import { planAnswer, planStart } from '#shared/diagnosis/take-step.ts';
import { runsOf, type RunEntry } from '#shared/diagnosis/run.ts';
import { shippedTrees } from '#core/diagnosis/shipped.ts';
import { loadCatalogue } from '#core/sample/catalogue.ts';

const trees = shippedTrees().map(({ tree }) => tree);
const each = trees.map((tree) => [tree.id, tree] as const);
const open = { state: 'in_progress' } as const;

const wordsOf = (tree: DiagnosisTree): readonly Words[] =>
  tree.nodes.flatMap((node): readonly Words[] =>
    node.kind === 'end'
      ? [node.text, node.resolution?.text, node.escalate, node.article].flatMap((words) => words ?? [])
      : [
          node.text,
          ...(node.kind === 'do' ? [node.name, node.expect] : []),
          ...(node.hint ? [node.hint] : []),
          ...node.answers.map(({ label }) => label),
        ],
  );

describe('the trees that ship', () => {
  it('are for network, sign-in, printing, slow computers and mail', () => {
    expect(trees.map(({ id }) => id)).toEqual(['network', 'sign-in', 'printing', 'slow-computer', 'mail']);
  });

  it.each(each)('%s is of a size that one can oversee', (_id, tree) => {
    expect(tree.nodes.length).toBeGreaterThanOrEqual(12);
    expect(tree.nodes.length).toBeLessThanOrEqual(30);
  });

  it.each(each)('%s: every way is walked to its end in both languages, in eight steps at most', (_id, tree) => {
    const ends = new Set<string>();
    for (const { answers, end } of pathsOf(tree)) {
      expect(answers.length).toBeLessThanOrEqual(8);
      ends.add(end.id);
      for (const language of diagnosisLanguages) {
        const entries: RunEntry[] = [];
        const add = (planned: ReturnType<typeof planStart>) => {
          if (!planned.ok) throw new Error(planned.failure.message);
          const at = new Date(entries.length).toISOString();
          entries.push({ id: `entry:${entries.length}`, at, by: { id: null, name: 'Lin' }, event: planned.value });
        };
        add(planStart(open, [], tree, { run: 'run:1', edition: 'e', language }));
        for (const [, answer] of answers) {
          const runs = runsOf(entries);
          add(planAnswer(open, runs, tree, { run: 'run:1', after: runs[0]!.head, answer, note: null, language }));
        }
        const [run] = runsOf(entries);
        expect(run?.node).toBe(end.id);
        expect(run?.outcome?.cause).toBe(end.text[language]);
        expect(run?.outcome?.resolution === null).toBe(end.resolution === null);
        expect(run?.steps).toHaveLength(answers.length);
      }
    }
    const known = tree.nodes.flatMap(({ id, kind }) => (kind === 'end' ? [id] : []));
    expect(ends).toEqual(new Set(known));
  });

  it.each(each)('%s asks in English and in Chinese', (_id, tree) => {
    for (const words of wordsOf(tree)) {
      expect(words.en).not.toMatch(/\p{Script=Han}/u);
      expect(words['zh-CN']).not.toMatch(/您|！/);
      expect(words['zh-CN']).not.toMatch(/\p{Script=Han}[,;:?]/u);
      expect(words['zh-CN']).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
    }
    for (const node of tree.nodes) if (node.kind !== 'end') expect(node.text['zh-CN']).toMatch(/\p{Script=Han}/u);
  });

  it('put what is configuration or compatibility first: most ways to a resolution end there', () => {
    const codes = trees.flatMap((tree) => [...pathsOf(tree)].flatMap(({ end }) => end.resolution?.code ?? []));
    const first = codes.filter((code) => code === 'configuration' || code === 'compatibility').length;
    expect(first / codes.length).toBeGreaterThan(0.6);
  });

  it.each([
    ['VPN drops every few minutes when the laptop is docked', 'Network', 'network'],
    ['3.12 会议室网口没有网', '网络', 'network'],
    ['Account locked again after changing the password', 'Accounts and access', 'sign-in'],
    ['在国外登录被拦截', '账号与权限', 'sign-in'],
    ['Floor printer prints everything in magenta', 'Printing', 'printing'],
    ['默认打印机每天自己变', '配置', 'printing'],
    ['Laptop fan at full speed, keyboard hot', 'Hardware', 'slow-computer'],
    ['电脑蓝屏，代码 0x0000009F', null, 'slow-computer'],
    ['Outlook keeps asking for the password', 'Email and calendar', 'mail'],
    ['邮箱满了，删了也没用', null, 'mail'],
  ])('%s is for %s', (title, category, wanted) => {
    const [first] = inOrderOfFit(trees, { title, category, description: '' });
    expect(first?.tree.id).toBe(wanted);
    expect(first?.fit).toBeGreaterThan(0);
  });

  it('fit what the categories of the sample desk say they are for', () => {
    const byCategory = { Network: 'network', 网络: 'network', Printing: 'printing', 打印: 'printing' } as const;
    for (const { cases } of loadCatalogue())
      for (const { category, reports } of cases) {
        const wanted = byCategory[category as keyof typeof byCategory];
        if (wanted) expect(inOrderOfFit(trees, { ...reports[0], category })[0]?.tree.id).toBe(wanted);
      }
  });

  it('begin where they say', () => {
    for (const tree of trees) expect(nodeOf(tree, tree.start)?.kind).toBe('ask');
  });
});
