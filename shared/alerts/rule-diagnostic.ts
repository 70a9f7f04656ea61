/** What a rule has looked at once its alert rises. A line of a log chooses at most the name of it, never a kind, a port or a path. */
import * as z from 'zod';
import { diagnosticKinds, diagnosticSchema, type Diagnostic, type DiagnosticKind } from '../checks/diagnostic.ts';

/**
 * `captured`: what tells alerts of the rule apart, else what its pattern captures first; `asset`: the host of the asset whose log it is; `source`:
 * where the log lies; `given`: what stands in the rule; `none`: this laptop.
 */
export const targetOrigins = ['captured', 'asset', 'source', 'given', 'none'] as const;
export type TargetOrigin = (typeof targetOrigins)[number];

/** Where each kind may have its target from, the most usual first. */
export const originsOf: Readonly<Record<DiagnosticKind, readonly TargetOrigin[]>> = {
  dns: ['captured', 'asset', 'given'],
  tcp: ['asset', 'captured', 'given'],
  tls: ['asset', 'captured', 'given'],
  http: ['given'],
  path: ['given'],
  latency: ['asset', 'captured', 'given'],
  network: ['none'],
  disk: ['source', 'captured', 'given'],
  load: ['none'],
  time: ['given', 'asset'],
  ports: ['none'],
  service: ['captured', 'given'],
};

const withPort: ReadonlySet<DiagnosticKind> = new Set(['tcp', 'tls', 'latency']);
export const hasPort = (kind: DiagnosticKind): boolean => withPort.has(kind);

const LATENCY_COUNT = 5;

/** What a diagnostic is made of once it is to run. */
export interface TargetsNow {
  readonly captured: string | null;
  readonly asset: string | null;
  readonly source: string | null;
}

interface Plan {
  readonly kind: DiagnosticKind;
  readonly from: TargetOrigin;
  readonly given: string;
  readonly port: number | null;
}

/** What a log calls a volume. No other path is taken from a line: looking at a share tells its server who works here. */
const VOLUME = /^([A-Za-z]):?\\?$/;

const targetIn = ({ kind, from, given }: Plan, now: TargetsNow): string | null => {
  if (from === 'none') return '';
  if (from === 'given') return given;
  const text = now[from];
  if (text === null || kind !== 'disk' || from !== 'captured') return text;
  const [, letter] = VOLUME.exec(text) ?? [];
  return letter === undefined ? null : `${letter}:\\`;
};

const made = ({ kind, port }: Plan, target: string): unknown => {
  switch (kind) {
    case 'dns':
      return { kind, name: target, record: 'A', server: null };
    case 'tcp':
      return { kind, host: target, port };
    case 'tls':
      return { kind, host: target, port, name: null };
    case 'latency':
      return { kind, host: target, port, count: LATENCY_COUNT };
    case 'http':
    case 'path':
      return { kind, url: target };
    case 'disk':
      return { kind, path: target };
    case 'time':
      return { kind, servers: target.split(/[\s,，、;；]+/u).filter((each) => each !== '') };
    case 'service':
      return { kind, name: target };
    case 'ports':
      return { kind, ports: [] };
    case 'network':
    case 'load':
      return { kind };
  }
};

/** Null where there is nothing to look at, or what a log says is no name of such a thing. */
export const diagnosticFor = (plan: Plan, now: TargetsNow): Diagnostic | null => {
  const target = targetIn(plan, now);
  const read = target === null ? undefined : diagnosticSchema.safeParse(made(plan, target));
  return read?.success ? read.data : null;
};

const nowhere: TargetsNow = { captured: null, asset: null, source: null };

export const ruleDiagnostic = z
  .strictObject({
    kind: z.enum(diagnosticKinds),
    from: z.enum(targetOrigins),
    /** Empty unless the target is given. */
    given: z.string().trim().max(2_000),
    /** Of kinds that ask for one. */
    port: z.int().min(1).max(65_535).nullable(),
  })
  .refine(({ kind, from }) => originsOf[kind].includes(from), { path: ['from'] })
  .refine(({ kind, port }) => hasPort(kind) === (port !== null), { path: ['port'] })
  .refine((plan) => (plan.from === 'given' ? diagnosticFor(plan, nowhere) !== null : plan.given === ''), {
    path: ['given'],
  });

export type RuleDiagnostic = z.output<typeof ruleDiagnostic>;
