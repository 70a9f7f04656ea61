import type { PersonRef } from '../base/record.ts';
import { refuse, succeed, type Result } from '../base/result.ts';
import type { PriorityMatrix } from '../priority/matrix.ts';
import { isAllowed, type Role } from '../accounts/roles.ts';
import { nextState } from '../tickets/actions.ts';
import { askAboutChildren, type ChildrenChoice } from '../tickets/children.ts';
import { planEdit } from '../tickets/edit.ts';
import { momentAfter } from '../tickets/moment.ts';
import { revise } from '../tickets/revision.ts';
import type { Ticket } from '../tickets/ticket.ts';
import {
  planTransition,
  refuseAction,
  type Mover,
  type PlannedChange,
  type TransitionRequest,
} from '../tickets/transition.ts';
import type { MacroContent, MacroStep, TemplateTask } from './template.ts';
import { fillTemplate, type TemplateValues } from './variables.ts';

/** What one step comes to: a change of the ticket, with the name of it in the trail, or tasks that are added to it. */
export type PlannedStep =
  | { readonly do: 'change'; readonly action: string; readonly reason: string | null; readonly change: PlannedChange }
  | { readonly do: 'say'; readonly action: string; readonly change: PlannedChange }
  | { readonly do: 'tasks'; readonly tasks: readonly TemplateTask[] };

export interface MacroSetting {
  readonly by: PersonRef;
  readonly roles: readonly Role[];
  /** RFC 3339. */
  readonly now: string;
  readonly matrix: PriorityMatrix;
  readonly values: TemplateValues;
  /** Titles of required tasks that are open before it begins. */
  readonly requiredTasks: readonly string[];
  /** Open tickets below it, and what becomes of them where a step resolves it. */
  readonly openBelow: readonly { readonly number: string }[];
  readonly children: ChildrenChoice | null;
}

const HOUR_MS = 3_600_000;

const withFilled = (text: string, { language }: MacroContent, { values }: MacroSetting): Result<string> => {
  const filled = fillTemplate(text, values, language);
  if (filled.gaps.length > 0)
    return refuse('template.gaps', `not known: ${filled.gaps.join(', ')}`, { gaps: filled.gaps.join(' ') });
  return succeed(filled.text);
};

const assignment = (
  step: Extract<MacroStep, { do: 'assign' }>,
  ticket: Ticket,
  { by, roles }: MacroSetting,
): Result<TransitionRequest | null> => {
  const to = step.to ?? by;
  const isMine = to.id === by.id;
  if (isMine && step.group === null) {
    if (ticket.assignee?.id === by.id) return succeed(null);
    if (nextState(ticket.state, 'take') !== undefined) return succeed({ action: 'take' });
  }
  if (!isAllowed(roles, 'tickets.assign'))
    return refuse('auth.denied', 'assigning a ticket needs another role', { permission: 'tickets.assign' });
  return succeed({ action: 'assign', assignee: to, group: step.group });
};

/** Runs the rules of one step; null where there is nothing to do: it is as the step wants it already. */
const planStep = (
  step: MacroStep,
  macro: MacroContent,
  ticket: Ticket,
  setting: MacroSetting,
  tasks: readonly string[],
): Result<PlannedStep | null> => {
  const at = momentAfter(ticket.updatedAt, setting.now);
  const mover: Mover = { by: setting.by, at };
  const move = (request: TransitionRequest, action: string, reason: string | null): Result<PlannedStep | null> => {
    const planned = planTransition(ticket, request, mover, tasks);
    if (!planned.ok) return planned;
    return succeed(planned.value.events.length === 0 ? null : { do: 'change', action, reason, change: planned.value });
  };
  const filled = (text: string) => withFilled(text, macro, setting);
  switch (step.do) {
    case 'workNote':
    case 'comment': {
      if (nextState(ticket.state, step.do) === undefined) return refuseAction(ticket.state, step.do);
      const text = filled(step.text);
      if (!text.ok) return text;
      const event =
        step.do === 'comment'
          ? ({ kind: 'comment', text: text.value, delivery: step.delivery } as const)
          : ({ kind: 'workNote', text: text.value } as const);
      const action = step.do === 'comment' ? 'ticket.comment' : 'ticket.work-note';
      return succeed({ do: 'say', action, change: { ticket: revise(ticket, at), events: [event] } });
    }
    case 'set': {
      const kept = ticket.tags.filter((tag) => !step.removeTags.includes(tag));
      const tags = [...new Set([...kept, ...step.addTags])];
      const edit = {
        tags,
        ...(step.kind === null ? {} : { kind: step.kind }),
        ...(step.category === null ? {} : { category: step.category }),
        ...(step.impact === null ? {} : { impact: step.impact }),
        ...(step.urgency === null ? {} : { urgency: step.urgency }),
      };
      const planned = planEdit(ticket, edit, { seen: ticket, at, matrix: setting.matrix });
      if (!planned.ok) return planned;
      if (planned.value.events.length === 0) return succeed(null);
      return succeed({ do: 'change', action: 'ticket.edit', reason: null, change: planned.value });
    }
    case 'assign': {
      const request = assignment(step, ticket, setting);
      if (!request.ok) return request;
      if (request.value === null) return succeed(null);
      return move(request.value, request.value.action === 'take' ? 'ticket.take' : 'ticket.assign', null);
    }
    case 'tasks': {
      if (nextState(ticket.state, 'edit') === undefined) return refuseAction(ticket.state, 'edit');
      const titles = step.tasks.map(({ title }) => filled(title));
      const refused = titles.find((title) => !title.ok);
      if (refused && !refused.ok) return refused;
      const named = step.tasks.flatMap(({ required }, place) => {
        const title = titles[place];
        return title?.ok ? [{ title: title.value, required }] : [];
      });
      return succeed({ do: 'tasks', tasks: named });
    }
    case 'hold': {
      const comment = filled(step.comment);
      if (!comment.ok) return comment;
      const until = new Date(Date.parse(setting.now) + step.hours * HOUR_MS).toISOString();
      const action = ticket.state === 'on_hold' ? 'changeHold' : 'hold';
      const told = comment.value.trim() === '' ? null : comment.value;
      const name = action === 'hold' ? 'ticket.hold' : 'ticket.change-hold';
      return move({ action, reason: step.reason, until, comment: told }, name, step.reason);
    }
    case 'resolve': {
      const [text, why] = [filled(step.text), filled(step.noArticleReason)];
      if (!text.ok) return text;
      if (!why.ok) return why;
      const asked = nextState(ticket.state, 'resolve') && askAboutChildren(setting.openBelow, setting.children);
      if (asked?.ok === false) return asked;
      const request = { action: 'resolve', code: step.code, articleId: null } as const;
      return move({ ...request, text: text.value, noArticleReason: why.value }, 'ticket.resolve', null);
    }
  }
};

/**
 * All steps on one ticket, each judged by the rules as if a person did it, on what the steps before it made of the ticket. The first
 * refusal refuses all, and says which step it was: `details.step` counts from 1.
 */
export const planMacro = (
  ticket: Ticket,
  macro: MacroContent,
  setting: MacroSetting,
): Result<readonly PlannedStep[]> => {
  const planned: PlannedStep[] = [];
  let current = ticket;
  let tasks = setting.requiredTasks;
  for (const [place, step] of macro.steps.entries()) {
    const next = planStep(step, macro, current, setting, tasks);
    if (!next.ok) {
      const { code, message, details } = next.failure;
      return refuse(code, `step ${place + 1}: ${message}`, { ...details, step: place + 1 });
    }
    if (next.value === null) continue;
    planned.push(next.value);
    if (next.value.do === 'tasks') {
      tasks = [...tasks, ...next.value.tasks.flatMap(({ title, required }) => (required ? [title] : []))];
      current = revise(current, momentAfter(current.updatedAt, setting.now));
    } else current = next.value.change.ticket;
  }
  return succeed(planned);
};
