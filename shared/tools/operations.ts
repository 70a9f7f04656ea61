import * as z from 'zod';
import { command, query } from '../contract/operation.ts';
import type { InLanguages } from '../services/service.ts';
import type { Inspection, Standing, ToolApproval } from './approval.ts';
import { MAX_ARGUMENTS, MAX_FILES, MAX_PARAMETERS, MAX_TOOL_PATH } from './limits.ts';
import type { RunOutcome } from './run.ts';
import { toolDefinition } from './schema.ts';
import type { TicketFact } from './sources.ts';
import type { ToolDefinition, ToolPlatform } from './tool.ts';

const idOf = (type: string) => z.string().regex(new RegExp(`^${type}:[0-9A-HJKMNP-TV-Z]{26}$`));
const toolId = idOf('tool');
const ticketId = idOf('ticket');
const runId = idOf('toolRun');
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const values = z
  .record(z.string().max(40), z.string().max(MAX_TOOL_PATH))
  .refine((all) => Object.keys(all).length <= MAX_PARAMETERS);

export interface Tool {
  readonly id: string;
  /** 0 for a shipped one that was never changed here. */
  readonly revision: number;
  readonly isShipped: boolean;
  readonly isActive: boolean;
  readonly definition: ToolDefinition;
}

/** A tool in a list, with what holds of it now on this laptop. */
export interface ListedTool extends Tool {
  readonly standing: Standing;
}

/** A definition as it was approved on this laptop last. */
export interface ApprovedDefinition {
  readonly definition: ToolApproval['definition'];
  readonly by: string;
  readonly at: string;
}

export interface ToolList {
  readonly platform: ToolPlatform;
  /** On a training desk nothing is started for real. */
  readonly isPractice: boolean;
  readonly tools: readonly ListedTool[];
}

/** A run that is under way, or has just ended. */
export interface RunState {
  readonly runId: string;
  readonly toolId: string;
  readonly ticketId: string;
  readonly name: InLanguages;
  readonly argv: readonly string[];
  readonly startedAt: string;
  readonly timeLimitS: number;
  /** User id of who started it. */
  readonly startedBy: string;
  /** Null while it runs. */
  readonly outcome: RunOutcome | null;
  /** Null while it runs, and where its end was not seen. */
  readonly durationMs: number | null;
  /** It goes on from before the console was last opened: nothing that it writes is read any more, and it can be ended. */
  readonly isLeftBehind: boolean;
  readonly exitCode: number | null;
  /** The newest of what it wrote, as plain text; `writtenBytes` tells of how much. */
  readonly text: string;
  readonly writtenBytes: number;
  /** What it wrote before `text` is not shown here. */
  readonly isCut: boolean;
}

/** What stands between the person and the start of a tool on a ticket. */
export interface Prepared {
  readonly tool: ListedTool;
  readonly platform: ToolPlatform;
  /** Path of the program; null where none is approved. */
  readonly program: string | null;
  /** By name of the parameter, the best first. */
  readonly offered: Readonly<Record<string, readonly TicketFact[]>>;
}

export const toolOperations = {
  'tools.list': query('tools.read', z.strictObject({})).returns<ToolList>(),
  /** Refused as `tool.invalid` { problems }, `tool.too-many` { most }, `record.stale`. The tool has to be approved anew. */
  'tools.save': command(
    'tools.manage',
    z.strictObject({ toolId: toolId.nullable(), seen: z.int().min(0).nullable(), definition: toolDefinition }),
  ).returns<ListedTool>(),
  'tools.setActive': command('tools.manage', z.strictObject({ toolId, isActive: z.boolean() })).returns<ListedTool>(),
  /** Null where nobody has approved it on this laptop. */
  'tools.approved': query('tools.read', z.strictObject({ toolId })).returns<ApprovedDefinition | null>(),
  /** What an approval now would be about: reads the program and every file of the tool, whole. Refused as `tool.not-ready` { standing }. */
  'tools.inspect': query('tools.manage', z.strictObject({ toolId })).returns<Inspection>(),
  /**
   * Takes the passphrase of who approves, and the hashes that they saw: `tool.not-as-shown` if anything is another by now. Counts on this
   * laptop only.
   */
  'tools.approve': command(
    'tools.manage',
    z.strictObject({
      toolId,
      passphrase: z.string().min(1).max(1024),
      definitionSha256: hash,
      programSha256: hash,
      /** As `fileHashesOf` gives them. */
      fileHashes: z.array(hash).max(MAX_FILES * 2 + MAX_ARGUMENTS),
    }),
  ).returns<ListedTool>(),
  'tools.withdraw': command('tools.manage', z.strictObject({ toolId })).returns<ListedTool>(),
  'tools.choosePath': command('tools.manage', z.strictObject({})).returns<string | null>(),
  'tools.prepare': query('tools.run', z.strictObject({ toolId, ticketId })).returns<Prepared>(),
  /**
   * Starts it; `argv` is the whole command as the person saw it, the program first: refused as `tool.not-as-shown` if it would be another one. Also
   * `tool.not-approved` { changes }, `tool.not-ready`, `tool.values` { problems }, `tool.training`, `tool.too-many-running` { most },
   * `tool.already-running` { name } where the same command whose output is read still runs, `tool.role` { role }, `tool.not-started` { errno }.
   */
  'tools.run': command(
    'tools.run',
    z.strictObject({
      toolId,
      ticketId,
      values,
      argv: z
        .array(z.string().max(MAX_TOOL_PATH * 2))
        .min(1)
        .max(MAX_ARGUMENTS + 1),
    }),
  ).returns<RunState>(),
  /** Ends it and all that it started. Refused as `tool.role` { role } to who neither started it nor may start it. */
  'tools.cancel': command('tools.run', z.strictObject({ runId })).returns<null>(),
  /** The runs of a ticket that are under way or have just ended, the newest first. */
  'tools.runs': query('tools.read', z.strictObject({ ticketId })).returns<readonly RunState[]>(),
};
