import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '#shared/audit/entry.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import { defaultPriorityMatrix } from '#shared/priority/matrix.ts';
import { checkTemplate } from '#shared/templates/faults.ts';
import { templateContent } from '#shared/templates/schema.ts';
import type { MacroContent, ReplyContent, TemplateView } from '#shared/templates/template.ts';
import { linkHandlers } from '#core/links/handlers.ts';
import { openBelow, openLinks } from '#core/open-links.ts';
import { openTicketIndex } from '#core/queue/ticket-index.ts';
import { addPlainTasks, requiredTasks, taskHandlers, tasksOf } from '#core/tasks/handlers.ts';
import { templateHandlers, type MacroDoors } from '#core/templates/handlers.ts';
import { countUse, seedTemplates } from '#core/templates/library.ts';
import { shippedTemplates } from '#core/templates/shipped.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { openTicketPort } from '#core/tickets/open-ticket-port.ts';
import { deskFolder, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';

const lin = contextOf('Lin Yue');
const sam = contextOf('Sam Okafor', ['technician'], 'user:01J0000000000000000000000B');
const lead = contextOf('Ada Marsh', ['team-lead'], 'user:01J0000000000000000000000C');

let folder: DeskFolder;
beforeEach(async () => {
  folder = await deskFolder();
});
afterEach(() => folder.remove());

const console_ = (desk = folder.keeper.desk ?? folder.desk) => {
  const addTasks: MacroDoors['addTasks'] = (unit, ticketId, tasks) =>
    addPlainTasks(desk.records, unit, ticketId, tasks);
  const index = openTicketIndex(desk);
  const links = openLinks(desk);
  const rowOf = (id: string) => index.row(index.slotOf(id) ?? -1);
  const rules = {
    openBelow: openBelow(links, rowOf),
    requiredTasks: (ticketId: string) => requiredTasks(desk.records, ticketId),
    matrix: () => defaultPriorityMatrix,
    onMerged: () => succeed(null),
    onFollowedUp: () => succeed(null),
    addTasks,
    templateUsed: countUse,
  };
  return {
    desk,
    tasks: taskHandlers(desk),
    tickets: ticketHandlers(desk, rules),
    links: linkHandlers(desk, links, openTicketPort(desk, rowOf, rules)),
    templates: templateHandlers(desk, {
      requiredTasks: rules.requiredTasks,
      taskCount: (ticketId) => tasksOf(desk.records, ticketId).length,
      matrix: rules.matrix,
      addTasks,
      dueAt: () => null,
      tickets: openTicketPort(desk, rowOf, rules),
    }),
  };
};
/** The value of an answer that comes at once, as queries give it, or that was waited for. */
const valueOf = <Value>(result: Result<Value> | Promise<Result<Value>>): Value => {
  if (result instanceof Promise) throw new Error('answers later');
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
};
const reply = (body: string, name = 'Hello'): ReplyContent => ({
  kind: 'reply',
  name,
  language: 'en',
  keywords: '',
  body,
});
const macro = (steps: MacroContent['steps']): MacroContent => ({
  kind: 'macro',
  name: 'Greet',
  language: 'en',
  keywords: '',
  steps,
});
const add = async (content: TemplateView['content'], scope: 'save' | 'saveOwn' = 'save'): Promise<TemplateView> =>
  valueOf(await console_().templates[`templates.${scope}`]({ id: null, version: null, retired: false, content }, lead));
const newTicket = async (more: object = {}): Promise<string> => {
  const report = { kind: 'incident', channel: 'phone', title: 'VPN', description: '', impact: 3, urgency: 3 } as const;
  const made = await console_().tickets['tickets.create'](
    { ...report, category: null, requester: { id: null, name: 'Lena Ortiz' }, draftId: null, ...more },
    lin,
  );
  return valueOf(made).ticketId;
};
const trail = async (): Promise<readonly AuditEntry[]> => {
  const { desk } = console_();
  return (await desk.readAudit(1, desk.auditHead.seq)).map((text) => JSON.parse(text) as AuditEntry);
};

describe('templates that ship', () => {
  it('fit their schema and hold nothing that could not be saved', () => {
    for (const { content, name } of shippedTemplates()) {
      expect(templateContent.safeParse(content).success, name).toBe(true);
      expect(checkTemplate(content), name).toEqual({ ok: true, value: null });
    }
  });

  it('are the same in both languages: as many, with as many questions, tasks and steps', () => {
    const shapes = (language: string) =>
      shippedTemplates()
        .filter(({ content }) => content.language === language)
        .map(({ name, content }) => [
          name.replace(`.${language}`, ''),
          content.kind === 'ticket'
            ? [content.questions.map(({ id, type, required }) => [id, type, required]), content.tasks.length]
            : content.kind === 'macro'
              ? content.steps.map((step) => step.do)
              : null,
        ]);
    expect(shapes('zh-CN')).toEqual(shapes('en'));
    for (const kind of ['reply', 'ticket', 'macro'])
      expect(shapes('en').filter(([name]) => String(name).startsWith(kind)).length).toBeGreaterThanOrEqual(6);
  });

  it('are there once on a new desk, however often it is opened', async () => {
    seedTemplates(folder.desk);
    seedTemplates(folder.desk);
    const desk = await folder.reopen();
    seedTemplates(desk);
    expect(desk.records.count('template')).toBe(shippedTemplates().length);
    expect((await trail()).filter(({ action }) => action === 'template.seed')).toHaveLength(1);
  });
});

describe('saving', () => {
  it('keeps every version and refuses one that was written over a newer', async () => {
    const { templates } = console_();
    const first = await add(reply('Hello'));
    const save = (version: number, body: string) =>
      templates['templates.save']({ id: first.id, version, retired: false, content: reply(body) }, lead);
    expect(await save(1, 'Hello there')).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await save(1, 'Hi')).toMatchObject({ failure: { code: 'record.stale', details: { seen: 1, current: 2 } } });
    const versions = valueOf(templates['templates.versions']({ id: first.id }, lin));
    expect(versions.map(({ version, content }) => [version, content.kind === 'reply' && content.body])).toEqual([
      [1, 'Hello'],
      [2, 'Hello there'],
    ]);
  });

  it('retires without another version, and tells the trail no words', async () => {
    const { templates } = console_();
    const { id } = await add(reply('Dear Wang Fang of 12 Harbour Street'));
    const content = reply('Dear Wang Fang of 12 Harbour Street');
    expect(await templates['templates.save']({ id, version: 1, retired: true, content }, lead)).toMatchObject({
      value: { retired: true, version: 1 },
    });
    expect(JSON.stringify(await trail())).not.toContain('Harbour');
    expect((await trail()).at(-1)).toMatchObject({ action: 'template.save', after: { retired: true } });
  });

  it('keeps what is one’s own to oneself', async () => {
    const { templates } = console_();
    const own = valueOf(
      await templates['templates.saveOwn']({ id: null, version: null, retired: false, content: reply('Mine') }, sam),
    );
    expect(valueOf(templates['templates.list']({}, sam)).map(({ id }) => id)).toEqual([own.id]);
    expect(valueOf(templates['templates.list']({}, lin))).toEqual([]);
    const edit = { id: own.id, version: 1, retired: false, content: reply('Yours') };
    for (const operation of ['templates.save', 'templates.saveOwn'] as const)
      expect(await templates[operation](edit, lead)).toMatchObject({ failure: { code: 'record.not-found' } });
    expect(await templates['templates.used']({ id: own.id }, lin)).toMatchObject({
      failure: { code: 'record.not-found' },
    });
  });

  it('refuses what could not be used', async () => {
    const { templates } = console_();
    const edit = { id: null, version: null, retired: false, content: reply('{{requester.nmae}}') };
    expect(await templates['templates.save'](edit, lead)).toMatchObject({
      failure: { code: 'template.unknown-variable' },
    });
  });
});

describe('using', () => {
  it('is counted, and what is used most comes first', async () => {
    const { templates } = console_();
    const [one, two] = [await add(reply('a', 'A')), await add(reply('b', 'B'))];
    for (let times = 0; times < 2; times++) await templates['templates.used']({ id: two.id }, lin);
    expect(valueOf(templates['templates.list']({}, sam)).map(({ id, uses }) => [id, uses])).toEqual([
      [two.id, 2],
      [one.id, 0],
    ]);
  });

  it('knows what a text about a ticket is filled with', async () => {
    const ticketId = await newTicket();
    const { templates } = console_();
    expect(valueOf(templates['templates.values']({ ticketId }, lin))).toMatchObject({
      title: 'VPN',
      requester: 'Lena Ortiz',
      me: 'Lin Yue',
      desk: 'Northgate desk',
      due: null,
    });
    expect(valueOf(templates['templates.values']({ ticketId: null }, lin))).toMatchObject({ number: null });
  });

  it('makes a ticket with its tags and tasks in one commit, and counts the template', async () => {
    const template = await add(reply('stands for a form'));
    const ticketId = await newTicket({
      tags: ['vpn'],
      tasks: [
        { title: 'Check', required: true },
        { title: 'Call', required: false },
      ],
      templateId: template.id,
    });
    const { templates, tickets, tasks } = console_();
    expect(tickets['tickets.get']({ ticketId }, lin)).toMatchObject({
      value: { ticket: { tags: ['vpn'], state: 'new' } },
    });
    expect(
      valueOf(tasks['tasks.list']({ subjectId: ticketId }, lin)).map(({ title, required }) => [title, required]),
    ).toEqual([
      ['Check', true],
      ['Call', false],
    ]);
    expect(valueOf(templates['templates.list']({}, lin))[0]).toMatchObject({ uses: 1 });
  });
});

describe('a macro', () => {
  const steps: MacroContent['steps'] = [
    { do: 'assign', to: null, group: null },
    { do: 'tasks', tasks: [{ title: 'Ask for news', required: true }] },
    { do: 'comment', text: 'Hello {{requester.firstName}}', delivery: 'pending' },
    { do: 'hold', reason: 'vendor', hours: 24, comment: '' },
  ];
  const run = async (content: MacroContent, ticketId: string) => {
    const { id } = await add(content);
    return { id, result: await console_().templates['templates.runMacro']({ id, version: 1, ticketId }, lin) };
  };

  it('does everything in one commit, each step with its own entry in the trail', async () => {
    const ticketId = await newTicket();
    const { id, result } = await run(macro(steps), ticketId);
    const { ticket, timeline } = valueOf(result);
    expect(ticket).toMatchObject({ state: 'on_hold', assignee: { name: 'Lin Yue' }, hold: { reason: 'vendor' } });
    expect(timeline.flatMap(({ event }) => (event.kind === 'comment' ? [event.text] : []))).toEqual(['Hello Lena']);
    expect(timeline.map(({ at }) => at)).toEqual(timeline.map(({ at }) => at).toSorted());
    const entries = (await trail()).slice(-4);
    expect(entries.map(({ action, correlation }) => [action, correlation])).toEqual([
      ['ticket.take', id],
      ['task.added', null],
      ['ticket.comment', id],
      ['ticket.hold', id],
    ]);
    expect(JSON.stringify(entries)).not.toContain('Hello');
  });

  it('tells whom its words mention, who watch the ticket from then on', async () => {
    const ticketId = await newTicket();
    await console_().desk.commit(console_().desk.deviceActor, (unit) => {
      unit.putLocal(
        Object.assign(unit.stamp('user', sam.session.userId), { displayName: 'Sam Okafor', disabled: false }),
      );
      return succeed(null);
    });
    const { result } = await run(
      macro([{ do: 'workNote', text: 'Yours, @Sam Okafor' }, ...steps.slice(0, 1)]),
      ticketId,
    );
    expect(valueOf(result).ticket).toMatchObject({ state: 'in_progress', watchers: [sam.session.userId] });
    expect(console_().desk.records.count('mention')).toBe(1);
  });

  it('adds no more tasks than a ticket holds', async () => {
    const ticketId = await newTicket();
    const forty = Array.from({ length: 40 }, (_, place) => ({ title: `task ${place}`, required: false }));
    const { id, result } = await run(
      macro(Array.from({ length: 6 }, () => ({ do: 'tasks', tasks: forty }) as const)),
      ticketId,
    );
    expect(result).toMatchObject({ failure: { code: 'task.too-many', details: { most: 200, step: 6 } } });
    const { templates, tasks } = console_();
    expect(valueOf(tasks['tasks.list']({ subjectId: ticketId }, lin))).toEqual([]);
    expect(valueOf(templates['templates.tryMacro']({ id, ticketIds: [ticketId] }, lin))).toMatchObject([
      { failure: { code: 'task.too-many' } },
    ]);
  });

  it('does nothing at all where one step is refused', async () => {
    const ticketId = await newTicket();
    const before = console_().desk.auditHead.seq + 1;
    const { result } = await run(
      macro([...steps, { do: 'resolve', code: 'other', text: 'x', noArticleReason: 'y' }]),
      ticketId,
    );
    expect(result).toMatchObject({ failure: { code: 'ticket.tasks-open', details: { step: 5 } } });
    const { tickets, tasks, desk } = console_();
    expect(tickets['tickets.get']({ ticketId }, lin)).toMatchObject({
      value: { ticket: { state: 'new' }, timeline: [{}] },
    });
    expect(valueOf(tasks['tasks.list']({ subjectId: ticketId }, lin))).toEqual([]);
    expect(desk.auditHead.seq).toBe(before);
  });

  it('asks what becomes of open tickets below one that it resolves, and does that in the same commit', async () => {
    const [parent, child] = [await newTicket(), await newTicket()];
    const { links, templates, tickets } = console_();
    await links['links.add']({ ticketId: parent, side: 'parent_of', otherId: child }, lin);
    const { id } = await add(
      macro([{ do: 'resolve', code: 'other', text: 'For {{ticket.number}}', noArticleReason: 'y' }]),
    );
    const asking = { failure: { code: 'ticket.children-open', details: { count: 1, step: 1 } } };
    expect(valueOf(templates['templates.tryMacro']({ id, ticketIds: [parent] }, lin))).toMatchObject([asking]);
    const run = { id, version: 1, ticketId: parent };
    expect(await templates['templates.runMacro'](run, lin)).toMatchObject(asking);
    expect(
      valueOf(templates['templates.tryMacro']({ id, ticketIds: [parent], children: 'resolve' }, lin)),
    ).toMatchObject([{ failure: null }]);
    const { ticket } = valueOf(await templates['templates.runMacro']({ ...run, children: 'resolve' }, lin));
    expect(tickets['tickets.get']({ ticketId: child }, lin)).toMatchObject({
      value: { ticket: { state: 'resolved', resolution: { text: `For ${ticket.number}` } } },
    });
  });

  it('says beforehand what would come of it, and changes nothing by that', async () => {
    const [good, bad] = [await newTicket(), await newTicket({ requester: null })];
    const { id } = await add(macro(steps));
    const { templates, desk } = console_();
    const seq = desk.auditHead.seq;
    expect(valueOf(templates['templates.tryMacro']({ id, ticketIds: [good, bad] }, lin))).toMatchObject([
      { ticketId: good, failure: null },
      { ticketId: bad, failure: { code: 'template.gaps', details: { gaps: '‹requester›', step: 3 } } },
    ]);
    expect(desk.auditHead.seq).toBe(seq);
  });

  it('is refused when it was changed, retired, or is none', async () => {
    const ticketId = await newTicket();
    const { templates } = console_();
    const { id } = await add(macro(steps));
    expect(await templates['templates.runMacro']({ id, version: 2, ticketId }, lin)).toMatchObject({
      failure: { code: 'record.stale' },
    });
    await templates['templates.save']({ id, version: 1, retired: true, content: macro(steps) }, lead);
    expect(await templates['templates.runMacro']({ id, version: 1, ticketId }, lin)).toMatchObject({
      failure: { code: 'record.not-found' },
    });
    const text = await add(reply('x'));
    expect(await templates['templates.runMacro']({ id: text.id, version: 1, ticketId }, lin)).toMatchObject({
      failure: { code: 'record.not-found' },
    });
  });

  it('does not assign to somebody who is gone', async () => {
    const ticketId = await newTicket();
    const { id } = await add(macro([{ do: 'assign', to: { id: 'user:gone', name: 'Gone' }, group: null }]));
    expect(await console_().templates['templates.runMacro']({ id, version: 1, ticketId }, lead)).toMatchObject({
      failure: { code: 'record.not-found', details: { type: 'user' } },
    });
  });
});
