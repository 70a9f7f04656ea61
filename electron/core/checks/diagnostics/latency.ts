import type { DiagnosticOf } from '#shared/checks/diagnostic.ts';
import type { Meaning } from '#shared/checks/finding.ts';
import { gradeOf } from '#shared/checks/limits.ts';
import { facts, found, measure, type Found, type Probe } from '../probe.ts';
import { reach } from '../reach.ts';

const share = (sorted: readonly number[], of: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(of * sorted.length) - 1)] ?? 0;

/** From so many lost on, it is not chance. */
const LOSS_WARNS = 5;
const LOSS_FAILS = 50;

/** How long connecting takes, several times over: what a ping would tell, by a way that firewalls let through and that needs no program. */
export const lookAtLatency = async (asked: DiagnosticOf<'latency'>, probe: Probe): Promise<Found> => {
  const times: number[] = [];
  let failed: Found | undefined;
  let tried = 0;
  let address = '';
  const each: Probe = { ...probe, timeoutMs: Math.max(200, Math.floor(probe.timeoutMs / asked.count)) };
  while (tried < asked.count && !probe.signal.aborted) {
    probe.tell('connecting', `${tried + 1} / ${asked.count}`);
    const reached = await reach(asked.host, asked.port, { ...each, tell: () => undefined });
    tried++;
    if (reached.ok) {
      reached.socket.destroy();
      ({ address } = reached);
      times.push(reached.connectMs);
    } else failed = reached.found;
  }
  const counts = facts(['address', address], ['sent', tried], ['answered', times.length]);
  const sorted = times.toSorted((left, right) => left - right);
  if (sorted.length === 0) {
    const why = failed ?? found('failed', 'timeout');
    return { ...why, facts: [...why.facts, ...counts], measures: [measure('loss', 100)] };
  }
  const median = share(sorted, 0.5);
  const loss = ((tried - sorted.length) / tried) * 100;
  const measures = [
    measure('least', sorted[0] ?? 0),
    measure('median', median),
    measure('p95', share(sorted, 0.95)),
    measure('loss', loss),
  ];
  const grade = gradeOf('latency', median, probe.limits);
  const lossGrade = loss >= LOSS_FAILS ? 'failed' : loss >= LOSS_WARNS ? 'warning' : 'ok';
  const isLossWorse = lossGrade === 'failed' || (lossGrade === 'warning' && grade === 'ok');
  const meaning: Meaning = isLossWorse ? 'latencyLoss' : grade === 'ok' ? 'latencyGood' : 'latencySlow';
  return found(isLossWorse ? lossGrade : grade, meaning, counts, measures);
};
