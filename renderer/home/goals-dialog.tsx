import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { GoalsField, hasWrongGoal } from '#renderer/services/goals-field.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { OutputOf } from '#shared/contract/index.ts';

interface GoalsDialogProps {
  readonly set: OutputOf<'home.goals'>;
  readonly onClose: () => void;
}

/** What the desk as a whole aims at. */
export const GoalsDialog = ({ set, onClose }: GoalsDialogProps) => {
  const { t } = useTranslation('home');
  const client = useClient();
  const [goals, setGoals] = useState(set.goals);
  const [seen, setSeen] = useState(set.revision);
  const [hasTried, setTried] = useState(false);
  const [isStale, setStale] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const save = async () => {
    setTried(true);
    if (hasWrongGoal(goals) || isPending) return;
    setPending(true);
    const saved = await client.call('home.saveGoals', { seen, goals });
    const stale = !saved.ok && saved.failure.code === 'record.stale';
    if (stale) {
      const newest = await client.call('home.goals', {});
      if (newest.ok) setSeen(newest.value.revision);
    }
    setPending(false);
    setStale(stale);
    setFailure(saved.ok || stale ? undefined : saved.failure);
    if (!saved.ok) return;
    announce({ tone: 'done', text: t('goalsSaved') });
    onClose();
  };
  const missing = isStale ? t('goalsStale') : hasTried && hasWrongGoal(goals) ? t('wrongGoals') : undefined;
  return (
    <FormDialog
      name="home.saveGoals"
      title={t('setGoalsTitle')}
      submitLabel={t('save')}
      size={560}
      missing={missing}
      failure={failure}
      pending={isPending}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <p className="muted">{t('goalsHint')}</p>
      <GoalsField goals={goals} hasTried={hasTried} onChange={setGoals} />
    </FormDialog>
  );
};
