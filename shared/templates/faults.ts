import { refuse, succeed, type Result } from '../base/result.ts';
import { questionFault } from './questions.ts';
import type { TemplateContent } from './template.ts';
import { unknownVariables } from './variables.ts';

/**
 * What a template must not be saved with: `template.unknown-variable` { names }, `template.question` { label, fault }, and
 * `template.order` { step } for a macro that goes on after it has resolved the ticket, which nothing but a note could.
 */
export const checkTemplate = (content: TemplateContent): Result<null> => {
  const unknown = unknownVariables(content);
  if (unknown.length > 0)
    return refuse('template.unknown-variable', `unknown: ${unknown.join(', ')}`, { names: unknown.join(' ') });
  if (content.kind === 'ticket') {
    for (const [place, { label }] of content.questions.entries()) {
      const fault = questionFault(content.questions, place);
      if (fault) return refuse('template.question', `${label}: ${fault}`, { label, fault });
    }
  }
  if (content.kind === 'macro') {
    const end = content.steps.findIndex((step) => step.do === 'resolve');
    const after = content.steps
      .slice(end + 1)
      .findIndex((step) => step.do === 'hold' || step.do === 'assign' || step.do === 'resolve');
    if (end >= 0 && after >= 0) return refuse('template.order', 'goes on after resolving', { step: end + after + 2 });
  }
  return succeed(null);
};
