import type { DiagnosticOf } from '#shared/checks/diagnostic.ts';
import { facts, type Found, type Probe } from '../probe.ts';
import type { LaptopSystem } from '../systems/laptop-system.ts';

/** What whoever keeps the services of this laptop says of one. */
export const lookAtService = async (
  { name }: DiagnosticOf<'service'>,
  probe: Probe,
  system: LaptopSystem,
): Promise<Found> => {
  probe.tell('asking', name);
  const said = await system.service(name, probe);
  return { ...said, facts: [...facts(['unit', name]), ...said.facts] };
};
