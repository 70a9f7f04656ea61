import { dirname } from 'node:path';
import { approvalId, changesSince, type Standing, type ToolApproval } from '#shared/tools/approval.ts';
import { approvedPart } from '#shared/tools/digest.ts';
import type { Tool } from '#shared/tools/operations.ts';
import type { ToolPlatform } from '#shared/tools/tool.ts';
import type { Desk } from '../desk.ts';
import { glance } from './held-file.ts';
import { glanceAtFolder } from './held-folder.ts';
import { closeLook, definitionHash, findProgram, lookAt, type Look } from './look.ts';
import { startedPrograms } from './started-programs.ts';

/** What is told of a tool that was looked at: approved, or why not. */
export const standingOf = (desk: Desk, tool: Tool, { approvable }: Pick<Look, 'approvable'>): Standing => {
  const approval = desk.records.get<ToolApproval>('toolApproval', approvalId(tool.id));
  if (!approval) return { state: 'unapproved' };
  const changes = changesSince(approval, approvable, approvedPart(tool.definition), desk.device.id);
  if (changes.length > 0) return { state: 'changed', changes };
  return { state: 'approved', at: approval.at, by: approval.by.name };
};

type Seen = Pick<Look, 'approvable'> | Standing;

/** How long a list waits for one tool, ms: a disk may be slow, or a drive of the network gone. */
const PATIENCE_MS = 1_500;
/** Tools that are looked at side by side: each holds its files open. */
const AT_ONCE = 4;

/**
 * Standings for lists. A file that seems untouched since it was read is not read again, so that a list comes at once; what starts a tool
 * never asks here.
 */
export class Standings {
  readonly #desk: Desk;
  readonly #platform: ToolPlatform;
  readonly #onLate: () => void;
  readonly #known = new Map<string, { readonly key: string; readonly seen: Seen }>();
  /** Looks under way that a list did not wait for, and what came of them: the next list takes that and does not begin anew. */
  readonly #late = new Map<string, { seen: Seen | undefined }>();

  /** `onLate` is called when something is known that a list could not wait for. */
  constructor(desk: Desk, platform: ToolPlatform, onLate: () => void) {
    this.#desk = desk;
    this.#platform = platform;
    this.#onLate = onLate;
  }

  /** However long it takes. */
  async of(tool: Tool): Promise<Standing> {
    return this.#standing(tool, await this.#look(tool));
  }

  /** In the order of the tools; `reading` for those that take too long. */
  async ofAll(tools: readonly Tool[], patienceMs: number = PATIENCE_MS): Promise<readonly Standing[]> {
    const standings: Standing[] = [];
    const left = [...tools.entries()];
    const work = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) {
        const [at, tool] = next;
        const seen = await this.#inTime(tool, patienceMs);
        standings[at] = seen ? this.#standing(tool, seen) : { state: 'reading' };
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return standings;
  }

  async #inTime(tool: Tool, patienceMs: number): Promise<Seen | undefined> {
    const id = `${tool.id} ${tool.revision}`;
    const late = this.#late.get(id);
    if (late) {
      if (late.seen) this.#late.delete(id);
      return late.seen;
    }
    const looking = this.#look(tool);
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), patienceMs);
    });
    const seen = await Promise.race([looking, tooLong]);
    clearTimeout(timer);
    if (seen) return seen;
    const waiting: { seen: Seen | undefined } = { seen: undefined };
    this.#late.set(id, waiting);
    void looking.then((found) => {
      waiting.seen = found;
      this.#onLate();
    });
    return undefined;
  }

  #standing(tool: Tool, seen: Seen): Standing {
    return 'approvable' in seen ? standingOf(this.#desk, tool, seen) : seen;
  }

  async #look(tool: Tool): Promise<Seen> {
    const key = await this.#keyOf(tool);
    const known = this.#known.get(tool.id);
    const seen = known?.key === key ? known.seen : await this.#read(tool);
    this.#known.set(tool.id, { key, seen });
    return seen;
  }

  async #keyOf({ definition }: Tool): Promise<string> {
    const { path } = await findProgram(definition, this.#platform);
    const started = await startedPrograms(definition, this.#platform);
    const files = definition.files.filter((file) => file.path !== '');
    const paths = [...(path === null ? [] : [path]), ...started, ...files.map((file) => file.path)];
    const folders = files.filter(({ scope }) => scope === 'folder').map((file) => dirname(file.path));
    const glances = await Promise.all([...paths.map(glance), ...folders.map(glanceAtFolder)]);
    return [definitionHash(definition), path ?? '', ...started, ...glances.map((each) => each ?? '-')].join('\n');
  }

  async #read({ definition }: Tool): Promise<Seen> {
    const looked = await lookAt(definition, this.#platform);
    if (!looked.ok) return looked.standing;
    await closeLook(looked.look);
    return { approvable: looked.look.approvable };
  }
}
