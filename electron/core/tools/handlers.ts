/**
 * The tool registry: what may be run, who approved it on this laptop, and running it from a ticket. Programs are started here and nowhere else in
 * the console; what a tool is stands in `shared/tools`.
 */
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed, type Json, type Result } from '#shared/base/result.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { mayRunTool } from '#shared/tools/access.ts';
import { planArgv } from '#shared/tools/argv.ts';
import type { Standing } from '#shared/tools/approval.ts';
import type { ListedTool, Tool } from '#shared/tools/operations.ts';
import { offeredFacts } from '#shared/tools/sources.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import type { Begin } from '../first-list.ts';
import { noteDenial } from '../note-denial.ts';
import type { Platform } from '../ports.ts';
import { actorOf, type Session } from '../session.ts';
import { approvalHandlers, type ApprovalOperation } from './approval-handlers.ts';
import { closeLook, findProgram, lookAt } from './look.ts';
import { toolPlatform } from './platform.ts';
import { recordLost } from './run-records.ts';
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
  const standings = new Standings(desk, platform);
  const runs = new Runs(desk, { ...deps, platform });
  // What is started before that work begins is at work, and not lost.
  const unended = Array.from(records.ids('toolRun'));
  deps.begin(() => void recordLost(desk, unended));

  const listed = async (tool: Tool): Promise<ListedTool> => ({ ...tool, standing: await standings.of(tool) });

  return {
    ...approvalHandlers(desk, { shelf, listed, platform, chooseFile: deps.platform.chooseFile, confirm: deps.confirm }),

    'tools.list': async () => {
      const tools: ListedTool[] = [];
      for (const tool of shelf.all()) tools.push(await listed(tool));
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

    'tools.run': async ({ toolId, ticketId, values, argv: shown }, { session }) => {
      const tool = shelf.find(toolId);
      if (!tool?.isActive) return notFound('tool', toolId);
      const { definition } = tool;
      if (!mayRunTool(session.roles, definition.neededRole))
        return noteDenial(
          desk,
          session,
          { operation: 'tools.run', object: { type: 'tool', id: toolId, number: null } },
          refuse('tool.role', `this tool needs ${definition.neededRole}`, { role: definition.neededRole }),
        );
      if (desk.isPractice) return refuse('tool.training', 'a training desk starts nothing');
      const { argv, problems } = planArgv(definition, platform, values);
      if (Object.keys(problems).length > 0) return refuse('tool.values', 'a value cannot be taken', { problems });
      const looked = await lookAt(definition, platform);
      if (!looked.ok) return refuseStanding(looked.standing);
      try {
        const standing = standingOf(desk, tool, looked.look);
        if (standing.state !== 'approved') return refuseStanding(standing);
        const plain = argv.map(({ text }) => text);
        if (!sameArgv(shown, [looked.look.approvable.program.path, ...plain]))
          return refuse('tool.not-as-shown', 'this is another command than was shown');
        return await runs.start({ actor: actorOf(session), tool, ticketId, look: looked.look, argv: plain });
      } finally {
        await closeLook(looked.look);
      }
    },

    'tools.cancel': async ({ runId }, { session }) =>
      noteDenial(
        desk,
        session,
        { operation: 'tools.cancel', object: { type: 'toolRun', id: runId, number: null } },
        await runs.cancel(runId, actorOf(session)),
      ),

    'tools.runs': ({ ticketId }) => succeed(runs.ofTicket(ticketId)),
  };
};
