/**
 * The sample desk: six weeks of an invented bilingual support desk, for a newcomer to look around in. The texts are in `resources/sample`;
 * what happens to each ticket goes through the rules that people's commands go through. Nothing of it is ever sent anywhere.
 */
import type { LogRule } from '#shared/alerts/rule.ts';
import { succeed } from '#shared/base/result.ts';
import { encodeUlid } from '#shared/base/ulid.ts';
import { linkIdOf, type LinkRecord } from '#shared/links/link.ts';
import { problemTimelinePrefix, type ProblemEntry } from '#shared/problems/problem.ts';
import { emptyFilter } from '#shared/queue/filter.ts';
import type { ViewRecord } from '#shared/queue/view.ts';
import { prefixOfKind } from '#shared/tickets/number.ts';
import { timelinePrefix, type TimelineEntry } from '#shared/tickets/ticket.ts';
import type { DiagnosisTreeRecord } from '#shared/diagnosis/records.ts';
import type { Desk } from '../desk.ts';
import type { Actor } from '../session.ts';
import { StoreError } from '../storage/store.ts';
import type { Unit } from '../unit.ts';
import { putAlerts } from './alerts.ts';
import { putAssets } from './assets.ts';
import { putChecks } from './checks.ts';
import { loadProblems } from './catalogue.ts';
import { putDocuments, writeSampleFiles } from './documents.ts';
import { Chance } from './chance.ts';
import { putContacts, putRota, putVisit } from './contacts.ts';
import { withDiagnoses, type SampleTree } from './diagnosis.ts';
import { putLibrary, writeLibrary } from './library.ts';
import { readHours } from './pace.ts';
import { plotSampleDesk } from './plots.ts';
import { tellProblem, type ProblemStory } from './problem-story.ts';
import { putServices } from './services.ts';
import type { Setting, Story } from './story.ts';
import { putQualifications } from './qualifications.ts';
import { putTeam } from './team.ts';
import { putTools, withToolRuns, type SampleTool } from './tools.ts';
import { putTraining } from './training.ts';
import { tellStory } from './ticket-story.ts';

const SEED = 20_261_015;

/** Ids as if made at `instant`; `place` keeps those of one instant in order. */
const ulidAt = (desk: Desk, instant: number, place: number): string => {
  const tail = Uint8Array.from(desk.ambient.randomBytes(10));
  tail[0] = place;
  return encodeUlid(instant, tail);
};

const putStory = (unit: Unit, desk: Desk, { ticket, scenes }: Story): void => {
  unit.putLocal(ticket);
  scenes.forEach(({ at, by, event, ulid }, place) => {
    const moment = new Date(at).toISOString();
    const entry: TimelineEntry = {
      ...unit.stamp('entry', timelinePrefix(ticket.id) + (ulid ?? ulidAt(desk, at, place))),
      createdAt: moment,
      updatedAt: moment,
      ticketId: ticket.id,
      at: moment,
      by,
      event,
      imported: null,
    };
    unit.putLocal(entry);
  });
};

const putProblem = (unit: Unit, desk: Desk, { problem, scenes, links }: ProblemStory): void => {
  unit.putLocal(problem);
  for (const ends of links) unit.putLocal({ ...unit.stamp('link', linkIdOf(ends)), ...ends } satisfies LinkRecord);
  scenes.forEach(({ at, by, event }, place) => {
    const moment = new Date(at).toISOString();
    const entry: ProblemEntry = {
      ...unit.stamp('problemEntry', problemTimelinePrefix(problem.id) + ulidAt(desk, at, place)),
      createdAt: moment,
      updatedAt: moment,
      problemId: problem.id,
      at: moment,
      by,
      event,
    };
    unit.putLocal(entry);
  });
};

const putViews = (unit: Unit): void => {
  const open = { ...emptyFilter, states: ['new', 'assigned', 'in_progress', 'on_hold'] } satisfies ViewRecord['filter'];
  const views: readonly Pick<ViewRecord, 'name' | 'filter' | 'order'>[] = [
    { name: 'P1 + P2', filter: { ...open, priorities: [1, 2] }, order: { by: 'priority', descending: false } },
    { name: 'VPN', filter: { ...emptyFilter, text: 'VPN' }, order: { by: 'updatedAt', descending: true } },
  ];
  for (const view of views) unit.putLocal({ ...unit.stamp('view', unit.newId('view')), ...view } satisfies ViewRecord);
};

/**
 * Fills an empty desk in one commit, by the calendars and the policy that it was made with. `actor` is the person at the console. Rejects with
 * `StoreError` if the disk refuses. `trees` and `rules`: those that ship, for the tickets that are diagnosed with one, and for what logs told of. `tools`: those that ship, to
 * approve some of them.
 */
export const fillSampleDesk = async (
  desk: Desk,
  actor: Actor,
  trees: readonly SampleTree[],
  rules: readonly LogRule[],
  tools: readonly SampleTool[],
): Promise<void> => {
  const files = await writeSampleFiles(desk);
  const filled = await desk.commit(actor, (unit) => {
    const now = unit.now.getTime();
    const ulids = (instant: number, place: number): string => ulidAt(desk, instant, place);
    const library = writeLibrary(unit, now, ulids);
    const setting: Setting = {
      chance: new Chance(SEED),
      opinions: new Chance(SEED + 1),
      now,
      hours: readHours(desk.records, now),
      device: { id: desk.device.id, name: desk.device.code },
      articlesFor: library.articlesFor,
    };
    const contacts = putContacts(unit);
    const plots = plotSampleDesk(setting, { id: actor.id, name: actor.name }, contacts.people);
    const told = plots.map((plot) => {
      const id = `ticket:${ulidAt(desk, plot.startsAt, 0)}`;
      const number = unit.nextNumber(prefixOfKind[plot.supportCase.kind]);
      const stamp = { id, createdBy: actor.id, device: desk.device.id };
      return { plot, story: tellStory(plot, setting, stamp, number) };
    });
    const diagnosed = withDiagnoses(told, trees, now, (at) => ulidAt(desk, at, 0));
    for (const { tree, text, edition } of diagnosed.trees) {
      const { id, version } = tree;
      const stamp = unit.stamp('diagnosisTree', edition);
      unit.putLocal({ ...stamp, tree: id, version, source: 'shipped', text } as DiagnosisTreeRecord);
    }
    let { stories }: { readonly stories: readonly Story[] } = diagnosed;
    let problems = 0;
    for (const script of loadProblems()) {
      const me = { id: actor.id, name: actor.name };
      const number = unit.nextNumber('PRB');
      const problem = tellProblem(script, stories, setting, { me, number, createdBy: actor.id });
      if (!problem) continue;
      putProblem(unit, desk, problem);
      const changed = new Map(problem.stories.map((story) => [story.ticket.id, story]));
      stories = stories.map((story) => changed.get(story.ticket.id) ?? story);
      problems++;
    }
    stories = withToolRuns(stories, tools, unit);
    for (const story of stories) putStory(unit, desk, story);
    putViews(unit);
    const groups = putTeam(unit, actor, stories);
    putRota(unit, contacts.people, groups);
    putAssets(unit, stories, contacts);
    putVisit(unit, contacts.sites);
    putChecks(unit, actor, contacts);
    const services = putServices(unit, desk.records, actor, contacts.organisations);
    putDocuments(unit, actor, contacts, services, files);
    putQualifications(unit, actor);
    putLibrary(unit, library, { stories, now, ulidAt: ulids });
    putTraining(unit, actor, library, groups, ulids);
    putAlerts(unit, rules);
    putTools(unit, actor, tools);
    const articles = library.articles.length;
    const entries = stories.reduce((sum, { scenes }) => sum + scenes.length, 0);
    unit.audit({ action: 'sample.fill', object: null, after: { tickets: plots.length, entries, problems, articles } });
    return succeed(null);
  });
  files.letGo();
  if (!filled.ok) throw new StoreError('storage.failed', filled.failure.message);
};
