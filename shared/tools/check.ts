import { classOf, readsAsOption } from './value.ts';
import type { Parameter, ToolDefinition, ToolVariant } from './tool.ts';

/** What is wrong with a definition, beyond the shape of it. */
export const definitionProblemCodes = [
  'name-missing',
  'guide-missing',
  'name-twice',
  'unknown-name',
  'optional-without-condition',
  'empty-argument',
  'choices',
  'range',
  'allowed',
  'platform-twice',
  'no-platform',
  'no-program',
  'script',
  'not-a-program-name',
  'not-a-path',
  'secret-in-argument',
  'secret-from-ticket',
  'secret-not-text',
  'secret-twice',
  'secret-variable',
  'copy-for-window',
] as const;
export type DefinitionProblemCode = (typeof definitionProblemCodes)[number];

export interface DefinitionProblem {
  readonly code: DefinitionProblemCode;
  /** The parameter, file, program or platform that it is about; empty for the tool itself. */
  readonly about: string;
}

/** Of a program on Windows: it starts no others by itself, and hands what is none to whatever is set for its kind. */
const PROGRAM_ENDINGS: readonly string[] = ['exe', 'com'];
/** Read line by line by another program, which takes the arguments apart again. */
const SCRIPT = /\.(?:bat|cmd|ps1|vbs|vbe|js|jse|wsf|wsh|hta)$/i;

/** Windows passes over dots and blanks at the end of a name. */
const isScript = (program: string, platform: ToolVariant['platform']): boolean => {
  const name = program.trimEnd().replace(/[. ]+$/, '');
  if (SCRIPT.test(name) || platform !== 'windows') return SCRIPT.test(name);
  const [, ending] = /\.([^.\\/]*)$/.exec(name) ?? [];
  return ending === undefined ? /[\\/]/.test(name) : !PROGRAM_ENDINGS.includes(ending.toLowerCase());
};

const isProgramName = (program: string, platform: ToolVariant['platform']): boolean => {
  if (/[\p{C}\p{Zl}\p{Zp}]/u.test(program) || program.split(/[\\/]/).includes('..')) return false;
  if (/^[\w.+-]+$/.test(program)) return !program.startsWith('-') && !program.startsWith('.');
  return platform === 'windows' ? /^[a-z]:\\[^"<>|?*:/]+$/i.test(program) : program.startsWith('/');
};

/** The whole path on some system, on a drive of it: what people read is what is opened. */
const isFilePath = (path: string): boolean =>
  !/[\p{C}\p{Zl}\p{Zp}]/u.test(path) &&
  !path.split(/[\\/]/).includes('..') &&
  (/^\/(?!\/)/.test(path) || /^[a-z]:\\[^"<>|?*:/]+$/i.test(path));

/** What systems, shells and languages act on: a value there would decide what runs. */
const ACTED_ON =
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|IFS|ENV|TERM|LANG|TMPDIR|TEMP|DISPLAY|EDITOR|VISUAL|PAGER|BROWSER|PATHEXT|COMSPEC|WINDIR)$|^(?:LC|LD|DYLD|NODE|NPM|PYTHON|PERL|RUBY|GEM|JAVA|JDK|GIT|SSH_ASKPASS|SSH_AUTH|BASH|ZDOTDIR|XDG|GCONV|MALLOC|GLIBC|OPENSSL|SSL|DESKSIDE|SYSTEM|PROGRAM)/;

const secretProblems = ({ name, kind, from, secret }: Parameter): readonly DefinitionProblem[] => {
  if (!secret) return [];
  if (kind !== 'text') return [{ code: 'secret-not-text', about: name }];
  if (from.length > 0) return [{ code: 'secret-from-ticket', about: name }];
  return secret.by === 'variable' && ACTED_ON.test(secret.variable)
    ? [{ code: 'secret-variable', about: secret.variable }]
    : [];
};

/** Two cannot both be the first line, nor the same variable. */
const secretWayOf = ({ secret }: Parameter): readonly string[] => {
  if (!secret) return [];
  return [secret.by === 'input' ? '' : secret.variable];
};

const parameterProblems = (parameter: Parameter): readonly DefinitionProblem[] => {
  const { name, kind, choices, least, most, allowed } = parameter;
  const secret = secretProblems(parameter);
  if (secret.length > 0) return secret;
  const isOffered = (choice: string): boolean =>
    choice !== '' && !readsAsOption(choice, 'windows') && !/\p{C}/u.test(choice);
  if (kind === 'choice' && (choices.length === 0 || !choices.every(isOffered)))
    return [{ code: 'choices', about: name }];
  if (kind === 'integer' && least > most) return [{ code: 'range', about: name }];
  return kind === 'text' && !classOf(allowed) ? [{ code: 'allowed', about: name }] : [];
};

const variantProblems = (definition: ToolDefinition, variant: ToolVariant): readonly DefinitionProblem[] => {
  const problems: DefinitionProblem[] = [];
  const parameters = new Map(definition.parameters.map((parameter) => [parameter.name, parameter] as const));
  const files = new Set(definition.files.map(({ name }) => name));
  if (variant.programs.length === 0) problems.push({ code: 'no-program', about: variant.platform });
  for (const program of variant.programs)
    if (isScript(program, variant.platform)) problems.push({ code: 'script', about: program });
    else if (!isProgramName(program, variant.platform)) problems.push({ code: 'not-a-program-name', about: program });
  for (const { segments, onlyWith } of variant.argv) {
    if (segments.every((segment) => 'text' in segment && segment.text === ''))
      problems.push({ code: 'empty-argument', about: variant.platform });
    if (onlyWith !== null && !parameters.has(onlyWith)) problems.push({ code: 'unknown-name', about: onlyWith });
    for (const segment of segments) {
      if ('file' in segment && !files.has(segment.file)) problems.push({ code: 'unknown-name', about: segment.file });
      if (!('parameter' in segment)) continue;
      const parameter = parameters.get(segment.parameter);
      if (!parameter) problems.push({ code: 'unknown-name', about: segment.parameter });
      else if (parameter.secret) problems.push({ code: 'secret-in-argument', about: parameter.name });
      else if (!parameter.isRequired && onlyWith !== parameter.name)
        problems.push({ code: 'optional-without-condition', about: parameter.name });
    }
  }
  return problems;
};

/** Empty: the definition can be kept. Whether its programs and files are there is another matter. */
export const definitionProblems = (definition: ToolDefinition): readonly DefinitionProblem[] => {
  const { name, guide, parameters, files, variants } = definition;
  const problems: DefinitionProblem[] = [];
  if (name.en.trim() === '' || name['zh-CN'].trim() === '') problems.push({ code: 'name-missing', about: '' });
  if (guide.articleId === null && (guide.text.en.trim() === '' || guide.text['zh-CN'].trim() === ''))
    problems.push({ code: 'guide-missing', about: '' });
  const names = [...parameters, ...files].map((each) => each.name);
  for (const each of new Set(names.filter((one, at) => names.indexOf(one) !== at)))
    problems.push({ code: 'name-twice', about: each });
  // A window outlives whoever would take its copies away.
  if (definition.mode === 'launched')
    for (const file of files.filter(({ scope }) => scope === 'alone'))
      problems.push({ code: 'copy-for-window', about: file.name });
  problems.push(...parameters.flatMap(parameterProblems));
  const ways = parameters.flatMap(secretWayOf);
  if (new Set(ways).size < ways.length) problems.push({ code: 'secret-twice', about: '' });
  for (const { name: file, path } of files)
    if (path !== '' && !isFilePath(path)) problems.push({ code: 'not-a-path', about: file });
  if (variants.length === 0) problems.push({ code: 'no-platform', about: '' });
  const platforms = variants.map(({ platform }) => platform);
  for (const each of new Set(platforms.filter((one, at) => platforms.indexOf(one) !== at)))
    problems.push({ code: 'platform-twice', about: each });
  problems.push(...variants.flatMap((variant) => variantProblems(definition, variant)));
  return problems;
};
