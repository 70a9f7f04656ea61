import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Fitness } from '#shared/qualifications/operations.ts';

export interface FitnessUse {
  /** A few words on how somebody stands to what these tickets ask for; undefined where they ask for nothing. */
  readonly hintOf: (userId: string) => string | undefined;
  /** What is required and lacking, in words; empty where nothing is. */
  readonly requiredLacks: (userId: string | null) => string;
  /** What is only advised and lacking, in words. */
  readonly advisedLacks: (userId: string | null) => string;
}

/** How those who can be given these tickets stand to what they ask for, for the group that they are about to wait for. */
export const useFitness = (ticketIds: readonly string[], group: string | null): FitnessUse => {
  const { t } = useTranslation('qualifications');
  const client = useClient();
  const format = useFormat();
  const [fitness, setFitness] = useState<readonly Fitness[]>([]);
  const ids = ticketIds.join(' ');
  useEffect(() => {
    let current = true;
    void client
      .call('qualifications.fitness', { ticketIds: ids === '' ? [] : ids.split(' ').slice(0, 500), group })
      .then((answer) => {
        if (current && answer.ok) setFitness(answer.value);
      });
    return () => {
      current = false;
    };
  }, [client, ids, group]);
  return useMemo(() => {
    const byId = new Map(fitness.map((each) => [each.userId, each]));
    const lacksOf = (userId: string | null, strength: 'required' | 'advised'): string =>
      format.series(
        (byId.get(userId ?? '')?.lacks ?? []).flatMap((lack) =>
          lack.strength === strength ? [t(`lack.${lack.reason}`, { name: lack.name })] : [],
        ),
      );
    return {
      requiredLacks: (userId) => lacksOf(userId, 'required'),
      advisedLacks: (userId) => lacksOf(userId, 'advised'),
      hintOf: (userId) => {
        const known = byId.get(userId);
        if (!known) return undefined;
        const parts = [lacksOf(userId, 'required'), lacksOf(userId, 'advised')].filter((part) => part !== '');
        const ending = known.ending.map(({ name, days }) => t('endingSoon', { name, count: days }));
        const all = [...parts, ...ending];
        return all.length === 0 ? t('qualified') : format.series(all);
      },
    };
  }, [fitness, format, t]);
};
