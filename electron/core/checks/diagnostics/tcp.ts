import type { DiagnosticOf } from '#shared/checks/diagnostic.ts';
import { gradeOf } from '#shared/checks/limits.ts';
import { found, type Found, type Probe } from '../probe.ts';
import { reach, reachedFacts } from '../reach.ts';

/** Whether a port takes a connection; nothing is sent through it. */
export const lookAtPort = async ({ host, port }: DiagnosticOf<'tcp'>, probe: Probe): Promise<Found> => {
  const reached = await reach(host, port, probe);
  if (!reached.ok) return reached.found;
  reached.socket.destroy();
  const { facts, measures } = reachedFacts(reached);
  const grade = gradeOf('tcp', reached.connectMs, probe.limits);
  return found(grade, grade === 'ok' ? 'tcpOpen' : 'tcpSlow', facts, measures);
};
