import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { MAX_STEPS } from '#shared/templates/limits.ts';
import { stepKinds, type MacroContent, type MacroStep } from '#shared/templates/template.ts';
import { moved } from './content-edits.ts';
import { ItemHead } from './item-head.tsx';
import { StepFields } from './step-fields.tsx';
import classes from './templates.module.css';

const newStep = (kind: MacroStep['do']): MacroStep => {
  switch (kind) {
    case 'workNote':
      return { do: kind, text: '' };
    case 'comment':
      return { do: kind, text: '', delivery: 'pending' };
    case 'set':
      return { do: kind, kind: null, category: null, impact: null, urgency: null, addTags: [], removeTags: [] };
    case 'assign':
      return { do: kind, to: null, group: null };
    case 'tasks':
      return { do: kind, tasks: [] };
    case 'hold':
      return { do: kind, reason: 'requester', hours: 24, comment: '' };
    case 'resolve':
      return { do: kind, code: 'assistance', text: '', noArticleReason: '' };
  }
};

interface MacroEditorProps {
  readonly content: MacroContent;
  readonly onChange: (content: MacroContent) => void;
  readonly hasTried: boolean;
}

/** The steps of a macro, in the order they are done. */
export const MacroEditor = ({ content, onChange, hasTried }: MacroEditorProps) => {
  const { t } = useTranslation('templates');
  const { steps } = content;
  const put = (next: readonly MacroStep[]) => onChange({ ...content, steps: next });
  return (
    <>
      <h3 className={classes['section']}>{t('steps')}</h3>
      {hasTried && steps.length === 0 && <p role="alert">{t('stepsNeeded')}</p>}
      {steps.map((step, place) => (
        // A step keeps its place on screen while it is written; its kind tells it from what stands there after a move.
        // oxlint-disable-next-line react/no-array-index-key
        <section key={`${place} ${step.do}`} className={classes['group']}>
          <ItemHead
            title={t('stepNumber', { number: place + 1, what: t(`step.${step.do}`) })}
            isFirst={place === 0}
            isLast={place === steps.length - 1}
            onMove={(by) => put(moved(steps, place, by))}
            onRemove={() => put(steps.toSpliced(place, 1))}
          />
          <StepFields step={step} hasTried={hasTried} onChange={(next) => put(steps.with(place, next))} />
        </section>
      ))}
      <div>
        <Menu position="bottom-start">
          <Menu.Target>
            <Button
              size="xs"
              disabled={steps.length >= MAX_STEPS}
              leftSection={<IconPlus size={14} stroke={1.6} aria-hidden />}
            >
              {t('addStep')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {stepKinds.map((kind) => (
              <Menu.Item key={kind} onClick={() => put([...steps, newStep(kind)])}>
                {t(`step.${kind}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
    </>
  );
};
