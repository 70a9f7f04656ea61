import { MAX_RULES } from '#shared/alerts/limits.ts';
import type { RuleImport, RuleImportQuestion, RuleView } from '#shared/alerts/operations.ts';
import { isAllowed } from '#shared/accounts/roles.ts';
import {
  ruleFile,
  type LogRule,
  type LogRuleRecord,
  type LogRuleRun,
  type SavedContent,
  type RuleContent,
} from '#shared/alerts/rule.ts';
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed, type Json, type Result } from '#shared/base/result.ts';
import { isWellFormed } from '#shared/base/well-formed.ts';
import { admitFile } from '#shared/practice/training-file.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf, personOf, type Session } from '../session.ts';
import type { Unit } from '../unit.ts';
import { asideWithoutText, mayReadLogs } from './log-text.ts';
import { takeUp, type RuleAsides } from './rule-asides.ts';
import { contentHash, contentOf, ruleId, ruleRunId, type RuleBook } from './rule-book.ts';
import type { RuleThread } from './rule-thread.ts';

type RuleOperation =
  | 'alerts.rules'
  | 'alerts.tryRules'
  | 'alerts.checkRule'
  | 'alerts.saveRule'
  | 'alerts.revertRule'
  | 'alerts.keepRule'
  | 'alerts.letRun'
  | 'alerts.retryRule'
  | 'alerts.exportRules'
  | 'alerts.importRules';

/** Exactly this diagnostic of a rule runs on this laptop by itself; null: none does. */
const letRun = (unit: Unit, code: string, diagnostic: RuleContent['diagnostic'], session: Session): void => {
  const id = ruleRunId(code);
  if (diagnostic === null) {
    unit.removeLocal(id);
    return;
  }
  const run: LogRuleRun = {
    ...unit.stamp('logRuleRun', id),
    code,
    what: JSON.stringify(diagnostic),
    by: personOf(session),
  };
  unit.putLocal(run);
};

/** Tickets by themselves are let by somebody who sees that, as diagnostics are. */
const makesNewTickets = (before: LogRule | undefined, { automation, active }: RuleContent): boolean =>
  active && automation.do === 'ticket' && !(before?.active === true && before.automation.do === 'ticket');

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export interface RuleDeps {
  readonly rules: RuleBook;
  readonly asides: RuleAsides;
  readonly thread: RuleThread;
  /** How many alerts of each rule are not closed. */
  readonly openByCode: () => ReadonlyMap<string, number>;
}

export const ruleHandlers = (
  desk: Desk,
  { rules, asides, thread, openByCode }: RuleDeps,
): FeatureHandlers<RuleOperation> => {
  const keep = (unit: Unit, action: string, code: string, content: SavedContent | null): void => {
    const id = ruleId(code);
    const before = unit.get<LogRuleRecord>('logRule', id);
    const shipped = rules.shipped(code);
    const record: LogRuleRecord = {
      ...unit.stamp('logRule', id),
      createdAt: before?.createdAt ?? unit.at,
      createdBy: before?.createdBy ?? unit.actor.id,
      revision: (before?.revision ?? 0) + 1,
      code,
      content,
      over: content !== null && shipped ? contentHash(shipped) : null,
    };
    unit.write(action, record);
    takeUp(unit, code);
  };

  const asideOf = (rule: LogRule, session: Session): RuleView['aside'] => {
    const aside = asides.of(rule);
    if (!aside) return null;
    const { sourceId, sourceName, file, generation, line, text, since } = aside;
    const shown = { sourceId, sourceName, file, generation, line, text, since };
    return mayReadLogs(session) ? shown : asideWithoutText(shown);
  };

  const view = (rule: LogRule, session: Session, open = openByCode()): RuleView => {
    const saved = rules.saved(rule.code);
    const isOwn = saved !== undefined && saved.content !== null;
    return {
      ...rule,
      shippedSince: rules.shippedSince(rule.code),
      runsHere: rules.runsHere(rule),
      origin: !rules.shipped(rule.code) ? 'desk' : isOwn ? 'edited' : 'shipped',
      revision: saved?.revision ?? null,
      open: open.get(rule.code) ?? 0,
      aside: asideOf(rule, session),
    };
  };

  /** `rule.invalid` { code, problems } for what does not do what it says. */
  const checked = async (code: string, content: RuleContent): Promise<Result<RuleContent>> => {
    const problems = (await thread.do({ do: 'check', content })) ?? [{ code: 'slow' } as const];
    return problems.length === 0
      ? succeed(content)
      : refuse('rule.invalid', `${code} has ${problems.length} problems`, {
          code,
          problems: problems.map((problem): Json => ({ ...problem })),
        });
  };

  const stale = (seen: number | null, current: number | null): Result<never> =>
    refuse('record.stale', `revision ${seen} is not the newest`, { seen, current });

  const full = (): Result<never> => refuse('rule.too-many', `at most ${MAX_RULES} rules`, { most: MAX_RULES });

  return {
    'alerts.rules': (_input, { session }) => {
      const open = openByCode();
      return succeed(rules.all.map((rule) => view(rule, session, open)));
    },

    'alerts.tryRules': async ({ text, draft }) => {
      const others = draft ? rules.all.filter(({ code }) => code !== draft.code) : rules.all;
      const tried = draft ? [{ code: draft.code, ...draft.content, active: true }] : [];
      if (draft) {
        const problems = await thread.do({ do: 'check', content: draft.content });
        if (problems === undefined || problems.some(({ code }) => code === 'slow'))
          return refuse('rule.slow', 'the pattern takes too long', {});
        const unread = problems.find((problem) => problem.code === 'pattern' || problem.code === 'except');
        if (unread) return refuse('rule.invalid', unread.code, { code: draft.code, problems: [{ ...unread }] });
      }
      const lines = await thread.do({ do: 'try', rules: [...tried, ...others], text });
      return lines ? succeed(lines) : refuse('rule.slow', 'the patterns take too long', {});
    },

    'alerts.checkRule': async ({ content }) =>
      succeed((await thread.do({ do: 'check', content })) ?? [{ code: 'slow' } as const]),

    'alerts.saveRule': async ({ code, isNew, seen, content }, { session }) => {
      const right = await checked(code, content);
      if (!right.ok) return right;
      const done = await desk.commit(actorOf(session), (unit) => {
        const before = rules.find(code);
        if (isNew && before) return refuse('record.exists', `there is a rule ${code}`, { name: code });
        if (!isNew && !before) return notFound('logRule', code);
        const current = unit.get<LogRuleRecord>('logRule', ruleId(code))?.revision ?? null;
        if (!isNew && current !== seen) return stale(seen, current);
        if (!before && rules.all.length >= MAX_RULES) return full();
        keep(unit, 'log-rule.save', code, right.value);
        // Who may let checks run lets run what they write, as with a check.
        if (isAllowed(session.roles, 'checks.manage')) letRun(unit, code, right.value.diagnostic, session);
        return succeed(null);
      });
      if (!done.ok) return done;
      const saved = rules.find(code);
      return saved ? succeed(view(saved, session)) : notFound('logRule', code);
    },

    'alerts.revertRule': async ({ code, seen }, { session }) => {
      const done = await desk.commit(actorOf(session), (unit) => {
        const before = unit.get<LogRuleRecord>('logRule', ruleId(code));
        if (!before || before.content === null) return notFound('logRule', code);
        if (before.revision !== seen) return stale(seen, before.revision);
        keep(unit, 'log-rule.revert', code, null);
        letRun(unit, code, null, session);
        return succeed(null);
      });
      if (!done.ok) return done;
      const left = rules.find(code);
      return succeed(left ? view(left, session) : null);
    },

    'alerts.keepRule': async ({ code, seen }, { session }) => {
      const done = await desk.commit(actorOf(session), (unit) => {
        const before = unit.get<LogRuleRecord>('logRule', ruleId(code));
        if (!before?.content) return notFound('logRule', code);
        if (before.revision !== seen) return stale(seen, before.revision);
        keep(unit, 'log-rule.keep', code, before.content);
        return succeed(null);
      });
      if (!done.ok) return done;
      const kept = rules.find(code);
      return kept ? succeed(view(kept, session)) : notFound('logRule', code);
    },

    'alerts.letRun': async ({ code, diagnostic }, { session }) => {
      const done = await desk.commit(actorOf(session), (unit) => {
        const rule = rules.find(code);
        if (!rule) return notFound('logRule', code);
        if (JSON.stringify(rule.diagnostic) !== JSON.stringify(diagnostic)) return stale(null, null);
        letRun(unit, code, diagnostic, session);
        unit.audit({
          action: 'log-rule.let-run',
          object: { type: 'logRule', id: ruleId(code), number: null },
          after: { code, kind: diagnostic.kind },
        });
        return succeed(null);
      });
      if (!done.ok) return done;
      const rule = rules.find(code);
      return rule ? succeed(view(rule, session)) : notFound('logRule', code);
    },

    'alerts.retryRule': async ({ code }, { session }) => {
      const done = await desk.commit(actorOf(session), (unit) => {
        if (!rules.find(code)) return notFound('logRule', code);
        if (takeUp(unit, code))
          unit.audit({
            action: 'log-rule.try-again',
            object: { type: 'logRule', id: ruleId(code), number: null },
            after: { code },
          });
        return succeed(null);
      });
      if (!done.ok) return done;
      const rule = rules.find(code);
      return rule ? succeed(view(rule, session)) : notFound('logRule', code);
    },

    'alerts.exportRules': () => {
      const file = {
        format: 'deskside-log-rules',
        version: 1,
        ...(desk.isPractice && { practice: true }),
        rules: rules.own.map((rule) => ({ code: rule.code, content: contentOf(rule) })),
      };
      const day = desk.ambient.now().toISOString().slice(0, 10);
      return succeed({ name: `log-rules-${day}.json`, text: `${JSON.stringify(file, null, 2)}\n` });
    },

    'alerts.importRules': async ({ text, tickets }, { session }) => {
      const parsed = parseJson(text);
      // An escape in the file can write half of a character, which no server takes (FORMATS.md §5).
      const read = parsed !== undefined && isWellFormed(parsed) ? ruleFile.safeParse(parsed) : undefined;
      if (!read?.success) {
        const [first] = read?.error.issues ?? [];
        const where = first?.path.map(String).join(' › ') ?? '';
        return refuse('rule.unreadable', `not a file of rules: ${where}`, { where });
      }
      const admitted = admitFile(desk, read.data.practice === true);
      if (!admitted.ok) return admitted;
      for (const { code, content } of read.data.rules) {
        const right = await checked(code, content);
        if (!right.ok) return right;
      }
      const byCode = new Map(read.data.rules.map(({ code, content }) => [code, content]));
      return desk.commit(actorOf(session), (unit): Result<RuleImport | RuleImportQuestion> => {
        const automatic = [...byCode].filter(([code, content]) => makesNewTickets(rules.find(code), content));
        if (tickets === undefined && automatic.length > 0)
          return succeed({ automatic: automatic.map(([code]) => code) });
        if (tickets === 'without')
          for (const [code, content] of automatic) byCode.set(code, { ...content, automation: { do: 'notify' } });
        const count = { added: 0, changed: 0, same: 0 };
        for (const [code, content] of byCode) {
          const before = rules.find(code);
          if (before && JSON.stringify(contentOf(before)) === JSON.stringify(content)) {
            count.same++;
            continue;
          }
          if (before) count.changed++;
          else count.added++;
          keep(unit, 'log-rule.import', code, content);
        }
        if (rules.all.length + count.added > MAX_RULES) return full();
        return succeed(count);
      });
    },
  };
};
