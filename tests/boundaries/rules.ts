/**
 * Who may import whom, as one table (the picture is in README, "Layout"). A rule names the right place, so that its message helps.
 * `first match wins`: the first rule whose `from` matches a file and whose `to` matches the import decides.
 */
export interface BoundaryRule {
  readonly from: RegExp;
  /** Matches the import as a path inside the repository (`electron/core/desk.ts`) or as a bare specifier (`react`, `node:fs`). */
  readonly to: RegExp;
  readonly allow: boolean;
  readonly because: string;
}

const rule = (from: RegExp, to: RegExp, allow: boolean, because: string): BoundaryRule => ({
  from,
  to,
  allow,
  because,
});

export const boundaryRules: readonly BoundaryRule[] = [
  rule(/^shared\//, /^(shared\/|zod$)/, true, ''),
  rule(
    /^shared\//,
    /./,
    false,
    'shared is pure: rules, records and operations with the schema library; pass the clock, randomness and I/O in from electron/core',
  ),

  rule(/^electron\/preload\//, /^(electron$|shared\/contract\/)/, true, ''),
  rule(/^electron\/preload\//, /./, false, 'preload only carries: electron, and types from shared/contract'),

  rule(
    /^electron\/core\//,
    /^electron(\/main\/|\/preload\/|\/loopback\/|$)/,
    false,
    'core knows neither host: ask for a port in electron/core/ports.ts',
  ),
  rule(/^electron\/core\//, /^renderer\//, false, 'core never shows anything: return a failure code or a notice'),
  rule(/^electron\/core\//, /^tests\//, false, 'the product does not import its tests'),

  rule(
    /^electron\/(main|loopback)\//,
    /^electron\/core\/(app|dispatch|ports|storage-worker|mail-worker|article-worker|alert-worker|log-worker|read-ahead-worker)\.ts$/,
    true,
    '',
  ),
  rule(/^electron\/host\//, /^(shared\/|electron\/host\/|electron\/core\/(app|ports)\.ts$|node:)/, true, ''),
  rule(
    /^electron\/host\//,
    /./,
    false,
    'electron/host is what both hosts share: core/app, core/ports, shared and Node only',
  ),
  rule(/^electron\/core\//, /^electron\/host\//, false, 'core knows neither host'),
  rule(
    /^electron\/(main|loopback)\//,
    /^electron\/core\//,
    false,
    'a host sees core/app, core/dispatch and core/ports only',
  ),
  rule(/^electron\/main\//, /^electron\/loopback\//, false, 'the two hosts do not know each other'),
  rule(/^electron\/loopback\//, /^electron(\/main\/|\/preload\/|$)/, false, 'the two hosts do not know each other'),
  rule(/^electron\//, /^renderer\//, false, 'the main process does not import screens'),

  rule(
    /^renderer\//,
    /^(electron(\/|$)|node:)/,
    false,
    'the renderer asks through renderer/api; it has neither Node nor Electron',
  ),
  rule(/^renderer\/ui\//, /^renderer\/(ui|styles)\//, true, ''),
  rule(/^renderer\/ui\//, /^(shared\/|renderer\/)/, false, 'renderer/ui is plain building blocks: pass values in'),
];

const features = (path: string, root: string): string | undefined => new RegExp(`^${root}/([^/]+)/`).exec(path)?.[1];

/** Folders of electron/core that are foundation, not features. */
const foundation = new Set(['storage']);
/** Folders of renderer that every feature may use. */
const rendererCommons = new Set(['api', 'ui', 'app', 'styles']);

/** Why `file` may not import `target`, or undefined if it may. Both are repository paths or bare specifiers. */
export const violation = (file: string, target: string): string | undefined => {
  const decided = boundaryRules.find((candidate) => candidate.from.test(file) && candidate.to.test(target));
  if (decided) return decided.allow ? undefined : decided.because;
  const core = features(file, 'electron/core');
  const coreTarget = features(target, 'electron/core');
  if (core && coreTarget && core !== coreTarget && !foundation.has(coreTarget) && !isChain(target))
    return 'a feature of core does not import a sibling: electron/core/open-features.ts passes in what it needs';
  const screen = features(file, 'renderer');
  const screenTarget = features(target, 'renderer');
  if (
    screen &&
    screenTarget &&
    screen !== screenTarget &&
    !rendererCommons.has(screen) &&
    !rendererCommons.has(screenTarget) &&
    /store/.test(target)
  )
    return "a screen does not import a sibling's store: compose in renderer/app";
  return undefined;
};

/** The chain is the desk's own; only its views and checks are the audit feature. */
const isChain = (target: string): boolean => target === 'electron/core/audit/chain.ts';
