import { Prose } from '#renderer/writing/prose.tsx';
import type { MacroContent } from '#shared/templates/template.ts';
import { fillTemplate, type TemplateValues } from '#shared/templates/variables.ts';
import { useStepWords } from './use-step-words.ts';
import classes from './templates.module.css';

interface MacroStepsProps {
  readonly macro: MacroContent;
  /** What its texts are filled with; undefined shows them as they are written. */
  readonly values: TemplateValues | undefined;
}

/** What a macro does, one step below the other, with what it writes. */
export const MacroSteps = ({ macro, values }: MacroStepsProps) => {
  const words = useStepWords();
  return (
    <ol className={classes['steps']}>
      {macro.steps.map((step, place) => {
        const { what, text } = words(step);
        const shown = text !== undefined && values ? fillTemplate(text, values, macro.language).text : text;
        return (
          // oxlint-disable-next-line react/no-array-index-key
          <li key={place}>
            <span>{what}</span>
            {shown !== undefined && <Prose className={classes['written']} text={shown} />}
          </li>
        );
      })}
    </ol>
  );
};
