/**
 * The tool registry: what may be run, who approved it on this laptop, and running it from a ticket. Programs are started here and nowhere else in
 * the console; what a tool is stands in `shared/tools`.
 */
import type { User } from '#shared/accounts/user.ts';
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed, type Json, type Result } from '#shared/base/result.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { mayRunTool } from '#shared/tools/access.ts';
import { planArgv, type PlannedArgv } from '#shared/tools/argv.ts';
import type { Standing } from '#shared/tools/approval.ts';
import type { ListedTool, RunState, Tool } from '#shared/tools/operations.ts';
import type { ToolDefinition } from '#shared/tools/tool.ts';
import { offeredFacts } from '#shared/tools/sources.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import type { Begin } from '../first-list.ts';
import { noteDenial } from '../note-denial.ts';
import type { Platform } from '../ports.ts';
import { actorOf, type Session } from '../session.ts';
import { approvalHandlers, type ApprovalOperation } from './approval-handlers.ts';
import type { Secrets } from './launch.ts';
import { LeftBehind } from './left-behind.ts';
import { closeLook, definitionHash, findProgram, lookAt } from './look.ts';
import { toolPlatform } from './platform.ts';
import { Runs, type RunDeps } from './runs.ts';
import { Shelf } from './shelf.ts';
import { standingOf, Standings } from './standings.ts';
import { ticketFacts } from './ticket-facts.ts';

type ToolOperation = ApprovalOperation | 'tools.list' | 'tools.prepare' | 'tools.run' | 'tools.cancel' | 'tools.runs';

export interface ToolDeps extends Omit<RunDeps, 'platform'> {
  readonly platform: Pick<Platform, 'chooseFile'>;
  readonly assetsOfTicket: (ticketId: string) => readonly string[];
  /** Tries a passphrase of who is signed in, counted and paced as at sign-in. `action` is what a failure is called in the trail. */
  readonly confirm: (session: Session, passphrase: string, action: string) => Promise<Result<null>>;
  readonly begin: Begin;
}

/** What was typed for secret parameters, by the way that each is given. */
const secretsOf = ({ parameters }: ToolDefinition, values: RunInput['values']): Secrets => {
  let input: string | null = null;
  const environment: Record<string, string> = {};
  for (const { name, secret } of parameters) {
    const value = Object.hasOwn(values, name) ? (values[name] ?? '') : '';
    if (!secret || value === '') continue;
    if (secret.by === 'input') input = value;
    else environment[secret.variable] = value;
  }
  return { input, environment };
};

type RunInput = ParsedInputOf<'tools.run'>;

const sameArgv = (shown: readonly string[], now: readonly string[]): boolean =>
  shown.length === now.length && shown.every((argument, at) => argument === now[at]);

/** Why a tool that was looked at does not run. */
const refuseStanding = (standing: Standing): Result<never> =>
  standing.state === 'changed' || standing.state === 'unapproved'
    ? refuse('tool.not-approved', `the tool is ${standing.state}`, {
        changes: standing.state === 'changed' ? standing.changes.map(({ what }): Json => what) : [],
      })
    : refuse('tool.not-ready', `the tool is ${standing.state}`, { standing: standing.state });

export const toolHandlers = (desk: Desk, deps: ToolDeps): FeatureHandlers<ToolOperation> => {
  const { records } = desk;
  const platform = toolPlatform(process.platform);
  const shelf = new Shelf(desk);
  const standings = new Standings(desk, platform, () => deps.notify({ name: 'tools.changed' }));
  const runs = new Runs(desk, { ...deps, platform });
  // What is started before that work begins is at work, and not lost.
  const unended = Array.from(records.ids('toolRun'));
  const leftBehind = new LeftBehind(desk, {
    notify: deps.notify,
    roleOf: (toolId) => shelf.find(toolId)?.definition.neededRole ?? 'administrator',
  });
  deps.begin(() => void leftBehind.takeUp(unended));

  const listed = async (tool: Tool): Promise<ListedTool> => ({ ...tool, standing: await standings.of(tool) });

  const run = async (
    { toolId, ticketId, values, argv: shown }: RunInput,
    session: Session,
  ): Promise<Result<RunState>> => {
    const tool = shelf.find(toolId);
    if (!tool?.isActive) return notFound('tool', toolId);
    const { definition } = tool;
    if (!mayRunTool(session.roles, definition.neededRole))
      return refuse('tool.role', `this tool needs ${definition.neededRole}`, { role: definition.neededRole });
    if (desk.isPractice) return refuse('tool.training', 'a training desk starts nothing');
    const plan = planArgv(definition, platform, values);
    const { problems } = plan;
    if (Object.keys(problems).length > 0) return refuse('tool.values', 'a value cannot be taken', { problems });
    const looked = await lookAt(definition, platform);
    if (!looked.ok) return refuseStanding(looked.standing);
    try {
      const standing = standingOf(desk, tool, looked.look);
      if (standing.state !== 'approved') return refuseStanding(standing);
      const textsOf = ({ argv: planned }: PlannedArgv) => planned.map(({ text }) => text);
      const plain = textsOf(plan);
      if (!sameArgv(shown, [looked.look.approvable.program.path, ...plain]))
        return refuse('tool.not-as-shown', 'this is another command than was shown');
      const argvWith = (copies: ReadonlyMap<string, string>) => {
        const files = definition.files.map((file) => ({ ...file, path: copies.get(file.name) ?? file.path }));
        return textsOf(planArgv({ ...definition, files }, platform, values));
      };
      const { look } = looked;
      const left = definition.mode === 'captured' ? leftBehind.starterOf(shown) : undefined;
      if (left !== undefined)
        return refuse('tool.already-running', 'one left behind runs the same', {
          name: records.get<User>('user', left)?.displayName ?? '–',
        });
      // Reading it took a while: in another window somebody may have taken it back, or out of use, or saved another.
      const mayStart = (): Result<null> => {
        const now = shelf.find(toolId);
        if (!now?.isActive) return notFound('tool', toolId);
        const still = standingOf(desk, now, {
          approvable: { ...look.approvable, definitionSha256: definitionHash(now.definition) },
        });
        return still.state === 'approved' ? succeed(null) : refuseStanding(still);
      };
      const secrets = secretsOf(definition, values);
      return await runs.start({ actor: actorOf(session), tool, ticketId, look, argvWith, secrets, mayStart });
    } finally {
      await closeLook(looked.look);
    }
  };

  return {
    ...approvalHandlers(desk, { shelf, listed, platform, chooseFile: deps.platform.chooseFile, confirm: deps.confirm }),

    'tools.list': async () => {
      const all = shelf.all();
      const found = await standings.ofAll(all);
      const tools = all.map((tool, at): ListedTool => ({ ...tool, standing: found[at] ?? { state: 'reading' } }));
      return succeed({ platform, isPractice: desk.isPractice, tools });
    },

    'tools.prepare': async ({ toolId, ticketId }) => {
      const tool = shelf.find(toolId);
      if (!tool) return notFound('tool', toolId);
      const ticket = records.get<Ticket>('ticket', ticketId);
      if (!ticket) return notFound('ticket', ticketId);
      const facts = ticketFacts(records, ticket, deps.assetsOfTicket(ticketId));
      const { path } = await findProgram(tool.definition, platform);
      const offered = Object.fromEntries(
        tool.definition.parameters.map(
          (parameter) => [parameter.name, offeredFacts(parameter, facts, platform)] as const,
        ),
      );
      return succeed({ tool: await listed(tool), platform, program: path, offered });
    },

    'tools.run': async (input, { session }) =>
      noteDenial(
        desk,
        session,
        { operation: 'tools.run', object: { type: 'tool', id: input.toolId, number: null } },
        await run(input, session),
      ),

    'tools.cancel': async ({ runId }, { session }) =>
      noteDenial(
        desk,
        session,
        { operation: 'tools.cancel', object: { type: 'toolRun', id: runId, number: null } },
        (await leftBehind.cancel(runId, actorOf(session))) ?? (await runs.cancel(runId, actorOf(session))),
      ),

    'tools.runs': ({ ticketId }) => succeed([...runs.ofTicket(ticketId), ...leftBehind.ofTicket(ticketId)]),
  };
};
