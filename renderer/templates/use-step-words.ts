import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { MacroStep } from '#shared/templates/template.ts';

export interface StepWords {
  readonly what: string;
  /** What is written, as it stands in the macro. */
  readonly text: string | undefined;
}

/** A step in words: what it does, and what it writes. */
export const useStepWords = (): ((step: MacroStep) => StepWords) => {
  const { t } = useTranslation('templates');
  const { t: tickets } = useTranslation('tickets');
  const format = useFormat();
  return (step) => {
    switch (step.do) {
      case 'workNote':
        return { what: t('step.workNote'), text: step.text };
      case 'comment':
        return { what: t('says.comment', { delivery: tickets(`delivery.${step.delivery}`) }), text: step.text };
      case 'assign': {
        const name = step.to?.name ?? t('whoRuns');
        const what =
          step.group === null ? t('says.assign', { name }) : t('says.assignGroup', { name, group: step.group });
        return { what, text: undefined };
      }
      case 'set': {
        const fields = [
          ...(step.kind === null
            ? []
            : [t('says.field', { field: tickets('field.kind'), value: tickets(`kind.${step.kind}`) })]),
          ...(step.category === null
            ? []
            : [t('says.field', { field: tickets('field.category'), value: step.category })]),
          ...(step.impact === null
            ? []
            : [t('says.field', { field: tickets('field.impact'), value: String(step.impact) })]),
          ...(step.urgency === null
            ? []
            : [t('says.field', { field: tickets('field.urgency'), value: String(step.urgency) })]),
          ...step.addTags.map((tag) => `+${tag}`),
          ...step.removeTags.map((tag) => `−${tag}`),
        ];
        return { what: t('says.set', { fields: format.series(fields) }), text: undefined };
      }
      case 'tasks':
        return {
          what: t('says.tasks', { count: step.tasks.length }),
          text: step.tasks
            .map(({ title, required }) => `- ${title}${required ? ` (${t('required')})` : ''}`)
            .join('\n'),
        };
      case 'hold': {
        const length =
          step.hours % 24 === 0
            ? t('days', { count: step.hours / 24 })
            : t('hours', { count: step.hours, shown: format.number(step.hours) });
        const what = t('says.hold', { reason: tickets(`hold.${step.reason}`), length });
        return { what, text: step.comment.trim() === '' ? undefined : step.comment };
      }
      case 'resolve':
        return { what: t('says.resolve', { code: tickets(`resolution.${step.code}`) }), text: step.text };
    }
  };
};
