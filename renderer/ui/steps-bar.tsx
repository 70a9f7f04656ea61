import classes from './record-panel.module.css';

interface StepsBarProps<Step extends string> {
  readonly label: string;
  readonly steps: readonly Step[];
  readonly now: Step;
  readonly nameOf: (step: Step) => string;
}

/** The steps that a record goes through, as one stepper. */
export const StepsBar = <Step extends string>({ label, steps, now, nameOf }: StepsBarProps<Step>) => {
  const place = steps.indexOf(now);
  return (
    <ol className={classes['phases']} aria-label={label}>
      {steps.map((step, index) => (
        <li
          key={step}
          data-step={index < place ? 'done' : index === place ? 'now' : 'later'}
          aria-current={index === place ? 'step' : undefined}
        >
          {nameOf(step)}
        </li>
      ))}
    </ol>
  );
};
