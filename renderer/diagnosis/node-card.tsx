import { useEffect, useRef, type ReactNode } from 'react';
import { Kbd } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { answersOf, nameOf, type AskNode, type DoNode } from '#shared/diagnosis/tree.ts';
import { useDiagnosisLanguage } from './use-diagnosis-language.ts';
import classes from './diagnosis.module.css';

interface NodeCardProps {
  readonly node: AskNode | DoNode;
  /** Says how far one has come; read out with the question. */
  readonly step: number;
  /** False: shown, not to be answered. */
  readonly canAnswer: boolean;
  readonly isPending: boolean;
  readonly onAnswer: (key: string) => void;
  /** Between the question and its answers. */
  readonly children?: ReactNode;
}

/** One question or instruction with its answers, each a button with its key. The focus goes on from an answer to the next question. */
export const NodeCard = ({ node, step, canAnswer, isPending, onAnswer, children }: NodeCardProps) => {
  const { t } = useTranslation('diagnosis');
  const language = useDiagnosisLanguage();
  const list = useRef<HTMLOListElement>(null);
  const place = `${node.id} ${step}`;
  const chosenAt = useRef<string>(undefined);

  useEffect(() => {
    if (chosenAt.current === undefined || chosenAt.current === place) return;
    chosenAt.current = undefined;
    list.current?.querySelector('button')?.focus();
  });

  const choose = (key: string) => {
    chosenAt.current = place;
    onAnswer(key);
  };
  return (
    <div className={classes['node']} data-node={node.id}>
      <div aria-live="polite" aria-atomic>
        <p className="muted small">{t('step', { number: step })}</p>
        <p className={classes['question']}>{nameOf(node)[language]}</p>
        {node.kind === 'do' && (
          <>
            <p className={classes['doing']}>{node.text[language]}</p>
            <p className={classes['doing']}>
              <span className="muted">{t('expect')}</span> {node.expect[language]}
            </p>
          </>
        )}
      </div>
      {node.hint && (
        <details key={node.id} className={classes['hint']}>
          <summary>
            <IconChevronRight size={14} stroke={1.6} aria-hidden />
            {t('hint')}
          </summary>
          <p>{node.hint[language]}</p>
        </details>
      )}
      {children}
      <ol ref={list} className={classes['answers']} data-answers>
        {answersOf(node).map(({ key, label }, place) => (
          <li key={`${node.id} ${key}`}>
            <button
              type="button"
              disabled={!canAnswer}
              aria-disabled={isPending || undefined}
              aria-keyshortcuts={canAnswer ? String(place + 1) : undefined}
              onClick={() => {
                if (!isPending) choose(key);
              }}
            >
              <Kbd aria-hidden>{place + 1}</Kbd>
              <span>{label[language]}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
};
