import { statfs } from 'node:fs/promises';
import type { Diagnostic } from '#shared/checks/diagnostic.ts';
import type { FactKey, Finding } from '#shared/checks/finding.ts';
import type { MeasureKey } from '#shared/checks/limits.ts';
import type { Ambient } from '#core/ports.ts';
import { runDiagnostic, type RunSetting, type Surroundings } from '#core/checks/run-diagnostic.ts';
import { RootStore } from '#core/checks/roots.ts';
import { unknownSystem } from '#core/checks/systems/this-system.ts';

export const noPlaces: Surroundings = { system: unknownSystem, statfs, hasNetwork: () => true, isNear: () => false };

/** Those that came with the console, as on a laptop whose system tells of none. */
export const noRoots = new RootStore({ files: [], ask: null, areAll: false }, () => []);

export const realClock: Ambient = {
  now: () => new Date(),
  mono: () => performance.now(),
  randomBytes: (length) => new Uint8Array(length),
};

/** What it came to; throws where it was stopped. */
export const run = async (diagnostic: Diagnostic, setting: Partial<RunSetting> = {}): Promise<Finding> => {
  const finding = await runDiagnostic(diagnostic, {
    ambient: realClock,
    places: noPlaces,
    limits: null,
    timeoutMs: 2_000,
    proxy: '',
    roots: () => noRoots.roots(),
    cancel: new AbortController().signal,
    ...setting,
  });
  if (!finding) throw new Error('stopped');
  return finding;
};

export const factOf = ({ facts }: Finding, key: FactKey): string | undefined =>
  facts.find((each) => each.key === key)?.value;

export const measureOf = ({ measures }: Finding, key: MeasureKey): number | undefined =>
  measures.find((each) => each.key === key)?.value;
