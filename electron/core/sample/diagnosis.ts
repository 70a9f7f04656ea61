/** Guided diagnoses in the sample desk: one that came to its end and one that is under way, in each language. */
import type { DiagnosisEvent } from '#shared/diagnosis/event.ts';
import { runsOf, type RunEntry } from '#shared/diagnosis/run.ts';
import { planAnswer, planStart } from '#shared/diagnosis/take-step.ts';
import type { DiagnosisLanguage, DiagnosisTree } from '#shared/diagnosis/tree.ts';
import type { Result } from '#shared/base/result.ts';
import { nextState } from '#shared/tickets/actions.ts';
import { timelinePrefix } from '#shared/tickets/ticket.ts';
import type { Plot, Scene, Story } from './story.ts';

/** A tree that ships, and the record that keeps its text once it was run. */
export interface SampleTree {
  readonly tree: DiagnosisTree;
  readonly text: string;
  readonly edition: string;
}

/** What somebody answers on the ticket of a case, named by the title of its first report. */
interface Course {
  readonly title: string;
  readonly language: DiagnosisLanguage;
  readonly tree: string;
  readonly answers: readonly string[];
}

const inBoth = (
  titles: readonly [en: string, zh: string],
  tree: string,
  answers: readonly string[],
): readonly Course[] => [
  { title: titles[0], language: 'en', tree, answers },
  { title: titles[1], language: 'zh-CN', tree, answers },
];

/** To their end, on what was resolved; the first that fits in each language. */
const finished: readonly Course[] = [
  ...inBoth(['Default printer changes every day', '默认打印机每天自己变'], 'printing', ['4', 'worked']),
  ...inBoth(['Outlook keeps asking for the password', 'Outlook 反复弹出密码框'], 'mail', ['3', 'worked']),
  ...inBoth(['Account locked again after changing the password', '账号每天早上都被锁'], 'sign-in', [
    '1',
    '2',
    '1',
    '1',
    'worked',
  ]),
];

/** Begun, on what is being worked on today. */
const underWay: readonly Course[] = [
  ...inBoth(['VPN drops every few minutes when the laptop is docked', '食堂的无线网中午特别慢'], 'network', ['1', '4']),
  ...inBoth(['Laptop fan at full speed, keyboard hot', '笔记本风扇一直狂转，键盘发烫'], 'slow-computer', ['4']),
  ...inBoth(['Mailbox full although I deleted everything', '邮箱满了，删了也没用'], 'mail', ['1', '2']),
  ...inBoth(['Outlook keeps asking for the password', 'Outlook 反复弹出密码框'], 'mail', ['3']),
  ...inBoth(['Account locked again after changing the password', '账号每天早上都被锁'], 'sign-in', ['1', '2', '1']),
];

/** Between two answers at most; ms. */
const PACE = 70_000;

interface Told {
  readonly plot: Plot;
  readonly story: Story;
}

/** The scenes of a run between two moments; undefined where there is no room for them. */
const runScenes = (
  { plot, story }: Told,
  { answers, language }: Course,
  { tree, edition }: SampleTree,
  span: { readonly from: number; readonly to: number },
  ulidAt: (at: number) => string,
): readonly Scene[] | undefined => {
  const step = Math.min(PACE, Math.floor((span.to - span.from) / (answers.length + 2)));
  if (step < 1000) return undefined;
  const open = { state: 'in_progress' } as const;
  const run = `run:${ulidAt(span.from)}`;
  const entries: RunEntry[] = [];
  const scenes: Scene[] = [];
  const tell = (planned: Result<DiagnosisEvent>): void => {
    if (!planned.ok) throw new Error(`sample ${story.ticket.title}: ${planned.failure.message}`);
    const at = span.from + step * (scenes.length + 1);
    const ulid = ulidAt(at);
    const id = timelinePrefix(story.ticket.id) + ulid;
    entries.push({ id, at: new Date(at).toISOString(), by: plot.technician, event: planned.value });
    scenes.push({ at, by: plot.technician, event: planned.value, ulid });
  };
  tell(planStart(open, [], tree, { run, edition, language }));
  for (const answer of answers) {
    const runs = runsOf(entries);
    const after = runs[0]?.head ?? '';
    tell(planAnswer(open, runs, tree, { run, after, answer, note: null, language }));
  }
  return scenes;
};

/** Where it was resolved: with the articles that are named at that moment, if any. */
const resolvedAt = ({ scenes }: Story): number =>
  scenes.findIndex(({ event }) => event.kind === 'article' || (event.kind === 'transition' && event.to === 'resolved'));

/** The story with a run on it, where it has one of these courses and room for it. */
const diagnosed = (
  told: Told,
  course: Course,
  tree: SampleTree,
  now: number,
  ulidAt: (at: number) => string,
): Story | undefined => {
  const { story } = told;
  const place = told.plot.report === 0 ? resolvedAt(story) : story.scenes.length;
  const before = story.scenes[place - 1];
  if (!before) return undefined;
  const span = { from: before.at, to: story.scenes[place]?.at ?? now };
  const scenes = runScenes(told, course, tree, span, ulidAt);
  const last = scenes?.at(-1);
  if (!scenes || !last) return undefined;
  const updatedAt = new Date(Math.max(last.at, Date.parse(story.ticket.updatedAt))).toISOString();
  return {
    ticket: { ...story.ticket, updatedAt },
    scenes: [...story.scenes.slice(0, place), ...scenes, ...story.scenes.slice(place)],
  };
};

const suits = ({ plot, story }: Told, { title }: Course, isFinished: boolean): boolean =>
  plot.supportCase.reports[0].title === title &&
  (isFinished
    ? plot.report === 0 && (plot.ending === 'resolved' || plot.ending === 'closed')
    : plot.report === 1 && story.ticket.state !== 'new' && nextState(story.ticket.state, 'diagnose') !== undefined);

export interface Diagnosed {
  readonly stories: readonly Story[];
  /** The trees that were run. */
  readonly trees: readonly SampleTree[];
}

/** All stories, a few of them with a run. `ulidAt` makes an id as of an instant. */
export const withDiagnoses = (
  all: readonly Told[],
  trees: readonly SampleTree[],
  now: number,
  ulidAt: (at: number) => string,
): Diagnosed => {
  const stories = all.map(({ story }) => story);
  const used = new Set<SampleTree>();
  for (const [courses, isFinished] of [
    [finished, true],
    [underWay, false],
  ] as const) {
    const done = new Set<DiagnosisLanguage>();
    for (const course of courses) {
      const place = all.findIndex((each) => suits(each, course, isFinished));
      const told = all[place];
      const tree = trees.find((each) => each.tree.id === course.tree);
      if (done.has(course.language) || !told || !tree) continue;
      const story = diagnosed(told, course, tree, now, ulidAt);
      if (!story) continue;
      stories[place] = story;
      done.add(course.language);
      used.add(tree);
    }
  }
  return { stories, trees: [...used] };
};
