import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '#shared/accounts/roles.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import { fileHashesOf } from '#shared/tools/approval.ts';
import type { Standing } from '#shared/tools/approval.ts';
import type { RunState } from '#shared/tools/operations.ts';
import type { ToolRunEvent } from '#shared/tools/run.ts';
import type { ToolDefinition } from '#shared/tools/tool.ts';
import type { Desk } from '#core/desk.ts';
import type { Begin } from '#core/first-list.ts';
import { blobContent } from '#core/stored-files.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import { diskLimits, type DiskLimits } from '#core/tools/disk-watch.ts';
import { toolHandlers } from '#core/tools/handlers.ts';
import { deskFolder, type DeskFolder } from './desk-folder.ts';
import { contextOf } from './session-context.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { plainRules } from '#core/tickets/ticket-commands.ts';

export const passphrase = 'quiet harbour lantern 42';

/** A line of the trail. */
export interface TrailEntry {
  readonly action: string;
  readonly actor: string;
  readonly result: string;
  readonly object: { readonly id: string } | null;
  readonly correlation: string | null;
  readonly after: Readonly<Record<string, unknown>>;
}

export interface ToolDesk {
  readonly folder: DeskFolder;
  readonly programs: string;
  readonly notices: Notice[];
  readonly ticketId: string;
  readonly handlers: ReturnType<typeof toolHandlers>;
  readonly admin: ReturnType<typeof contextOf>;
  readonly technician: ReturnType<typeof contextOf>;
  /** Writes a program; answers with its path. */
  program(name: string, text: string): Promise<string>;
  /** Keeps and approves a definition; answers with the id of the tool. */
  approved(definition: ToolDefinition): Promise<string>;
  approve(toolId: string): Promise<Result<unknown>>;
  run(
    toolId: string,
    argv: readonly string[],
    values?: Record<string, string>,
    roles?: readonly Role[],
  ): ReturnType<ToolDesk['handlers']['tools.run']>;
  /** Resolves with what the timeline says of a run, once it does. */
  ended(runId: string): Promise<ToolRunEvent>;
  /** What the timeline says of runs. */
  events(): readonly ToolRunEvent[];
  /** The runs of the ticket that the console knows of, the newest first. */
  runs(handlers?: ToolDesk['handlers']): readonly RunState[];
  /** The file of the ticket that holds an output; empty where there is none. */
  output(sha256: string | null): Promise<string>;
  trail(): Promise<readonly TrailEntry[]>;
  standing(toolId: string): Promise<Standing | undefined>;
  /** `begin` is given what waits for the first list. */
  handlersOn(desk: Desk, begin?: Begin): ToolDesk['handlers'];
  remove(): Promise<void>;
}

export const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok)
    throw new Error(
      `${result.failure.code}: ${result.failure.message} ${JSON.stringify(result.failure.details ?? {})}`,
    );
  return result.value;
};

/** A desk with one ticket, and a folder of programs that tests make. `disk`: what a run may put there. */
export const toolDesk = async (disk: DiskLimits = diskLimits): Promise<ToolDesk> => {
  const folder = await deskFolder();
  const programs = await mkdtemp(join(tmpdir(), 'deskside-programs-'));
  const notices: Notice[] = [];
  const admin = contextOf('Ada Marsh', ['administrator'], 'user:01J0000000000000000000000B');
  const technician = contextOf('Ben Cole');
  const created = await ticketHandlers(folder.desk, plainRules)['tickets.create'](
    {
      kind: 'incident',
      channel: 'phone',
      title: 'Printer',
      description: '',
      impact: 2,
      urgency: 2,
      category: null,
      requester: null,
      draftId: null,
    } as never,
    technician,
  );
  const { ticketId } = valueOf(created) as unknown as { readonly ticketId: string } & Partial<TicketDetail>;
  const waiting = new Set<() => void>();
  const handlersOn = (desk: Desk, begin: Begin = (work) => work()) =>
    toolHandlers(desk, {
      platform: { chooseFile: () => Promise.resolve(undefined) },
      notify: (notice) => {
        notices.push(notice);
        for (const look of waiting) look();
      },
      hold: () => () => undefined,
      timelineOf: (id) => readTimeline(desk.records, id),
      assetsOfTicket: () => [],
      confirm: (_, given) =>
        Promise.resolve(
          given === passphrase ? succeed(null) : refuse('auth.wrong-passphrase', 'the passphrase is wrong'),
        ),
      begin,
      disk,
    });
  const handlers = handlersOn(folder.desk);
  const events = () =>
    readTimeline(folder.desk.records, ticketId).flatMap(({ event }) => (event.kind === 'toolRun' ? [event] : []));
  const approve: ToolDesk['approve'] = async (toolId) => {
    const seen = valueOf(await handlers['tools.inspect']({ toolId }, admin));
    const { definitionSha256, program } = seen;
    const fileHashes = [...fileHashesOf(seen)];
    return handlers['tools.approve'](
      { toolId, passphrase, definitionSha256, programSha256: program.sha256, fileHashes },
      admin,
    );
  };
  return {
    folder,
    programs,
    notices,
    ticketId,
    handlers,
    admin,
    technician,
    approve,
    handlersOn,
    program: async (name, text) => {
      const path = join(programs, name);
      await writeFile(path, text);
      await chmod(path, 0o755);
      return path;
    },
    approved: async (definition) => {
      const { id } = valueOf(await handlers['tools.save']({ toolId: null, seen: null, definition }, admin));
      valueOf(await approve(id));
      return id;
    },
    run: (toolId, argv, values = {}, roles = ['technician']) =>
      handlers['tools.run']({ toolId, ticketId, values, argv: [...argv] }, contextOf('Ben Cole', roles)),
    events,
    runs: (on = handlers) => {
      const answer = on['tools.runs']({ ticketId }, technician);
      return valueOf(answer as Extract<typeof answer, { ok: boolean }>);
    },
    output: async (sha256) =>
      sha256 === null
        ? ''
        : new TextDecoder().decode(await folder.desk.blobs.read(sha256, (blob) => blobContent(blob))),
    trail: async () => {
      const { length } = folder.desk.chainOf(folder.desk.device.id);
      const lines = await folder.desk.readAudit(1, length);
      return lines.map((line) => JSON.parse(line) as TrailEntry);
    },
    standing: async (toolId) => {
      const { tools } = valueOf(await handlers['tools.list']({}, technician));
      return tools.find(({ id }) => id === toolId)?.standing;
    },
    ended: (runId) =>
      new Promise((resolve) => {
        const look = () => {
          const event = events().find((each) => each.runId === runId);
          if (!event) return;
          waiting.delete(look);
          resolve(event);
        };
        waiting.add(look);
        look();
      }),
    remove: async () => {
      await folder.remove();
      await rm(programs, { recursive: true, force: true });
    },
  };
};
