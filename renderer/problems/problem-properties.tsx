import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/api/session.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Editable } from '#renderer/ui/editable.tsx';
import { PriorityGlyph, StateGlyph } from '#renderer/ui/glyphs.tsx';
import { ChoiceMenu, Property } from '#renderer/ui/property.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { ProblemEdit } from '#shared/problems/plan.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { Level } from '#shared/tickets/ticket.ts';
import { problemShapes } from './problem-list.tsx';
import classes from '#renderer/ui/record-panel.module.css';

const levels = [1, 2, 3] as const satisfies readonly Level[];

interface ProblemPropertiesProps {
  readonly problem: Problem;
  readonly canEdit: boolean;
  readonly categories: readonly string[];
  readonly onBegin: () => void;
  readonly onEdit: (edit: ProblemEdit, seen: Problem) => void;
  /** Absent for who may not, or where it is over. */
  readonly onOwner: (() => void) | undefined;
}

export const ProblemProperties = ({
  problem,
  canEdit,
  categories,
  onBegin,
  onEdit,
  onOwner,
}: ProblemPropertiesProps) => {
  const { t } = useTranslation('problems');
  const { t: tickets } = useTranslation('tickets');
  const { t: ui } = useTranslation('ui');
  const format = useFormat();
  const now = useNow();
  const me = useSession();
  const seen = useRef(problem);
  const begin = () => {
    seen.current = problem;
    onBegin();
  };
  const owner = (
    <>
      <Avatar name={problem.owner?.name ?? null} own={problem.owner?.id === me.userId} />
      <span className="cut">{problem.owner?.name ?? t('nobody')}</span>
    </>
  );
  const priority = (
    <>
      <PriorityGlyph priority={problem.priority} />
      <span>
        P{problem.priority}{' '}
        <span className="muted">
          {tickets('priorityWith', {
            impact: problem.impact,
            impactText: tickets(`impactShort.${problem.impact}`),
            urgency: problem.urgency,
            urgencyText: tickets(`urgencyShort.${problem.urgency}`),
          })}
        </span>
      </span>
    </>
  );
  return (
    <dl className={classes['properties']}>
      <Property name={t('field.state')}>
        <span className={classes['plain']}>
          <StateGlyph state={problemShapes[problem.state]} />
          {t(`state.${problem.state}`)}
        </span>
      </Property>
      <Property name={t('field.owner')}>
        {onOwner ? (
          <button
            type="button"
            className={classes['editable']}
            title={ui('edit', { field: t('field.owner') })}
            onClick={onOwner}
          >
            {owner}
          </button>
        ) : (
          <span className={classes['plain']}>{owner}</span>
        )}
      </Property>
      <Property name={t('field.priority')} wide>
        <ChoiceMenu
          canEdit={canEdit}
          label={ui('edit', { field: t('field.priority') })}
          shown={priority}
          onBegin={begin}
          sections={(['impact', 'urgency'] as const).map((field) => ({
            name: t(`field.${field}`),
            items: levels.map((level) => ({
              id: `${field} ${level}`,
              label: `${level} ${tickets(`${field}.${level}`)}`,
              isChosen: problem[field] === level,
              pick: () => onEdit({ [field]: level }, seen.current),
            })),
          }))}
        />
      </Property>
      <Property name={t('field.category')} wide>
        <Editable
          label={t('field.category')}
          value={problem.category ?? ''}
          placeholder={t('none')}
          maxLength={200}
          suggestions={categories}
          readOnly={!canEdit}
          onBegin={begin}
          onSave={(category) => onEdit({ category: category === '' ? null : category }, seen.current)}
        />
      </Property>
      <Property name={t('field.group')} wide>
        <span className={classes['plain']}>{problem.assignmentGroup ?? t('none')}</span>
      </Property>
      <Property name={t('field.raised')} wide>
        <span className={`${classes['plain']} num`}>{format.dateTime(problem.createdAt, now)}</span>
      </Property>
    </dl>
  );
};
