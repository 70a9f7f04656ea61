import { approvalId, type Approvable, type ToolApproval } from '#shared/tools/approval.ts';
import { planArgv } from '#shared/tools/argv.ts';
import { approvedPart } from '#shared/tools/digest.ts';
import type { RunOutcome, ToolRunEvent } from '#shared/tools/run.ts';
import type { ToolDefinition } from '#shared/tools/tool.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { Actor } from '../session.ts';
import type { Unit } from '../unit.ts';
import type { Scene, Story } from './story.ts';

/** A tool that ships, with what can be approved of it on this laptop. */
export interface SampleTool {
  readonly id: string;
  readonly definition: ToolDefinition;
  readonly approvable: Approvable | null;
}

const APPROVED = 2;

/** On one ticket each: which tool, with what, and how that ended. */
const runs: readonly {
  readonly tool: string;
  readonly values: Readonly<Record<string, string>>;
  readonly outcome: RunOutcome;
  readonly exitCode: number | null;
  readonly durationMs: number;
}[] = [
  { tool: 'Ping', values: { host: '192.0.2.20', count: '4' }, outcome: 'finished', exitCode: 0, durationMs: 3_080 },
  {
    tool: 'SSH: state',
    values: { host: 'print-01.example', port: '22', user: 'ops', question: 'df -h' },
    outcome: 'finished',
    exitCode: 0,
    durationMs: 1_420,
  },
  {
    tool: 'Trace route',
    values: { host: '198.51.100.7' },
    outcome: 'timed-out',
    exitCode: null,
    durationMs: 180_000,
  },
];

const asked = (tools: readonly SampleTool[], name: string): SampleTool | undefined =>
  tools.find(({ definition }) => definition.name.en.startsWith(name));

/** Two tools are approved, those that the past runs are of first; none where no program of one is on this laptop. */
export const putTools = (unit: Unit, actor: Actor, tools: readonly SampleTool[]): void => {
  const used = runs.flatMap(({ tool }) => asked(tools, tool) ?? []);
  const able = [...new Set([...used, ...tools])].filter(({ approvable }) => approvable !== null);
  for (const { id, definition, approvable } of able.slice(0, APPROVED)) {
    if (!approvable) continue;
    const approval: ToolApproval = {
      ...unit.stamp('toolApproval', approvalId(id)),
      ...approvable,
      toolId: id,
      definition: approvedPart(definition),
      by: { id: actor.id, name: actor.name },
      at: unit.at,
    };
    unit.putLocal(approval);
  }
};

/** Before the last thing that happened, by who did that. */
const withRun = (story: Story, event: Omit<ToolRunEvent, 'startedAt' | 'runId'>, runId: string): Story => {
  const last = story.scenes.at(-1);
  const before = story.scenes.at(-2);
  if (!last || !before) return story;
  const at = Math.floor((before.at + last.at) / 2);
  const run: ToolRunEvent = { ...event, runId, startedAt: new Date(at - (event.durationMs ?? 0)).toISOString() };
  const scene: Scene = { at, by: last.by, event: run };
  return { ...story, scenes: [...story.scenes.slice(0, -1), scene, last] };
};

/** A few past runs on tickets that are solved. */
export const withToolRuns = (
  stories: readonly Story[],
  tools: readonly SampleTool[],
  unit: Pick<Unit, 'newId'>,
): readonly Story[] => {
  const changed = new Map<string, Story>();
  const solved = stories.filter(
    ({ ticket, scenes }) => !isOpen(ticket.state) && scenes.length > 4 && scenes.at(-1)?.by.id !== null,
  );
  for (const [at, { tool: name, values, ...end }] of runs.entries()) {
    const story = solved[at * 3];
    const tool = asked(tools, name);
    if (!story || !tool) continue;
    const { id, definition, approvable } = tool;
    const platform = approvable?.platform ?? 'linux';
    const program =
      approvable?.program.path ?? definition.variants.find((each) => each.platform === platform)?.programs[0];
    const event = {
      kind: 'toolRun',
      toolId: id,
      name: definition.name,
      argv: [program ?? '', ...planArgv(definition, platform, values).argv.map(({ text }) => text)],
      ...end,
      signal: end.outcome === 'timed-out' ? 'SIGTERM' : null,
      definitionSha256: approvable?.definitionSha256 ?? '0'.repeat(64),
      programSha256: approvable?.program.sha256 ?? '0'.repeat(64),
      outputSha256: null,
      outputBytes: 0,
    } as const;
    changed.set(story.ticket.id, withRun(story, event, unit.newId('toolRun')));
  }
  return stories.map((story) => changed.get(story.ticket.id) ?? story);
};
