/** What administrators do with tools: write, approve and withdraw them. An approval is a local record: no bundle, backup of others or server ever has one. */
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed, type Json, type Result } from '#shared/base/result.ts';
import { approvalId, fileHashesOf, type ToolApproval } from '#shared/tools/approval.ts';
import { definitionProblems } from '#shared/tools/check.ts';
import { approvedPart } from '#shared/tools/digest.ts';
import { MAX_TOOLS } from '#shared/tools/limits.ts';
import type { ListedTool, Tool } from '#shared/tools/operations.ts';
import type { ToolDefinition, ToolPlatform, ToolRecord } from '#shared/tools/tool.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf, personOf, type Session } from '../session.ts';
import type { AuditNote, Unit } from '../unit.ts';
import { closeLook, lookAt, type Look } from './look.ts';
import { openingsOf } from './openings.ts';
import type { Shelf } from './shelf.ts';

export type ApprovalOperation =
  | 'tools.save'
  | 'tools.setActive'
  | 'tools.approved'
  | 'tools.inspect'
  | 'tools.approve'
  | 'tools.withdraw'
  | 'tools.choosePath';

interface ApprovalDeps {
  readonly shelf: Shelf;
  readonly listed: (tool: Tool) => Promise<ListedTool>;
  readonly platform: ToolPlatform;
  readonly chooseFile: () => Promise<string | undefined>;
  readonly confirm: (session: Session, passphrase: string, action: string) => Promise<Result<null>>;
}

const objectOf = (toolId: string): NonNullable<AuditNote['object']> => ({ type: 'tool', id: toolId, number: null });

const MOST_PROBLEMS = 20;

const recordOf = (
  unit: Unit,
  toolId: string,
  before: Tool | undefined,
  next: Pick<Tool, 'definition' | 'isActive'>,
): ToolRecord => {
  const stored = unit.get<ToolRecord>('tool', toolId);
  const { definition, isActive } = next;
  return {
    ...unit.stamp('tool', toolId),
    ...(stored ? { createdAt: stored.createdAt, createdBy: stored.createdBy, device: stored.device } : {}),
    revision: (before?.revision ?? 0) + 1,
    definition,
    isActive,
  };
};

const refuseProblems = (definition: ToolDefinition): Result<never> | null => {
  const problems = definitionProblems(definition);
  return problems.length === 0
    ? null
    : refuse('tool.invalid', `${problems.length} problems`, {
        problems: problems.slice(0, MOST_PROBLEMS).map(({ code, about }): Json => ({ code, about })),
      });
};

export const approvalHandlers = (desk: Desk, deps: ApprovalDeps): FeatureHandlers<ApprovalOperation> => {
  const { shelf, listed, platform } = deps;

  const answer = async (toolId: string): Promise<Result<ListedTool>> => {
    const tool = shelf.find(toolId);
    return tool ? succeed(await listed(tool)) : notFound('tool', toolId);
  };

  const inspect = async ({ definition }: Tool): Promise<Result<Look>> => {
    const looked = await lookAt(definition, platform);
    if (!looked.ok)
      return refuse('tool.not-ready', `the tool is ${looked.standing.state}`, { standing: looked.standing.state });
    await closeLook(looked.look);
    return succeed(looked.look);
  };

  return {
    'tools.save': async ({ toolId, seen, definition }, { session }) => {
      const refused = refuseProblems(definition);
      if (refused) return refused;
      const saved = await desk.commit(actorOf(session), (unit) => {
        const before = toolId === null ? undefined : shelf.find(toolId);
        if (toolId !== null && !before) return notFound('tool', toolId);
        if (before && before.revision !== seen)
          return refuse('record.stale', `revision ${before.revision} holds`, { seen, current: before.revision });
        if (toolId === null && shelf.all().length >= MAX_TOOLS)
          return refuse('tool.too-many', `there are ${MAX_TOOLS} tools`, { most: MAX_TOOLS });
        const { articleId } = definition.guide;
        if (articleId !== null && !unit.get('article', articleId)) return notFound('article', articleId);
        const id = toolId ?? unit.newId('tool');
        unit.write('tool.save', recordOf(unit, id, before, { definition, isActive: before?.isActive ?? true }));
        return succeed(id);
      });
      return saved.ok ? answer(saved.value) : saved;
    },

    'tools.setActive': async ({ toolId, isActive }, { session }) => {
      const done = await desk.commit(actorOf(session), (unit) => {
        const before = shelf.find(toolId);
        if (!before) return notFound('tool', toolId);
        if (before.isActive !== isActive)
          unit.write('tool.setActive', recordOf(unit, toolId, before, { definition: before.definition, isActive }));
        return succeed(null);
      });
      return done.ok ? answer(toolId) : done;
    },

    'tools.approved': ({ toolId }) => {
      const approval = desk.records.get<ToolApproval>('toolApproval', approvalId(toolId));
      if (!approval) return succeed(null);
      const { definition, by, at } = approval;
      return succeed({ definition, by: by.name, at });
    },

    'tools.inspect': async ({ toolId }) => {
      const tool = shelf.find(toolId);
      if (!tool) return notFound('tool', toolId);
      const found = await inspect(tool);
      if (!found.ok) return found;
      return succeed({ ...found.value.approvable, ...(await openingsOf(tool.definition, found.value)) });
    },

    'tools.approve': async ({ toolId, passphrase, definitionSha256, programSha256, fileHashes }, { session }) => {
      const confirmed = await deps.confirm(session, passphrase, 'tool.approve');
      if (!confirmed.ok) return confirmed;
      const tool = shelf.find(toolId);
      if (!tool) return notFound('tool', toolId);
      const found = await inspect(tool);
      if (!found.ok) return found;
      const now = found.value.approvable;
      const isAsShown =
        now.definitionSha256 === definitionSha256 &&
        now.program.sha256 === programSha256 &&
        fileHashesOf(now).join() === fileHashes.join();
      if (!isAsShown) return refuse('tool.not-as-shown', 'something is another than was shown');
      const done = await desk.commit(actorOf(session), (unit) => {
        // Reading files took a while: somebody may have saved another definition meanwhile.
        if (shelf.find(toolId)?.revision !== tool.revision)
          return refuse('tool.not-as-shown', 'the definition was changed meanwhile');
        const approval: ToolApproval = {
          ...unit.stamp('toolApproval', approvalId(toolId)),
          ...now,
          toolId,
          definition: approvedPart(tool.definition),
          by: personOf(session),
          at: unit.at,
        };
        const before = unit.get<ToolApproval>('toolApproval', approval.id);
        unit.putLocal(approval);
        unit.audit({
          action: 'tool.approve',
          object: objectOf(toolId),
          ...unit.difference('toolApproval', toolId, before, approval),
        });
        return succeed(null);
      });
      return done.ok ? answer(toolId) : done;
    },

    'tools.withdraw': async ({ toolId }, { session }) => {
      const done = await desk.commit(actorOf(session), (unit) => {
        const approval = unit.get<ToolApproval>('toolApproval', approvalId(toolId));
        if (!approval) return notFound('toolApproval', approvalId(toolId));
        unit.removeLocal(approval.id);
        const object = objectOf(toolId);
        unit.audit({
          action: 'tool.withdraw',
          object,
          ...unit.difference('toolApproval', toolId, approval, undefined),
        });
        return succeed(null);
      });
      return done.ok ? answer(toolId) : done;
    },

    'tools.choosePath': async () => succeed((await deps.chooseFile()) ?? null),
  };
};
