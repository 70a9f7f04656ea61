import { statfs } from 'node:fs/promises';
import type { Diagnostic } from '#shared/checks/diagnostic.ts';
import { needsNetwork } from '#shared/checks/target.ts';
import { MAX_FACTS, type Finding } from '#shared/checks/finding.ts';
import type { Limits } from '#shared/checks/limits.ts';
import type { CheckProgress } from '#shared/checks/operations.ts';
import type { Ambient } from '../ports.ts';
import { lookAtDisk, type DiskPlaces } from './diagnostics/disk.ts';
import { lookAtName } from './diagnostics/dns.ts';
import { lookAtWeb } from './diagnostics/http.ts';
import { lookAtLatency } from './diagnostics/latency.ts';
import { lookAtLoad } from './diagnostics/load.ts';
import { lookAtNetwork } from './diagnostics/network.ts';
import { lookAtPath } from './diagnostics/path.ts';
import { lookAtPorts } from './diagnostics/ports.ts';
import { lookAtService } from './diagnostics/service.ts';
import { lookAtPort } from './diagnostics/tcp.ts';
import { lookAtTime } from './diagnostics/time.ts';
import { lookAtCertificate } from './diagnostics/tls.ts';
import { found, orAborted, type Found, type Probe } from './probe.ts';
import type { LaptopSystem } from './systems/laptop-system.ts';
import { thisSystem } from './systems/this-system.ts';
import type { Roots } from './roots.ts';
import { hasNetwork, isNear } from './this-laptop.ts';

/** Where this laptop's system tells of itself, and which networks it is on. */
export interface Surroundings extends DiskPlaces {
  readonly system: LaptopSystem;
  readonly hasNetwork: () => boolean;
  readonly isNear: (address: string) => boolean;
}

export const surroundings = (): Surroundings => ({ system: thisSystem(), statfs, hasNetwork, isNear });

const look = (diagnostic: Diagnostic, probe: Probe, places: Surroundings): Promise<Found> => {
  switch (diagnostic.kind) {
    case 'dns':
      return lookAtName(diagnostic, probe);
    case 'tcp':
      return lookAtPort(diagnostic, probe);
    case 'tls':
      return lookAtCertificate(diagnostic, probe);
    case 'http':
      return lookAtWeb(diagnostic, probe);
    case 'path':
      return lookAtPath(diagnostic, probe, places.system);
    case 'latency':
      return lookAtLatency(diagnostic, probe);
    case 'network':
      return lookAtNetwork(probe, places.system);
    case 'disk':
      return lookAtDisk(diagnostic, probe, places);
    case 'load':
      return lookAtLoad(probe, places.system);
    case 'time':
      return lookAtTime(diagnostic, probe);
    case 'ports':
      return lookAtPorts(diagnostic, probe, places.system);
    case 'service':
      return lookAtService(diagnostic, probe, places.system);
  }
};

export interface RunSetting {
  readonly ambient: Ambient;
  readonly places: Surroundings;
  readonly limits: Limits | null;
  readonly timeoutMs: number;
  readonly proxy: string;
  readonly roots: () => Promise<Roots>;
  /** Somebody stopped it. */
  readonly cancel: AbortSignal;
  readonly tell?: (step: CheckProgress['step'], of: string) => void;
}

/** Beyond its time a diagnostic has this long to say itself what was in the way. */
const GRACE_MS = 250;

/**
 * Runs a diagnostic once. It ends in its time, whatever it waits for, and leaves nothing behind. Resolves null where somebody stopped it.
 * What needs a network says so on a laptop that is on none, and asks nothing.
 */
export const runDiagnostic = async (diagnostic: Diagnostic, setting: RunSetting): Promise<Finding | null> => {
  const { ambient, places, limits, timeoutMs, proxy, roots, cancel } = setting;
  const [at, began] = [ambient.now().toISOString(), ambient.mono()];
  const over = new AbortController();
  const late = new AbortController();
  const timers = [setTimeout(() => over.abort(), timeoutMs), setTimeout(() => late.abort(), timeoutMs + GRACE_MS)];
  const stop = (): void => {
    over.abort();
    late.abort();
  };
  cancel.addEventListener('abort', stop, { once: true });
  if (cancel.aborted) stop();
  const probe: Probe = {
    signal: over.signal,
    timeoutMs,
    limits,
    proxy,
    roots,
    now: () => ambient.now().getTime(),
    mono: () => ambient.mono(),
    tell: setting.tell ?? (() => undefined),
  };
  try {
    const result =
      needsNetwork(diagnostic) && !places.hasNetwork()
        ? found('unknown', 'noNetwork')
        : await orAborted(look(diagnostic, probe, places), late.signal).catch((error: unknown) => {
            if (late.signal.aborted) return found('failed', 'timeout');
            throw error;
          });
    if (cancel.aborted) return null;
    const tookMs = Math.round(ambient.mono() - began);
    return { diagnostic, ...result, facts: result.facts.slice(0, MAX_FACTS), at, tookMs };
  } finally {
    for (const timer of timers) clearTimeout(timer);
    cancel.removeEventListener('abort', stop);
    over.abort();
  }
};
