import {
  diagnosticSchema,
  dnsRecords,
  type Diagnostic,
  type DiagnosticKind,
  type DnsRecord,
} from '#shared/checks/diagnostic.ts';

/** A diagnostic as it is typed: all fields of every kind, so that nothing is lost on somebody who changes the kind and back. */
export interface DiagnosticDraft {
  readonly kind: DiagnosticKind;
  readonly name: string;
  readonly record: DnsRecord;
  readonly server: string;
  readonly host: string;
  readonly port: string;
  readonly certificateName: string;
  readonly url: string;
  readonly count: string;
  readonly path: string;
  readonly servers: string;
  readonly ports: string;
  readonly service: string;
}

export type DraftField = Exclude<keyof DiagnosticDraft, 'kind'>;

/** What each kind asks for, in the order of the form. */
export const fieldsOf: Readonly<Record<DiagnosticKind, readonly DraftField[]>> = {
  dns: ['name', 'record', 'server'],
  tcp: ['host', 'port'],
  tls: ['host', 'port', 'certificateName'],
  http: ['url'],
  path: ['url'],
  latency: ['host', 'port', 'count'],
  network: [],
  disk: ['path'],
  load: [],
  time: ['servers'],
  ports: ['ports'],
  service: ['service'],
};

export const emptyDraft: DiagnosticDraft = {
  kind: 'tcp',
  name: '',
  record: 'A',
  server: '',
  host: '',
  port: '443',
  certificateName: '',
  url: 'https://',
  count: '10',
  path: '/',
  servers: 'pool.ntp.org',
  ports: '',
  service: '',
};

const listed = (text: string): readonly string[] =>
  text
    .split(/[\s,，、;；]+/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

const given = (draft: DiagnosticDraft): object => {
  const { kind } = draft;
  switch (kind) {
    case 'dns':
      return { kind, name: draft.name, record: draft.record, server: orNull(draft.server) };
    case 'tcp':
      return { kind, host: draft.host, port: Number(draft.port) };
    case 'tls':
      return { kind, host: draft.host, port: Number(draft.port), name: orNull(draft.certificateName) };
    case 'http':
    case 'path':
      return { kind, url: draft.url };
    case 'latency':
      return { kind, host: draft.host, port: Number(draft.port), count: Number(draft.count) };
    case 'disk':
      return { kind, path: draft.path };
    case 'time':
      return { kind, servers: listed(draft.servers) };
    case 'ports':
      return { kind, ports: listed(draft.ports).map(Number) };
    case 'service':
      return { kind, name: draft.service };
    case 'network':
    case 'load':
      return { kind };
  }
};

const fieldFor = (kind: DiagnosticKind, key: string): DraftField => {
  if (key === 'name' && kind === 'tls') return 'certificateName';
  if (key === 'name' && kind === 'service') return 'service';
  return fieldsOf[kind].find((field) => field === key) ?? fieldsOf[kind][0] ?? 'host';
};

export interface ReadDraft {
  /** Undefined while something is wrong. */
  readonly diagnostic: Diagnostic | undefined;
  readonly wrong: ReadonlySet<DraftField>;
}

/** What a draft asks for, by the rules that the core goes by; or the fields that are not right yet. */
export const readDraft = (draft: DiagnosticDraft): ReadDraft => {
  const parsed = diagnosticSchema.safeParse(given(draft));
  if (parsed.success) return { diagnostic: parsed.data, wrong: new Set() };
  const wrong = new Set(parsed.error.issues.map(({ path }) => fieldFor(draft.kind, String(path[0] ?? ''))));
  return { diagnostic: undefined, wrong };
};

/** A diagnostic as a form shows it. */
export const draftOf = (diagnostic: Diagnostic): DiagnosticDraft => {
  const draft = { ...emptyDraft, kind: diagnostic.kind };
  switch (diagnostic.kind) {
    case 'dns':
      return { ...draft, name: diagnostic.name, record: diagnostic.record, server: diagnostic.server ?? '' };
    case 'tcp':
      return { ...draft, host: diagnostic.host, port: String(diagnostic.port) };
    case 'tls':
      return { ...draft, host: diagnostic.host, port: String(diagnostic.port), certificateName: diagnostic.name ?? '' };
    case 'http':
    case 'path':
      return { ...draft, url: diagnostic.url };
    case 'latency':
      return { ...draft, host: diagnostic.host, port: String(diagnostic.port), count: String(diagnostic.count) };
    case 'disk':
      return { ...draft, path: diagnostic.path };
    case 'time':
      return { ...draft, servers: diagnostic.servers.join(', ') };
    case 'ports':
      return { ...draft, ports: diagnostic.ports.join(', ') };
    case 'service':
      return { ...draft, service: diagnostic.name };
    case 'network':
    case 'load':
      return draft;
  }
};

export const isDnsRecord = (text: string): text is DnsRecord => dnsRecords.some((each) => each === text);
