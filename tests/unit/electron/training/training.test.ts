import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ArticleIndex } from '#core/knowledge/article-index.ts';
import { actorOf } from '#core/session.ts';
import { trainingHandlers } from '#core/training/handlers.ts';
import { dateIn } from '#shared/calendar/zone.ts';
import { TRAINING_MARK } from '#shared/practice/mark.ts';
import { isTrainingHeader } from '#shared/practice/training-file.ts';
import type { User } from '#shared/accounts/user.ts';
import { succeed } from '#shared/base/result.ts';
import type { Group } from '#shared/groups/group.ts';
import type { Quiz } from '#shared/training/quiz.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { knowledgeOn, type Knowledge } from '../../../support/knowledge-on.ts';
import { contextOf } from '../../../support/session-context.ts';
import { text } from '../../shared/knowledge/sample-article.ts';
import { quiz, rightAnswers } from '../../shared/training/sample-quiz.ts';
import { failureOf, valueOf } from '../imports/importing.ts';

let now = '';
/** Of the next attempt that somebody begins. */
let seed = 0;
const clock = testAmbient('2026-10-15T09:00:00.000Z');
const ambient = { ...clock, now: () => new Date(now) };
const lin = contextOf('Lin Yue', ['technician'], 'user:01J0000000000000000000000A');
const sam = contextOf('Sam Okafor', ['team-lead'], 'user:01J0000000000000000000000B');
const ana = contextOf('Ana Ruiz', ['administrator'], 'user:01J0000000000000000000000C');
const GROUP = 'group:01J0000000000000000000000G';

let folder: DeskFolder;
let knowledge: Knowledge;
let training: ReturnType<typeof trainingHandlers>;

beforeEach(async () => {
  now = '2026-10-15T09:00:00.000Z';
  seed = 7;
  folder = await deskFolder(ambient);
  knowledge = knowledgeOn(folder.desk);
  training = trainingHandlers(folder.desk, {
    articles: new ArticleIndex(folder.desk),
    dayOf: (at) => at.toISOString().slice(0, 10),
  });
  await folder.desk.commit(actorOf(sam.session), (unit) => {
    for (const { session } of [lin, sam, ana]) {
      const user: User = {
        ...unit.stamp('user', session.userId),
        name: session.displayName,
        displayName: session.displayName,
        roles: session.roles,
        disabled: false,
      };
      unit.putLocal(user);
    }
    const group: Group = {
      ...unit.stamp('group', GROUP),
      version: 1,
      name: 'Networks',
      formerNames: [],
      members: [{ id: lin.session.userId, name: 'Lin Yue' }],
      lead: null,
      active: true,
    };
    unit.putLocal(group);
    return succeed(null);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  return folder.remove();
});

type Begin = Parameters<Knowledge['knowledge.begin']>[0];

const later = (days: number): void => {
  now = new Date(Date.parse(now) + days * 86_400_000).toISOString();
};

const step = async (articleId: string, move: Parameters<Knowledge['knowledge.move']>[0]['move'], by = sam) => {
  const { article } = valueOf(await knowledge['knowledge.get']({ articleId }, by));
  return knowledge['knowledge.move']({ articleId, seen: article.revision, move }, by);
};

/** Written by Sam, published by Ana. */
const publishCourse = async (title: string, more: Partial<Begin> = {}, questions: Quiz = quiz): Promise<string> => {
  const content = { ...text(title), quiz: questions };
  const { articleId } = valueOf(
    await knowledge['knowledge.begin']({ kind: 'training', language: 'en', content, translates: null, ...more }, sam),
  );
  valueOf(await step(articleId, { action: 'submit' }));
  valueOf(await step(articleId, { action: 'publish' }, ana));
  return articleId;
};

/** A further version, with what changed of the quiz. */
const publishAgain = async (articleId: string, change: Partial<Quiz>): Promise<void> => {
  later(1);
  valueOf(await step(articleId, { action: 'revise' }));
  valueOf(
    await step(articleId, {
      action: 'edit',
      content: { ...text('Dock basics'), quiz: { ...quiz, ...change } },
      note: '',
    }),
  );
  valueOf(await step(articleId, { action: 'submit' }));
  valueOf(await step(articleId, { action: 'publish' }, ana));
};

const handIn = (articleId: string, answers = rightAnswers, version = 1, by = lin) =>
  training['training.handIn']({ articleId, version, seed: seed++, answers }, by);

const standingOf = async (by = lin) => valueOf(await training['training.mine']({}, by)).courses[0]?.standing;

describe('answers', () => {
  it('are kept for ever with what they came to, under the name of who handed them in', async () => {
    const articleId = await publishCourse('Dock basics');
    const { attempt, quiz: shown } = valueOf(await handIn(articleId));
    expect(attempt).toMatchObject({ right: 4, total: 4, passed: true, version: 1, seed: 7, validUntil: '2027-10-15' });
    expect(attempt.person).toEqual({ id: lin.session.userId, name: 'Lin Yue' });
    expect(shown?.questions[0]?.explanation).toBe('Because of one.');
    expect((await standingOf())?.state).toBe('passed');
    const [line = ''] = await folder.desk.readAudit(folder.desk.auditHead.seq, folder.desk.auditHead.seq);
    expect(JSON.parse(line)).toMatchObject({ action: 'training.handIn', after: { passed: true, right: 4 } });
    expect(line).not.toContain('24 H');
  });

  it('are for whoever gave them, and for who may read all records', async () => {
    const articleId = await publishCourse('Dock basics');
    const { attempt } = valueOf(await handIn(articleId));
    const ask = (by = lin) => training['training.attempt']({ attemptId: attempt.id }, by);
    expect(valueOf(await ask(sam)).attempt.person.name).toBe('Lin Yue');
    const tom = contextOf('Tom Reed', ['technician'], 'user:01J0000000000000000000000D');
    expect(failureOf(await ask(tom))).toMatchObject({ code: 'auth.denied', details: { permission: 'training.read' } });
  });

  it('tell whoever only reads records how it went, and nothing of what is right', async () => {
    const articleId = await publishCourse('Dock basics');
    const { attempt } = valueOf(await handIn(articleId));
    const zoe = contextOf('Zoe Hall', ['auditor'], 'user:01J0000000000000000000000E');
    const shown = valueOf(await training['training.attempt']({ attemptId: attempt.id }, zoe));
    expect(shown).toMatchObject({ attempt: { right: 4, total: 4, passed: true, answers: [] }, quiz: null });
    const own = valueOf(await training['training.handIn']({ articleId, version: 1, seed: 7, answers: [] }, zoe));
    expect(valueOf(await training['training.attempt']({ attemptId: own.attempt.id }, zoe)).quiz).toEqual(quiz);
  });

  it('and what is right are in the trail as nothing that trying every answer finds', async () => {
    const articleId = await publishCourse('Dock basics');
    await handIn(articleId);
    const trail = await folder.desk.readAudit(1, folder.desk.auditHead.seq);
    const told = trail.flatMap((line) => (JSON.parse(line) as { after: object | null }).after ?? []);
    const commitment = { commitment: expect.stringMatching(/^[0-9a-f]{64}$/) as string };
    const handedIn = told.find((after) => 'answers' in after);
    expect(handedIn).toMatchObject({ answers: commitment });
    expect(told.find((after) => 'next' in after)).toMatchObject({ next: { quiz: commitment } });
    expect(told.find((after) => 'published' in after && after.published)).toMatchObject({
      published: { quiz: commitment },
    });
  });

  it('to another version than is read now are refused, and nothing is used up', async () => {
    const articleId = await publishCourse('Dock basics');
    await publishAgain(articleId, {});
    expect(failureOf(await handIn(articleId))).toMatchObject({
      code: 'training.other-version',
      details: { version: 2 },
    });
    expect((await standingOf())?.used).toBe(0);
    expect(valueOf(await handIn(articleId, rightAnswers, 2)).attempt.version).toBe(2);
  });

  it('are refused once every attempt was used, until the course is assigned again', async () => {
    const articleId = await publishCourse('Dock basics');
    for (let count = 0; count < 2; count++) expect(valueOf(await handIn(articleId, [])).attempt.passed).toBe(false);
    expect(failureOf(await handIn(articleId)).code).toBe('training.no-attempts');
    later(1);
    const assign = { courseId: articleId, people: [], groupIds: [GROUP], dueOn: '2026-10-20' };
    valueOf(await training['training.assign'](assign, sam));
    later(1);
    expect(valueOf(await handIn(articleId)).attempt.passed).toBe(true);
  });

  it('of one attempt count once, however often they are handed in', async () => {
    const articleId = await publishCourse('Dock basics');
    const once = { articleId, version: 1, seed: 7, answers: [] };
    const first = valueOf(await training['training.handIn'](once, lin));
    // The console was killed before its draft was gone.
    for (const answers of [[], rightAnswers])
      expect(valueOf(await training['training.handIn']({ ...once, answers }, lin))).toEqual(first);
    expect((await standingOf())?.used).toBe(1);
    expect(valueOf(await training['training.handIn'](once, ana)).attempt.person.name).toBe('Ana Ruiz');
  });

  it('need a course that is published', async () => {
    const articleId = await publishCourse('Dock basics');
    valueOf(await step(articleId, { action: 'retire', reason: 'No docks' }, ana));
    expect(failureOf(await handIn(articleId)).code).toBe('training.no-quiz');
    expect(valueOf(await training['training.mine']({}, lin)).courses).toEqual([]);
  });
});

describe('a course', () => {
  it('is one in all its languages: passed in one of them it is passed', async () => {
    const english = await publishCourse('Dock basics');
    const chinese = await publishCourse('扩展坞入门', { language: 'zh-CN', translates: english });
    const { courses } = valueOf(await training['training.mine']({}, lin));
    expect(courses.map(({ id, variants }) => [id, variants.map(({ language }) => language)])).toEqual([
      [english, ['en', 'zh-CN']],
    ]);
    valueOf(await handIn(chinese));
    expect((await standingOf())?.state).toBe('passed');
    const open = valueOf(await training['training.open']({ articleId: english }, lin));
    expect(open.attempts.map(({ articleId }) => articleId)).toEqual([chinese]);
  });

  it('is opened again by a version that says so, and by no other', async () => {
    const articleId = await publishCourse('Dock basics');
    valueOf(await handIn(articleId));
    await publishAgain(articleId, { passMark: 80 });
    expect((await standingOf())?.state).toBe('passed');
    await publishAgain(articleId, { reopens: true });
    expect(await standingOf()).toMatchObject({ state: 'repeat', why: 'changed', isAsked: true });
    // The version after is not one that has to be passed again only because the one before was.
    valueOf(await step(articleId, { action: 'revise' }));
    const { article } = valueOf(await knowledge['knowledge.get']({ articleId }, sam));
    expect(article.next?.quiz?.reopens).toBe(false);
  });

  it('is to be repeated after its months', async () => {
    const articleId = await publishCourse('Dock basics');
    valueOf(await handIn(articleId));
    now = '2027-10-16T09:00:00.000Z';
    expect(await standingOf()).toMatchObject({ state: 'repeat', why: 'expired', dueOn: '2027-10-15', isOverdue: true });
    expect(valueOf(await training['training.counts']({}, lin))).toEqual({ asked: 1, overdue: 1 });
  });

  it('shows its questions without what is right', async () => {
    const articleId = await publishCourse('Dock basics');
    const open = valueOf(await training['training.open']({ articleId }, lin));
    expect(open.quiz.questions.map(({ right, explanation }) => [right, explanation])).toEqual(
      quiz.questions.map(() => [null, '']),
    );
    expect(open.quiz.questions[0]?.choices).toEqual(quiz.questions[0]?.choices);
  });
});

describe('who leads', () => {
  it('sees everybody and every course, gaps among them, also as a list', async () => {
    const articleId = await publishCourse('Dock basics');
    valueOf(await handIn(articleId, rightAnswers.slice(0, 3)));
    const people = [{ id: ana.session.userId, name: 'Ana Ruiz' }];
    valueOf(await training['training.assign']({ courseId: articleId, people, groupIds: [], dueOn: '2026-10-01' }, sam));
    const matrix = valueOf(await training['training.matrix']({}, sam));
    expect(
      matrix.people.map(({ person, standings }) => [person.name, standings[0]?.state, standings[0]?.isOverdue]),
    ).toEqual([
      ['Ana Ruiz', 'todo', true],
      ['Lin Yue', 'passed', false],
      ['Sam Okafor', 'todo', false],
    ]);
    const { csv, rows } = valueOf(await training['training.export']({ language: 'en' }, sam));
    expect(rows).toBe(3);
    expect(csv.split('\r\n').slice(1)).toEqual([
      'Ana Ruiz,KB-7K3Q-000001,Dock basics,to do,2026-10-01,yes,,,,',
      'Lin Yue,KB-7K3Q-000001,Dock basics,passed,,,2026-10-15,1,75,2027-10-15',
      'Sam Okafor,KB-7K3Q-000001,Dock basics,not assigned,,,,,,',
      '',
    ]);
    expect(valueOf(await training['training.export']({ language: 'zh-CN' }, sam)).csv).toContain('已通过');
  });

  it('gets days where the desk is, and on a training desk the mark in each line', async () => {
    const articleId = await publishCourse('Dock basics');
    now = '2026-10-15T23:30:00.000Z';
    valueOf(await handIn(articleId));
    const abroad = trainingHandlers(folder.desk, {
      articles: new ArticleIndex(folder.desk),
      dayOf: (at) => dateIn('Asia/Shanghai', at),
    });
    const lines = async () => valueOf(await abroad['training.export']({ language: 'en' }, sam)).csv.split('\r\n');
    expect((await lines())[2]).toBe('Lin Yue,KB-7K3Q-000001,Dock basics,passed,,,2026-10-16,1,100,2027-10-15');
    vi.spyOn(folder.desk, 'isPractice', 'get').mockReturnValue(true);
    const [head = '', ...rows] = await lines();
    expect(isTrainingHeader(head.split(','))).toBe(true);
    expect(rows.filter((row) => row !== '').every((row) => row.endsWith(TRAINING_MARK))).toBe(true);
  });

  it('keeps nobody waiting: records are read once, then kept with each change', async () => {
    const articleId = await publishCourse('Dock basics');
    valueOf(await handIn(articleId, []));
    const rows = vi.spyOn(folder.desk.records, 'rows');
    const get = vi.spyOn(folder.desk.records, 'get');
    const people = [lin, sam, ana].map(({ session }) => ({ id: session.userId, name: session.displayName }));
    for (const dueOn of ['2026-11-01', '2026-11-02'])
      valueOf(await training['training.assign']({ courseId: articleId, people, groupIds: [GROUP], dueOn }, sam));
    later(1);
    valueOf(await handIn(articleId));
    expect(await standingOf()).toMatchObject({ state: 'passed' });
    expect(await standingOf(ana)).toMatchObject({ isAsked: true, dueOn: '2026-11-02' });
    expect(valueOf(await training['training.matrix']({}, sam)).assignments).toHaveLength(4);
    expect(rows.mock.calls.filter(([type]) => type === 'trainingAttempt')).toHaveLength(0);
    // What was there before each of the eight that were written.
    expect(get.mock.calls.filter(([type]) => type === 'trainingAssignment')).toHaveLength(8);
  });

  it('sees all of it in turns with what others do meanwhile', async () => {
    await publishCourse('Dock basics');
    let mono = 0;
    vi.spyOn(folder.desk.ambient, 'mono').mockImplementation(() => (mono += 1_000));
    for (const ask of [
      () => training['training.matrix']({}, sam),
      () => training['training.export']({ language: 'en' }, sam),
    ]) {
      let turns = 0;
      const others = (): void => {
        turns++;
        next = setImmediate(others);
      };
      let next = setImmediate(others);
      expect((await ask()).ok).toBe(true);
      clearImmediate(next);
      // One for each of the three people at least.
      expect(turns).toBeGreaterThanOrEqual(3);
    }
  });

  it('assigns to who is here, once: again to the same replaces it, and takes it back', async () => {
    const articleId = await publishCourse('Dock basics');
    const assign = (more = {}) =>
      training['training.assign']({ courseId: articleId, people: [], groupIds: [GROUP], dueOn: null, ...more }, sam);
    valueOf(await assign());
    const [second] = valueOf(await assign({ dueOn: '2026-11-01' }));
    const listed = valueOf(await training['training.matrix']({}, sam)).assignments;
    expect(listed).toEqual([second]);
    expect(await standingOf()).toMatchObject({ isAsked: true, dueOn: '2026-11-01' });
    valueOf(await training['training.withdraw']({ assignmentId: second?.id ?? '' }, sam));
    expect((await standingOf())?.isAsked).toBe(false);
    const nobody = [{ id: 'user:01J0000000000000000000000Z', name: 'Nobody' }];
    expect(failureOf(await assign({ people: nobody })).code).toBe('record.not-found');
    expect(failureOf(await assign({ courseId: 'article:01J0000000000000000000000Z' })).code).toBe('training.no-quiz');
  });
});
