import type { TFunction } from 'i18next';
import type { DiagnosisRun } from '#shared/diagnosis/run.ts';

type Words = TFunction<'diagnosis'>;

const stepLines = ({ steps }: DiagnosisRun, t: Words): readonly string[] =>
  steps.map(({ question, label, note }, place) => {
    const number = place + 1;
    return note === null
      ? t('report.step', { number, question, label })
      : t('report.stepNoted', { number, question, label, note });
  });

/** A run as a note has it: which diagnosis, each step, and what it came to. */
export const runNote = (run: DiagnosisRun, t: Words): string =>
  [
    t('report.title', { title: run.title, version: run.version }),
    ...stepLines(run, t),
    ...(run.outcome ? [t('report.cause', { cause: run.outcome.cause })] : []),
  ].join('\n');

/** The text of a resolution: what was done, its cause, and the steps that led there. */
export const runResolution = (run: DiagnosisRun, t: Words): string =>
  [
    ...(run.outcome?.resolution ? [run.outcome.resolution.text, ''] : []),
    ...(run.outcome ? [t('report.cause', { cause: run.outcome.cause })] : []),
    t('report.steps'),
    ...stepLines(run, t),
  ].join('\n');

/** Why it goes to somebody else: what they need first, then the run. */
export const runHandOver = (run: DiagnosisRun, t: Words): string =>
  [...(run.outcome?.escalate ? [run.outcome.escalate, ''] : []), runNote(run, t)].join('\n');
