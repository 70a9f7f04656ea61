/** A rule as its form holds it: what a person types is text until it is saved. */
import type { RuleView } from '#shared/alerts/operations.ts';
import { diagnosticKinds } from '#shared/checks/diagnostic.ts';
import { hasPort } from '#shared/alerts/rule-diagnostic.ts';
import { ruleCode, ruleContent, type LogRule, type RuleContent } from '#shared/alerts/rule.ts';

type Lists = 'literals' | 'examples' | 'counterExamples' | 'articleIds' | 'tags';

/** Fields that are typed as text. */
export type TextField =
  | 'pattern'
  | 'except'
  | 'providers'
  | 'eventIds'
  | 'count'
  | 'within'
  | 'coolDown'
  /** Kind of what is looked at when it fires; empty for nothing. */
  | 'diagnostic'
  | 'targetFrom'
  | 'target'
  | 'port'
  | Lists;

/** Fields that can be wrong. */
export type RuleField =
  | Exclude<TextField, 'diagnostic' | 'targetFrom'>
  | 'code'
  | 'name'
  | 'cause'
  | 'firstStep'
  | 'category'
  | 'platforms';

export interface RuleEdit {
  readonly code: string;
  /** The revision that was seen when this was begun. */
  readonly seen: number | null;
  readonly texts: Readonly<Record<TextField, string>>;
  readonly content: Omit<
    RuleContent,
    'windowsEvent' | 'threshold' | 'coolDownSeconds' | 'pattern' | 'except' | 'diagnostic' | Lists
  >;
}

const nothing = { en: '', 'zh-CN': '' };

const editOf = (rule: LogRule, seen: number | null): RuleEdit => {
  const { code, pattern, except, windowsEvent, threshold, coolDownSeconds, diagnostic } = rule;
  const { literals, examples, counterExamples, articleIds, tags } = rule;
  const { name, platforms, severity, flags, keyedBy, cause, firstStep, category, impact, urgency, automation, active } =
    rule;
  return {
    code,
    seen,
    texts: {
      pattern,
      except: except ?? '',
      providers: windowsEvent?.providers.join(', ') ?? '',
      eventIds: windowsEvent?.ids.join(', ') ?? '',
      count: String(threshold.count),
      within: String(threshold.withinSeconds),
      coolDown: String(coolDownSeconds),
      diagnostic: diagnostic?.kind ?? '',
      targetFrom: diagnostic?.from ?? '',
      target: diagnostic?.given ?? '',
      port: String(diagnostic?.port ?? 443),
      literals: literals.join('\n'),
      examples: examples.join('\n'),
      counterExamples: counterExamples.join('\n'),
      articleIds: articleIds.join('\n'),
      tags: tags.join('\n'),
    },
    content: {
      name,
      platforms,
      severity,
      flags,
      keyedBy,
      cause,
      firstStep,
      category,
      impact,
      urgency,
      automation,
      active,
    },
  };
};

/** Of what the list tells of a rule, only what a person writes. */
export const editOfView = (rule: RuleView): RuleEdit => editOf(rule, rule.revision);

export const newRule: RuleEdit = editOf(
  {
    code: '',
    name: nothing,
    platforms: ['windows', 'mac', 'linux', 'app'],
    severity: 'medium',
    pattern: '',
    flags: '',
    literals: [],
    except: null,
    windowsEvent: null,
    threshold: { count: 1, withinSeconds: 0 },
    keyedBy: null,
    coolDownSeconds: 3_600,
    cause: nothing,
    firstStep: nothing,
    examples: [],
    counterExamples: [],
    category: nothing,
    impact: 3,
    urgency: 2,
    articleIds: [],
    tags: [],
    automation: { do: 'notify' },
    diagnostic: null,
    active: true,
  },
  null,
);

const linesIn = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '');
const partsIn = (text: string): readonly string[] =>
  text
    .split(/[,，\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const diagnosticIn = ({ diagnostic, targetFrom, target, port }: RuleEdit['texts']): unknown => {
  const kind = diagnosticKinds.find((each) => each === diagnostic);
  if (!kind) return null;
  return {
    kind,
    from: targetFrom,
    given: targetFrom === 'given' ? target : '',
    port: hasPort(kind) ? Number(port) : null,
  };
};

/** Where what is wrong is written. A window that is too short for its count is wrong in its seconds, as is a pause that is shorter than the window. */
const fieldAt = ([member, part]: readonly PropertyKey[]): RuleField | undefined => {
  switch (member) {
    case 'threshold':
      return part === 'count' ? 'count' : 'within';
    case undefined:
    case 'coolDownSeconds':
      return 'coolDown';
    case 'windowsEvent':
      return part === 'ids' ? 'eventIds' : 'providers';
    case 'diagnostic':
      return part === 'port' ? 'port' : 'target';
    case 'name':
    case 'cause':
    case 'firstStep':
    case 'category':
    case 'platforms':
    case 'pattern':
    case 'except':
    case 'literals':
    case 'examples':
    case 'counterExamples':
    case 'articleIds':
    case 'tags':
      return member;
    default:
      // What is chosen from a list cannot be wrong.
      return undefined;
  }
};

/** What would be saved, or the fields that are not as they can be. */
export const contentIn = ({
  code,
  texts,
  content,
}: RuleEdit): { readonly content: RuleContent | null; readonly wrong: ReadonlySet<RuleField> } => {
  const providers = partsIn(texts.providers);
  const ids = partsIn(texts.eventIds);
  const read = ruleContent.safeParse({
    ...content,
    pattern: texts.pattern,
    except: texts.except === '' ? null : texts.except,
    windowsEvent: providers.length + ids.length === 0 ? null : { providers, ids: ids.map(Number) },
    threshold: { count: Number(texts.count), withinSeconds: Number(texts.within) },
    coolDownSeconds: Number(texts.coolDown),
    literals: linesIn(texts.literals),
    examples: linesIn(texts.examples),
    counterExamples: linesIn(texts.counterExamples),
    articleIds: partsIn(texts.articleIds),
    tags: partsIn(texts.tags),
    diagnostic: diagnosticIn(texts),
  });
  const wrong = new Set(read.error?.issues.flatMap(({ path }) => fieldAt(path) ?? []));
  if (!ruleCode.safeParse(code).success) wrong.add('code');
  return { content: read.success && wrong.size === 0 ? read.data : null, wrong };
};
