import { filledTicket, withAnswers } from '#shared/templates/questions.ts';
import type { TicketContent } from '#shared/templates/template.ts';
import type { TemplateValues } from '#shared/templates/variables.ts';
import type { NewTicketForm } from './new-ticket-fields.ts';

/** What the template makes of title and description while they are not somebody's own. */
const madeOf = (form: NewTicketForm, content: TicketContent | undefined, values: TemplateValues) =>
  content
    ? filledTicket(content, { ...values, requester: form.requester.trim() || null, answers: form.answers })
    : { title: '', description: '', answers: '' };

/**
 * The form after a change of what its template's texts are made of. A title or description that somebody has written stays; one that is
 * still as the template made it, or empty, is made anew.
 */
const remade = (
  before: NewTicketForm,
  after: NewTicketForm,
  content: { readonly before: TicketContent | undefined; readonly after: TicketContent | undefined },
  values: TemplateValues,
): NewTicketForm => {
  const [was, is] = [madeOf(before, content.before, values), madeOf(after, content.after, values)];
  const isMade = (text: string, made: string) => text.trim() === '' || text === made;
  return {
    ...after,
    title: isMade(before.title, was.title) ? is.title : after.title,
    description: isMade(before.description, was.description) ? is.description : after.description,
  };
};

/** Begins with a template, or goes back to none; what the template does not say stays as it was chosen. */
export const withTemplate = (
  form: NewTicketForm,
  before: TicketContent | undefined,
  chosen: { readonly id: string; readonly content: TicketContent } | undefined,
  values: TemplateValues,
): NewTicketForm => {
  if (!chosen) return remade(form, { ...form, template: '' }, { before, after: undefined }, values);
  const { ticketKind, impact, urgency, category, channel } = chosen.content;
  const after: NewTicketForm = {
    ...form,
    template: chosen.id,
    kind: ticketKind,
    impact,
    urgency,
    category: category ?? form.category,
    channel: channel ?? form.channel,
  };
  return remade(form, after, { before, after: chosen.content }, values);
};

/** An answer, or a requester, that title and description may name. */
export const withDetail = (
  form: NewTicketForm,
  content: TicketContent | undefined,
  change: Pick<Partial<NewTicketForm>, 'answers' | 'requester'>,
  values: TemplateValues,
): NewTicketForm => remade(form, { ...form, ...change }, { before: content, after: content }, values);

/** The description as it is registered: what was written, and the answers. */
export const registeredDescription = (
  form: NewTicketForm,
  content: TicketContent | undefined,
  values: TemplateValues,
): string => withAnswers(form.description, madeOf(form, content, values).answers);
