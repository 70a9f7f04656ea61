/** What this laptop can look at by itself, and what each of them has to be told. Core makes sure of it again before anything runs. */
import * as z from 'zod';
import { isHostText, MAX_HOST, splitPort } from './host-text.ts';

const host = z.string().trim().min(1).max(MAX_HOST).refine(isHostText);
const port = z.int().min(1).max(65_535);
const server = z
  .string()
  .trim()
  .min(1)
  .max(MAX_HOST + 8)
  .refine((text) => splitPort(text, 1) !== null);

export const MAX_TIME_SERVERS = 4;
export const MAX_PORTS = 32;
const MAX_URL = 2_000;
const MAX_PATH = 1_000;

export const dnsRecords = ['A', 'AAAA', 'MX', 'PTR'] as const;
export type DnsRecord = (typeof dnsRecords)[number];

const isWebAddress = (text: string): boolean => {
  const found = /^https?:\/\/(\[[0-9A-Fa-f:.]+\]|[^/?#:[\]]+)(?::(\d{1,5}))?(?:[/?#][^\s\p{C}]*)?$/iu.exec(text);
  const name = found?.[1]?.replaceAll(/[[\]]/g, '');
  return name !== undefined && isHostText(name) && Number(found?.[2] ?? 1) >= 1 && Number(found?.[2] ?? 1) <= 65_535;
};
const isAbsolute = (text: string): boolean => /^(?:\/|[A-Za-z]:[\\/]|\\\\[^\\/])/.test(text) && !/\p{C}/u.test(text);

/**
 * The name of a service as systemd, Windows (`MSSQL$ERP`, `Bonjour Service`) and launchd write them. Nothing that begins an option, sets one, is a
 * pattern or a path.
 */
const UNIT = /^[A-Za-z0-9_@.:\\](?:[A-Za-z0-9_@.:\\$()& -]*[A-Za-z0-9_@.:\\$)-])?$/;

export const diagnosticSchema = z.discriminatedUnion('kind', [
  /** `server` null: what this laptop uses. */
  z.strictObject({ kind: z.literal('dns'), name: host, record: z.enum(dnsRecords), server: server.nullable() }),
  z.strictObject({ kind: z.literal('tcp'), host, port }),
  /** `name` null: the certificate has to be for `host`. */
  z.strictObject({ kind: z.literal('tls'), host, port, name: host.nullable() }),
  /** Never with a user name or a password: nothing secret is sent. */
  z.strictObject({ kind: z.literal('http'), url: z.string().trim().max(MAX_URL).refine(isWebAddress) }),
  /** All of the way to a web address, link by link. */
  z.strictObject({ kind: z.literal('path'), url: z.string().trim().max(MAX_URL).refine(isWebAddress) }),
  z.strictObject({ kind: z.literal('latency'), host, port, count: z.int().min(3).max(20) }),
  z.strictObject({ kind: z.literal('network') }),
  z.strictObject({ kind: z.literal('disk'), path: z.string().trim().max(MAX_PATH).refine(isAbsolute) }),
  z.strictObject({ kind: z.literal('load') }),
  z.strictObject({ kind: z.literal('time'), servers: z.array(server).min(1).max(MAX_TIME_SERVERS) }),
  /** Those that ought to listen on this laptop; none: only what does is shown. */
  z.strictObject({ kind: z.literal('ports'), ports: z.array(port).max(MAX_PORTS) }),
  z.strictObject({ kind: z.literal('service'), name: z.string().trim().min(1).max(200).regex(UNIT) }),
]);
export type Diagnostic = z.output<typeof diagnosticSchema>;
export type DiagnosticKind = Diagnostic['kind'];
export type DiagnosticOf<Kind extends DiagnosticKind> = Extract<Diagnostic, { readonly kind: Kind }>;

export const diagnosticKinds = [
  'path',
  'dns',
  'tcp',
  'tls',
  'http',
  'latency',
  'network',
  'disk',
  'load',
  'time',
  'ports',
  'service',
] as const satisfies readonly DiagnosticKind[];
