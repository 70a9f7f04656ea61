import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import type { Failure } from '#shared/base/result.ts';
import type { PriorityMatrix } from '#shared/priority/matrix.ts';
import type { MatrixView } from '#shared/priority/operations.ts';
import type { Level, Priority } from '#shared/tickets/ticket.ts';
import { createKeptEdits, editKey, useKeptEdit } from './kept-edits.ts';
import { RulePanel } from './rule-panel.tsx';
import { createRulesStore } from './rules-store.ts';
import classes from './rules.module.css';

const levels = [1, 2, 3] as const satisfies readonly Level[];
const priorities = [1, 2, 3, 4] as const satisfies readonly Priority[];

const withCell = (matrix: PriorityMatrix, impact: Level, urgency: Level, priority: Priority): PriorityMatrix => ({
  ...matrix,
  [impact]: { ...matrix[impact], [urgency]: priority },
});

/** Its place in the route, and its id among edits. */
export const MATRIX = 'matrix';

export const matrixEdits = createKeptEdits<PriorityMatrix>();

interface MatrixPanelProps {
  readonly view: MatrixView;
  readonly onClose: () => void;
}

/** Impact down, urgency across, a priority in each cell. */
export const MatrixPanel = ({ view, onClose }: MatrixPanelProps) => {
  const { t } = useTranslation('sla');
  const { t: tickets } = useTranslation('tickets');
  const { saveMatrix } = useStore(useSessionStore(createRulesStore));
  const {
    content: matrix,
    isEdited,
    edit: setMatrix,
    drop,
  } = useKeptEdit(matrixEdits, editKey({ id: MATRIX, version: view.version }), view.matrix);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const save = () => {
    if (isPending) return;
    setPending(true);
    void saveMatrix({ version: view.version, matrix }).then((saved) => {
      setPending(false);
      setFailure(saved.ok ? undefined : saved.failure);
      if (!saved.ok) return;
      drop();
      announce({ tone: 'done', text: t('saved', { name: t('matrix') }) });
    });
  };
  return (
    <RulePanel
      title={t('matrix')}
      note={t('matrixNote')}
      failure={failure}
      pending={isPending}
      onSave={save}
      onClose={onClose}
      onDiscard={isEdited ? drop : undefined}
    >
      <table className={classes['matrix']}>
        <thead>
          <tr>
            <th scope="col">
              {tickets('field.impact')} × {tickets('field.urgency')}
            </th>
            {levels.map((urgency) => (
              <th key={urgency} scope="col">
                {tickets('field.urgency')} {urgency}
                <span>{tickets(`urgency.${urgency}`)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {levels.map((impact) => (
            <tr key={impact}>
              <th scope="row">
                {tickets('field.impact')} {impact}
                <span>{tickets(`impact.${impact}`)}</span>
              </th>
              {levels.map((urgency) => (
                <td key={urgency}>
                  <NativeSelect
                    aria-label={t('cell', { impact, urgency })}
                    value={matrix[impact][urgency]}
                    data={priorities.map((priority) => ({ value: String(priority), label: `P${priority}` }))}
                    onChange={(event) => {
                      const priority = priorities.find((each) => String(each) === event.currentTarget.value);
                      if (priority) setMatrix(withCell(matrix, impact, urgency, priority));
                    }}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </RulePanel>
  );
};
