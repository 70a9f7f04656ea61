import { useTranslation } from 'react-i18next';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { answersOf, type TreeNode } from '#shared/diagnosis/tree.ts';

interface AnswerKeys {
  readonly onAnswer: (key: string) => void;
  /** Undefined: there is nothing to take back. */
  readonly onBack: (() => void) | undefined;
}

/** 1 to 9 answer the node on screen, b goes back. `active` is false while an answer is on its way or for who may not answer. */
export const useAnswerKeys = (node: TreeNode | undefined, active: boolean, { onAnswer, onBack }: AnswerKeys): void => {
  const { t } = useTranslation('diagnosis');
  const group = t('diagnosis');
  const answers = node && active ? answersOf(node) : [];
  useCommands(
    'diagnosis-answers',
    [
      ...answers.map(({ key }, place) => ({
        id: `diagnosis.answer.${place + 1}`,
        label: t('answer', { number: place + 1 }),
        group,
        key: String(place + 1),
        keyOnly: true,
        run: () => onAnswer(key),
      })),
      ...(onBack && active
        ? [{ id: 'diagnosis.back', label: t('back'), group, key: 'b', keyOnly: true, run: onBack }]
        : []),
    ],
    { active: active && (answers.length > 0 || onBack !== undefined) },
  );
};
