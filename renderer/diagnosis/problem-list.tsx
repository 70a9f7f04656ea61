import { useTranslation } from 'react-i18next';
import { BreachGlyph, OkGlyph } from '#renderer/ui/glyphs.tsx';
import type { TreeProblem } from '#shared/diagnosis/problem.ts';
import { useProblemText } from './use-problem-text.ts';
import classes from './editor.module.css';

interface ProblemListProps {
  readonly problems: readonly TreeProblem[];
  readonly onGoTo: (line: number, column: number) => void;
}

/** Each mistake as a sentence that says what to do; a click or Enter goes to its line. */
export const ProblemList = ({ problems, onGoTo }: ProblemListProps) => {
  const { t } = useTranslation('diagnosis');
  const textOf = useProblemText();
  if (problems.length === 0)
    return (
      <p className={classes['good']}>
        <OkGlyph />
        {t('allGood')}
      </p>
    );
  return (
    <ol className={classes['problems']}>
      {problems.map((problem) => {
        const { code, line, column, node } = problem;
        return (
          <li key={`${line} ${column} ${code} ${JSON.stringify(problem.details)}`}>
            <button type="button" onClick={() => onGoTo(line, column)}>
              <BreachGlyph />
              <span>
                <span className="muted small num">
                  {t('lineColumn', { line, column })}
                  {node !== null && ` · ${node}`}
                </span>
                <br />
                {textOf(problem)}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
};
