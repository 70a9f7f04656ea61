import { MAX_COMMAND } from './limits.ts';
import type { ArgumentTemplate, Segment, ToolDefinition, ToolPlatform } from './tool.ts';
import { variantFor } from './tool.ts';
import { fitsInAddress, isIpv6, readsAsOption, valueProblem, type ValueProblem } from './value.ts';

/** Where a piece of an argument comes from. */
export type Origin =
  | { readonly kind: 'literal' }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'file'; readonly name: string };

export interface Argument {
  readonly text: string;
  /** Joined they are the text. */
  readonly pieces: readonly { readonly text: string; readonly origin: Origin }[];
}

export interface PlannedArgv {
  /** Without the program. */
  readonly argv: readonly Argument[];
  /** By name of the parameter. Empty: it can run. */
  readonly problems: Readonly<Record<string, ValueProblem>>;
}

export type ParameterValues = Readonly<Record<string, string>>;

const isSeparator = ({ segments }: ArgumentTemplate): boolean => {
  const [only, ...more] = segments;
  return more.length === 0 && only !== undefined && 'text' in only && only.text === '--';
};

const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\//;

/**
 * The arguments that these values make. A value stays within the one argument that it stands in; one that begins an argument never begins
 * an option, unless a `--` before it ends them. Nothing is quoted, because nothing reads the arguments as a line. An address of IPv6 that a
 * port follows stands in brackets. In an argument that is an address (`ssh://…`) a value is part of it and parts nothing.
 */
export const planArgv = (definition: ToolDefinition, platform: ToolPlatform, values: ParameterValues): PlannedArgv => {
  const problems = new Map<string, ValueProblem>();
  const given = new Map<string, string>();
  for (const parameter of definition.parameters) {
    const value = Object.hasOwn(values, parameter.name) ? (values[parameter.name] ?? '') : '';
    given.set(parameter.name, value);
    const problem = valueProblem(parameter, value, platform);
    if (problem) problems.set(parameter.name, problem);
  }
  const pieceOf = (segment: Segment): Argument['pieces'][number] => {
    if ('text' in segment) return { text: segment.text, origin: { kind: 'literal' } };
    if ('parameter' in segment)
      return { text: given.get(segment.parameter) ?? '', origin: { kind: 'parameter', name: segment.parameter } };
    const path = definition.files.find(({ name }) => name === segment.file)?.path ?? '';
    return { text: path, origin: { kind: 'file', name: segment.file } };
  };
  const hosts = new Set(
    definition.parameters.flatMap(({ name, kind }) => (kind === 'host' || kind === 'ip' ? [name] : [])),
  );
  const isIpv6Host = ({ text, origin }: Argument['pieces'][number]): boolean =>
    origin.kind === 'parameter' && hosts.has(origin.name) && isIpv6(text);
  const argv: Argument[] = [];
  let areOptionsOver = false;
  let length = 0;
  for (const template of variantFor(definition, platform)?.argv ?? []) {
    if (template.onlyWith !== null && (given.get(template.onlyWith) ?? '') === '') continue;
    if (isSeparator(template)) areOptionsOver = true;
    const plain = template.segments.map(pieceOf);
    // Before a colon more of it would be taken for the address.
    const pieces = plain.map((piece, at) =>
      isIpv6Host(piece) && plain[at + 1]?.text.startsWith(':') === true ? { ...piece, text: `[${piece.text}]` } : piece,
    );
    if (ADDRESS.test(plain[0]?.text ?? ''))
      for (const piece of plain)
        if (piece.origin.kind === 'parameter' && !fitsInAddress(piece.text) && !isIpv6Host(piece))
          problems.set(piece.origin.name, 'in-address');
    const text = pieces.map((piece) => piece.text).join('');
    const [first] = pieces;
    if (first?.origin.kind === 'parameter' && !areOptionsOver && readsAsOption(text, platform))
      problems.set(first.origin.name, 'option');
    length += text.length + 3;
    argv.push({ text, pieces });
  }
  if (length > MAX_COMMAND) for (const { name } of definition.parameters) problems.set(name, 'too-long');
  return { argv, problems: Object.fromEntries(problems) };
};
