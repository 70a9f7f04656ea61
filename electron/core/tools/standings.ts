import { approvalId, changesSince, type Standing, type ToolApproval } from '#shared/tools/approval.ts';
import { approvedPart } from '#shared/tools/digest.ts';
import type { Tool } from '#shared/tools/operations.ts';
import type { ToolPlatform } from '#shared/tools/tool.ts';
import type { Desk } from '../desk.ts';
import { glance } from './held-file.ts';
import { closeLook, definitionHash, findProgram, lookAt, type Look } from './look.ts';

/** What is told of a tool that was looked at: approved, or why not. */
export const standingOf = (desk: Desk, tool: Tool, { approvable }: Pick<Look, 'approvable'>): Standing => {
  const approval = desk.records.get<ToolApproval>('toolApproval', approvalId(tool.id));
  if (!approval) return { state: 'unapproved' };
  const changes = changesSince(approval, approvable, approvedPart(tool.definition), desk.device.id);
  if (changes.length > 0) return { state: 'changed', changes };
  return { state: 'approved', at: approval.at, by: approval.by.name };
};

/**
 * Standings for lists. A file that seems untouched since it was read is not read again, so that a list comes at once; what starts a tool
 * never asks here. Only what was read is kept: a fault costs nothing to see again, and may be gone.
 */
export class Standings {
  readonly #desk: Desk;
  readonly #platform: ToolPlatform;
  readonly #known = new Map<string, { readonly key: string; readonly seen: Pick<Look, 'approvable'> }>();

  constructor(desk: Desk, platform: ToolPlatform) {
    this.#desk = desk;
    this.#platform = platform;
  }

  async of(tool: Tool): Promise<Standing> {
    const key = await this.#keyOf(tool);
    const known = this.#known.get(tool.id);
    const seen = known?.key === key ? known.seen : await this.#read(tool);
    if (!('approvable' in seen)) return seen;
    this.#known.set(tool.id, { key, seen });
    return standingOf(this.#desk, tool, seen);
  }

  async #keyOf({ definition }: Tool): Promise<string> {
    const { path } = await findProgram(definition, this.#platform);
    const paths = [...(path === null ? [] : [path]), ...definition.files.map((file) => file.path)];
    const glances = await Promise.all(paths.filter((each) => each !== '').map(glance));
    return [definitionHash(definition), path ?? '', ...glances.map((each) => each ?? '-')].join('\n');
  }

  async #read({ definition }: Tool): Promise<Pick<Look, 'approvable'> | Standing> {
    const looked = await lookAt(definition, this.#platform);
    if (!looked.ok) return looked.standing;
    await closeLook(looked.look);
    return { approvable: looked.look.approvable };
  }
}
