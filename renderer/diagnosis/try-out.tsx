import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { answersOf, nameOf, nodeOf, type DiagnosisTree } from '#shared/diagnosis/tree.ts';
import type { ResolutionCode } from '#shared/tickets/ticket.ts';
import { NodeCard } from './node-card.tsx';
import { OutcomeCard } from './outcome-card.tsx';
import { RunTrail, type TrailStep } from './run-trail.tsx';
import { useAnswerKeys } from './use-answer-keys.ts';
import { useDiagnosisLanguage } from './use-diagnosis-language.ts';
import classes from './diagnosis.module.css';

interface TryOutProps {
  readonly tree: DiagnosisTree;
  readonly codeName: (code: ResolutionCode) => string;
}

/** Walks a tree as on a ticket, without one. Steps that the text no longer has fall away, so that one can go on while it is edited. */
export const TryOut = ({ tree, codeName }: TryOutProps) => {
  const { t } = useTranslation('diagnosis');
  const language = useDiagnosisLanguage();
  const [given, setGiven] = useState<readonly string[]>([]);

  let node = nodeOf(tree, tree.start);
  const steps: TrailStep[] = [];
  for (const key of given) {
    const answer = node && answersOf(node).find((each) => each.key === key);
    if (!node || node.kind === 'end' || !answer) break;
    const question = nameOf(node)[language];
    steps.push({ entryId: String(steps.length), question, label: answer.label[language], note: null });
    node = nodeOf(tree, answer.to.node);
  }
  const answer = (key: string) => setGiven([...given.slice(0, steps.length), key]);
  const back = () => setGiven(given.slice(0, Math.max(0, steps.length - 1)));
  useAnswerKeys(node, true, { onAnswer: answer, onBack: steps.length > 0 ? back : undefined });
  return (
    <div className={classes['run']}>
      <RunTrail steps={steps} onBackTo={({ entryId }) => setGiven(given.slice(0, Number(entryId)))} />
      {node?.kind === 'end' ? (
        <OutcomeCard
          takesFocus
          codeName={codeName}
          outcome={{
            node: node.id,
            cause: node.text[language],
            resolution: node.resolution && { code: node.resolution.code, text: node.resolution.text[language] },
            escalate: node.escalate && node.escalate[language],
            article: node.article && node.article[language],
          }}
        />
      ) : (
        node && <NodeCard node={node} step={steps.length + 1} canAnswer isPending={false} onAnswer={answer} />
      )}
      <div className={classes['buttons']}>
        {steps.length > 0 && (
          <>
            <Button size="xs" variant="subtle" color="gray" rightSection={<KeyHint keys="b" />} onClick={back}>
              {t('back')}
            </Button>
            <Button size="xs" variant="subtle" color="gray" onClick={() => setGiven([])}>
              {t('tryAgain')}
            </Button>
          </>
        )}
        <span className="muted small">{t('tryNote')}</span>
      </div>
    </div>
  );
};
