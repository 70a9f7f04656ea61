import { useState } from 'react';
import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { BreachGlyph } from '#renderer/ui/glyphs.tsx';
import {
  goalKey,
  lessIsBetter,
  MAX_GOALS,
  MAX_TARGET_SECONDS,
  measureNames,
  measureWindows,
  unitOf,
  type Goal,
  type MeasureName,
} from '#shared/services/goals.ts';
import { useMeasureWords } from './use-measure-words.ts';
import classes from './services.module.css';

/** A target as it is typed: percent, minutes of a first response, hours of a resolution. */
type TargetUnit = 'percent' | 'minutes' | 'hoursUnit';

const typedIn = (measure: MeasureName): TargetUnit =>
  unitOf(measure) === 'share' ? 'percent' : measure === 'timeToResolve' ? 'hoursUnit' : 'minutes';
const scale: Readonly<Record<TargetUnit, number>> = { percent: 0.01, minutes: 60, hoursUnit: 3600 };

const usual: Readonly<Record<TargetUnit, number>> = { percent: 0.95, minutes: 3600, hoursUnit: 28_800 };

const isRight = ({ measure, target }: Goal): boolean =>
  unitOf(measure) === 'share' ? target >= 0 && target <= 1 : target >= 1 && target <= MAX_TARGET_SECONDS;

const isTwice = (goals: readonly Goal[], goal: Goal): boolean =>
  goals.filter((each) => goalKey(each) === goalKey(goal)).length > 1;

export const hasWrongGoal = (goals: readonly Goal[]): boolean =>
  goals.some((goal) => !isRight(goal) || isTwice(goals, goal));

const shown = ({ measure, target }: Goal): string =>
  Number.isNaN(target) ? '' : String(Math.round((target / scale[typedIn(measure)]) * 100) / 100);

/** NaN for what is no number, which no goal may be. */
const read = (text: string, measure: MeasureName): number => {
  const plain = text.normalize('NFKC').trim().replace(',', '.');
  if (!/^\d+(\.\d+)?$/u.test(plain)) return Number.NaN;
  const target = Number(plain) * scale[typedIn(measure)];
  return unitOf(measure) === 'share' ? Math.round(target * 1e6) / 1e6 : Math.round(target);
};

interface GoalsFieldProps {
  readonly goals: readonly Goal[];
  readonly hasTried: boolean;
  readonly onChange: (goals: readonly Goal[]) => void;
}

/** What is aimed at: a measure, at least or at most so much, over how long. */
export const GoalsField = ({ goals, hasTried, onChange }: GoalsFieldProps) => {
  const { t } = useTranslation('services');
  const free = measureNames.flatMap((measure) =>
    measureWindows
      .toSorted((left, right) => Number(right === 'month') - Number(left === 'month'))
      .map((window) => ({ measure, window })),
  );
  const next = free.find((each) => !goals.some((goal) => goalKey(goal) === goalKey(each)));
  const add = () => {
    if (next) onChange([...goals, { ...next, target: usual[typedIn(next.measure)] }]);
  };
  return (
    <fieldset className={classes['goalsField']}>
      <legend>{t('goals')}</legend>
      {goals.map((goal, place) => (
        <GoalRow
          key={place}
          goal={goal}
          error={
            !hasTried
              ? undefined
              : !isRight(goal)
                ? t(unitOf(goal.measure) === 'share' ? 'targetShare' : 'targetTime')
                : isTwice(goals, goal)
                  ? t('goalTwice')
                  : undefined
          }
          onChange={(changed) => onChange(goals.map((each, at) => (at === place ? changed : each)))}
          onRemove={() => onChange(goals.filter((_, at) => at !== place))}
        />
      ))}
      {next && goals.length < MAX_GOALS && (
        <Button
          size="xs"
          variant="subtle"
          className={classes['add']}
          leftSection={<IconPlus size={14} stroke={1.6} aria-hidden />}
          onClick={add}
        >
          {t('addGoal')}
        </Button>
      )}
    </fieldset>
  );
};

interface GoalRowProps {
  readonly goal: Goal;
  readonly error: string | undefined;
  readonly onChange: (goal: Goal) => void;
  readonly onRemove: () => void;
}

const GoalRow = ({ goal, error, onChange, onRemove }: GoalRowProps) => {
  const { t } = useTranslation('services');
  const words = useMeasureWords();
  const [typed, setTyped] = useState<string>();
  const { measure } = goal;
  const unit = typedIn(measure);
  const isSame = typed !== undefined && Object.is(read(typed, measure), goal.target);
  return (
    <div className={classes['goalRow']}>
      <NativeSelect
        size="xs"
        aria-label={t('measure')}
        value={measure}
        onChange={(event) => {
          const chosen = measureNames.find((each) => each === event.currentTarget.value);
          if (!chosen) return;
          setTyped(undefined);
          onChange({
            ...goal,
            measure: chosen,
            target: typedIn(chosen) === unit ? goal.target : usual[typedIn(chosen)],
          });
        }}
        data={measureNames.map((value) => ({ value, label: words.name(value) }))}
      />
      <span className="muted">{lessIsBetter(measure) ? '≤' : '≥'}</span>
      <TextInput
        size="xs"
        aria-label={`${t('target')}, ${t(unit)}`}
        aria-invalid={error !== undefined}
        error={error !== undefined}
        inputMode="decimal"
        value={isSame ? typed : shown(goal) || (typed ?? '')}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setTyped(text);
          onChange({ ...goal, target: read(text, measure) });
        }}
      />
      <span className="muted">{t(unit)}</span>
      <NativeSelect
        size="xs"
        aria-label={t('window')}
        value={goal.window}
        onChange={(event) => {
          const window = measureWindows.find((each) => each === event.currentTarget.value);
          if (window) onChange({ ...goal, window });
        }}
        data={measureWindows.map((value) => ({ value, label: t(`window.${value}`) }))}
      />
      <ActionIcon aria-label={t('removeGoal', { measure: words.name(measure) })} onClick={onRemove}>
        <IconX size={14} stroke={1.6} aria-hidden />
      </ActionIcon>
      {error !== undefined && (
        <p className={classes['wrong']} role="alert">
          <BreachGlyph />
          {error}
        </p>
      )}
    </div>
  );
};
