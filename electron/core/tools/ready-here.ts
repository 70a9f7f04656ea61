import type { Approvable } from '#shared/tools/approval.ts';
import { closeLook, lookAt } from './look.ts';
import { toolPlatform } from './platform.ts';
import { shippedTools, type ShippedTool } from './shipped.ts';

export interface ReadyTool extends ShippedTool {
  /** What an approval would be about; null where its program is not on this laptop. */
  readonly approvable: Approvable | null;
}

/** The shipped tools, each with what can be approved of it here. */
export const toolsReadyHere = async (): Promise<readonly ReadyTool[]> => {
  const platform = toolPlatform(process.platform);
  const ready: ReadyTool[] = [];
  for (const tool of shippedTools()) {
    const looked = await lookAt(tool.definition, platform);
    if (looked.ok) await closeLook(looked.look);
    ready.push({ ...tool, approvable: looked.ok ? looked.look.approvable : null });
  }
  return ready;
};
