import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTemplate } from '#shared/templates/faults.ts';
import { askedQuestions, filledTicket, unanswered } from '#shared/templates/questions.ts';
import type { Question, ReplyContent, TicketContent } from '#shared/templates/template.ts';
import { fillTemplate, gapIn, unknownVariables, type TemplateValues } from '#shared/templates/variables.ts';

const values: TemplateValues = {
  number: 'INC-7K3Q-000142',
  title: 'VPN drops',
  requester: 'Lena Ortiz Vega',
  me: 'Ada Marsh',
  desk: 'Northgate desk',
  now: '2026-10-15T09:00:00.000Z',
  due: '2026-10-15T12:30:00.000Z',
  answers: {},
};
const reply = (body: string): ReplyContent => ({ kind: 'reply', name: 'x', language: 'en', keywords: '', body });
const choice = (id: string, options: readonly string[], more: Partial<Question> = {}): Question => ({
  id,
  label: id,
  type: 'choice',
  options,
  required: true,
  showIf: null,
  ...more,
});
const line = (id: string, more: Partial<Question> = {}): Question => ({ ...choice(id, []), type: 'line', ...more });
const form = (more: Partial<TicketContent>): TicketContent => ({
  kind: 'ticket',
  name: 'x',
  language: 'en',
  keywords: '',
  ticketKind: 'incident',
  title: '',
  description: '',
  category: null,
  impact: 3,
  urgency: 3,
  channel: null,
  tags: [],
  tasks: [],
  questions: [],
  ...more,
});

describe('filling a text', () => {
  it('puts in what is known', () => {
    const text = 'Hello {{requester.firstName}}, {{ ticket.number }} “{{ticket.title}}”. {{me.name}}, {{desk.name}}';
    expect(fillTemplate(text, values, 'en')).toEqual({
      text: 'Hello Lena, INC-7K3Q-000142 “VPN drops”. Ada Marsh, Northgate desk',
      gaps: [],
    });
  });

  it('addresses a Chinese name whole', () => {
    expect(fillTemplate('{{requester.firstName}}，你好', { ...values, requester: '王芳' }, 'zh-CN').text).toBe(
      '王芳，你好',
    );
  });

  it('writes dates as each language does', () => {
    expect(fillTemplate('{{date}}', values, 'en').text).toMatch(/^Thu 15 Oct$/);
    expect(fillTemplate('{{date}}', values, 'zh-CN').text).toMatch(/^10 月 15 日周四$/);
    expect(fillTemplate('{{due}}', values, 'en').text).toMatch(/^\w{3} \d{1,2} \w{3} \d\d:\d\d$/);
  });

  it('leaves a gap that can be seen where a value is not known', () => {
    const unknown = { ...values, requester: null, due: null };
    expect(fillTemplate('Hello {{requester.name}}, by {{due}}', unknown, 'en')).toEqual({
      text: 'Hello ‹requester›, by ‹due time›',
      gaps: ['‹requester›', '‹due time›'],
    });
    expect(fillTemplate('{{requester.name}}', { ...values, requester: '  ' }, 'zh-CN').text).toBe('‹请求人›');
    expect(gapIn('Hello ‹requester›, x')).toEqual({ text: '‹requester›', from: 6 });
    expect(gapIn('no gap ‹ here\n›')).toBeUndefined();
  });

  it('does not fill in what a value holds, nor leave a gap that only a value drew', () => {
    fc.assert(
      fc.property(fc.string(), (title) => {
        const { text } = fillTemplate('a {{ticket.title}} b', { ...values, title: `x${title}{{me.name}}‹y›` }, 'en');
        expect(text).toContain('{{me.name}}');
        expect(gapIn(text)).toBeUndefined();
      }),
    );
  });

  it('keeps what is no placeholder of ours', () => {
    expect(fillTemplate('{{ansible_host}} {x} {{}}', values, 'en').text).toBe('{{ansible_host}} {x} {{}}');
  });
});

describe('saving a template', () => {
  it('names placeholders that nothing fills in', () => {
    expect(unknownVariables(reply('{{requester.nam}} {{me.name}} {{ }} {{answers.x}} {{requester.nam}}'))).toEqual([
      '{{requester.nam}}',
      '{{ }}',
      '{{answers.x}}',
    ]);
    expect(checkTemplate(reply('{{ticket.nr}}'))).toMatchObject({
      failure: { code: 'template.unknown-variable', details: { names: '{{ticket.nr}}' } },
    });
    expect(checkTemplate(form({ title: 'Printer {{answers.printer}}', questions: [line('printer')] })).ok).toBe(true);
  });

  it.each([
    ['id', [line('a'), line('a')]],
    ['options', [choice('a', ['one'])]],
    ['showIf', [line('a'), line('b', { showIf: { question: 'a', answers: ['x'] } })]],
    ['showIf', [line('b', { showIf: { question: 'a', answers: ['x'] } }), choice('a', ['x', 'y'])]],
    ['showIf', [choice('a', ['x', 'y']), line('b', { showIf: { question: 'a', answers: ['z'] } })]],
  ] as const)('refuses questions with a wrong %s', (fault, questions) => {
    expect(checkTemplate(form({ questions }))).toMatchObject({
      failure: { code: 'template.question', details: { fault } },
    });
  });

  it('refuses a macro that goes on after resolving', () => {
    const resolve = { do: 'resolve', code: 'other', text: 'x', noArticleReason: 'y' } as const;
    const hold = { do: 'hold', reason: 'vendor', hours: 4, comment: '' } as const;
    const macro = { kind: 'macro', name: 'x', language: 'en', keywords: '' } as const;
    expect(checkTemplate({ ...macro, steps: [resolve, hold] })).toMatchObject({
      failure: { code: 'template.order', details: { step: 2 } },
    });
    expect(checkTemplate({ ...macro, steps: [resolve, { do: 'workNote', text: 'done' }] }).ok).toBe(true);
  });
});

describe('questions', () => {
  const questions = [
    choice('what', ['display', 'print']),
    line('message', { showIf: { question: 'what', answers: ['display'] } }),
    choice('colour', ['yes', 'no'], { showIf: { question: 'what', answers: ['print'] } }),
    line('which', { showIf: { question: 'colour', answers: ['yes'] } }),
    line('since', { required: false }),
  ];
  const ids = (answers: Readonly<Record<string, string>>) => askedQuestions(questions, answers).map(({ id }) => id);

  it('are asked where the answers before call for them', () => {
    expect(ids({})).toEqual(['what', 'since']);
    expect(ids({ what: 'display' })).toEqual(['what', 'message', 'since']);
    expect(ids({ what: 'print', colour: 'yes' })).toEqual(['what', 'colour', 'which', 'since']);
    // What hangs on a question that is not asked any more is not asked either, whatever was answered before.
    expect(ids({ what: 'display', colour: 'yes' })).toEqual(['what', 'message', 'since']);
  });

  it('are missing only while they are asked', () => {
    expect(unanswered(questions, { what: 'display', message: ' ' })).toEqual(['message']);
    expect(unanswered(questions, { what: 'print', colour: 'no' })).toEqual([]);
  });

  it('go into the description, those in its text where it names them', () => {
    const content = form({
      title: 'Printer {{answers.what}}',
      description: 'It says: {{answers.message}}',
      questions,
    });
    const answers = { what: 'display', message: 'E-23', colour: 'yes', since: 'Monday\nafter lunch' };
    expect(filledTicket(content, { ...values, answers })).toEqual({
      title: 'Printer display',
      description: 'It says: E-23',
      answers: '**what:** display\n**since:**\nMonday\nafter lunch',
    });
  });

  it('are never left out for one whose name only begins alike, or for a word that is no placeholder', () => {
    const content = form({
      title: '',
      description: 'Model: {{ answers.printer_model }} (answers.room)',
      questions: [line('printer'), line('printer_model'), line('room')],
    });
    const answers = { printer: 'Second floor', printer_model: 'MX-7', room: '2.14' };
    expect(filledTicket(content, { ...values, answers })).toEqual({
      title: '',
      description: 'Model: MX-7 (answers.room)',
      answers: '**printer:** Second floor\n**room:** 2.14',
    });
  });
});
