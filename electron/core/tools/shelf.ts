import type { Tool } from '#shared/tools/operations.ts';
import type { ToolRecord } from '#shared/tools/tool.ts';
import type { Desk } from '../desk.ts';
import { shippedTools, type ShippedTool } from './shipped.ts';

const asShipped = ({ id, definition }: ShippedTool): Tool => ({
  id,
  revision: 0,
  isShipped: true,
  isActive: true,
  definition,
});

/** The tools of a desk: the shipped ones, as this desk has changed them, and its own. */
export class Shelf {
  readonly #desk: Pick<Desk, 'records'>;

  constructor(desk: Pick<Desk, 'records'>) {
    this.#desk = desk;
  }

  find(toolId: string): Tool | undefined {
    const record = this.#desk.records.get<ToolRecord>('tool', toolId);
    const shipped = shippedTools().find(({ id }) => id === toolId);
    if (!record) return shipped && asShipped(shipped);
    const { id, revision, isActive, definition } = record;
    return { id, revision, isShipped: shipped !== undefined, isActive, definition };
  }

  /** Shipped ones first, in their order. */
  all(): readonly Tool[] {
    const shipped = shippedTools().map(({ id }) => id);
    const own = [...this.#desk.records.ids('tool')].filter((id) => !shipped.includes(id)).toSorted();
    return [...shipped, ...own].flatMap((id) => this.find(id) ?? []);
  }
}
