import { MAX_TOOL_PATH, MAX_VALUE } from './limits.ts';
import type { Parameter, ParameterKind, ToolPlatform } from './tool.ts';

/** Why a value cannot be taken. `control`: a character that is not seen or ends a line; `in-address`: one that parts the address in which it stands. */
export const valueProblems = [
  'missing',
  'too-long',
  'control',
  'option',
  'not-as-kind',
  'not-offered',
  'in-address',
] as const;
export type ValueProblem = (typeof valueProblems)[number];

/** Ends of lines, control and format characters, halves of pairs, what no version of Unicode knows yet. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/u;
/** What programs take for the beginning of an option; some read every dash as one. */
const DASH = /^[\p{Pd}\u2212]/u;

const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i;

const isIpv4 = (text: string): boolean => {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
};

/** RFC 4291 text forms without a zone. */
export const isIpv6 = (text: string): boolean => {
  if (!/^[0-9a-f:.]{2,45}$/i.test(text) || text.includes(':::')) return false;
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return false;
  const groupsOf = (side: string): readonly string[] => (side === '' ? [] : side.split(':'));
  const groups = [...groupsOf(head), ...groupsOf(tail ?? '')];
  const last = groups.at(-1);
  const hasIpv4 = last?.includes('.') === true;
  if (hasIpv4 && !isIpv4(last)) return false;
  const hex = hasIpv4 ? groups.slice(0, -1) : groups;
  const count = hex.length + (hasIpv4 ? 2 : 0);
  return hex.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) && (tail === undefined ? count === 8 : count < 8);
};

/**
 * An address, or a name of ASCII labels: what looks like another name has to be written as `xn--…`. A name that ends in a number is an address
 * in one of the old ways of writing it, and could be read as another one than people see.
 */
const isHost = (text: string): boolean => {
  if (isIpv4(text) || isIpv6(text)) return true;
  const labels = text.split('.');
  return (
    text.length <= 253 &&
    labels.every((label) => LABEL.test(label)) &&
    !/^(?:\d+|0x[0-9a-f]*)$/i.test(labels.at(-1) ?? '')
  );
};

/** `name`, `DOMAIN\name` or `name@domain`. */
const isUser = (text: string): boolean =>
  text.length <= 104 &&
  /^(?:[a-z0-9_][a-z0-9._-]*\\)?[a-z0-9_][a-z0-9._-]*\$?(?:@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)?$/i.test(text) &&
  !(text.includes('\\') && text.includes('@'));

/** Absolute, on a drive of this machine, without steps upwards: a share would be asked for with the person's own credentials. */
const isPath = (text: string, platform: ToolPlatform): boolean => {
  const steps = text.split(/[\\/]/);
  if (steps.includes('..') || steps.includes('.')) return false;
  return platform === 'windows' ? /^[a-z]:\\[^"<>|?*:/]*$/i.test(text) : text.startsWith('/') && !text.startsWith('//');
};

const isWhole = (text: string, least: number, most: number): boolean =>
  /^(?:0|-?[1-9]\d{0,14})$/.test(text) && Number(text) >= least && Number(text) <= most;

/** The inside of a character class, or null where it is none. */
export const classOf = (allowed: string): RegExp | null => {
  if (allowed === '' || /^\^|\[|(?:^|[^\\])(?:\\\\)*\]/.test(allowed)) return null;
  try {
    return new RegExp(`^[${allowed}]+$`, 'u');
  } catch {
    return null;
  }
};

const fits: Readonly<Record<ParameterKind, (value: string, parameter: Parameter, platform: ToolPlatform) => boolean>> =
  {
    host: isHost,
    ip: (value) => isIpv4(value) || isIpv6(value),
    port: (value) => isWhole(value, 1, 65_535),
    user: isUser,
    path: (value, _, platform) => isPath(value, platform),
    choice: (value, { choices }) => choices.includes(value),
    integer: (value, { least, most }) => isWhole(value, least, most),
    text: (value, { allowed }) => classOf(allowed)?.test(value) ?? false,
  };

const longestOf = ({ kind, longest }: Parameter): number => {
  if (kind === 'path') return MAX_TOOL_PATH;
  return kind === 'text' ? longest : MAX_VALUE;
};

/** Whether a program could take it for an option: by a dash of any kind, or by the slash where those begin with one. */
export const readsAsOption = (text: string, platform: ToolPlatform): boolean =>
  DASH.test(text) || (platform === 'windows' && text.startsWith('/'));

/** Characters that mean nothing else in any part of an address, whoever takes it apart: some hand it to a shell. */
export const fitsInAddress = (value: string): boolean => /^[A-Za-z0-9._-]*$/.test(value);

/** Why this cannot be the value of the parameter; null if it can. An empty one is missing where it is required. */
export const valueProblem = (parameter: Parameter, value: string, platform: ToolPlatform): ValueProblem | null => {
  if (value === '') return parameter.isRequired ? 'missing' : null;
  if (value.length > longestOf(parameter)) return 'too-long';
  if (UNSEEN.test(value)) return 'control';
  if (fits[parameter.kind](value, parameter, platform)) return null;
  if (parameter.kind === 'choice') return 'not-offered';
  return readsAsOption(value, platform) ? 'option' : 'not-as-kind';
};
