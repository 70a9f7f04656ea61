import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpenStatus } from '#renderer/api/session.tsx';
import { Prose } from '#renderer/writing/prose.tsx';
import { filledTicket, withAnswers, type Answers } from '#shared/templates/questions.ts';
import type { TemplateContent } from '#shared/templates/template.ts';
import { fillTemplate, type TemplateValues } from '#shared/templates/variables.ts';
import { MacroSteps } from './macro-steps.tsx';
import { QuestionsForm } from './questions-form.tsx';
import classes from './templates.module.css';

const samples = {
  en: { title: 'Outlook does not start', requester: 'Lena Ortiz' },
  'zh-CN': { title: 'Outlook 无法启动', requester: '王芳' },
} as const;

const DAY_MS = 86_400_000;

/** What the template makes, with a ticket that does not exist. The questions of a form can be tried. */
export const TemplatePreview = ({ content }: { readonly content: TemplateContent }) => {
  const { t } = useTranslation('templates');
  const { session, desk } = useOpenStatus();
  const [now] = useState(() => Date.now());
  const [answers, setAnswers] = useState<Answers>({});
  const values: TemplateValues = {
    ...samples[content.language],
    number: 'INC-7K3Q-000142',
    me: session.displayName,
    desk,
    now: new Date(now).toISOString(),
    due: new Date(now + DAY_MS).toISOString(),
    answers,
  };
  const made = content.kind === 'ticket' ? filledTicket(content, values) : undefined;
  return (
    <section className={classes['group']} aria-label={t('preview')}>
      <h3 className={classes['section']}>{t('preview')}</h3>
      <p className="small muted">{t('previewHint')}</p>
      {content.kind === 'ticket' && (
        <QuestionsForm
          questions={content.questions}
          answers={answers}
          hasTried={false}
          onAnswer={(id, answer) => setAnswers({ ...answers, [id]: answer })}
        />
      )}
      <div className={classes['preview']}>
        {content.kind === 'reply' && <Prose text={fillTemplate(content.body, values, content.language).text} />}
        {content.kind === 'macro' && <MacroSteps macro={content} values={values} />}
        {made && (
          <>
            <p className="strong">{made.title}</p>
            <Prose text={withAnswers(made.description, made.answers)} />
          </>
        )}
      </div>
    </section>
  );
};
