import { useEffect, useState } from 'react';
import { useClient } from '#renderer/api/session.tsx';
import type { CheckedTree } from '#shared/diagnosis/check-tree.ts';
import type { DiagnosisTree } from '#shared/diagnosis/tree.ts';

/** A check waits until somebody has stopped typing for this long. */
const QUIET_MS = 250;

interface CheckedText {
  /** Of the text as it is now; undefined while it is being checked. */
  readonly checked: CheckedTree | undefined;
  /** As of the last check. */
  readonly last: CheckedTree | undefined;
  /** Of the last text that could be made out. */
  readonly outline: DiagnosisTree | undefined;
}

/** Checks a text while it is written; the answer to an older text never stands beside a newer one. */
export const useCheckedText = (text: string, first: CheckedTree | undefined): CheckedText => {
  const client = useClient();
  const [found, setFound] = useState<{ readonly text: string; readonly checked: CheckedTree } | undefined>(
    first && { text, checked: first },
  );
  const [outline, setOutline] = useState(first?.outline ?? undefined);
  const isChecked = found?.text === text;
  useEffect(() => {
    if (isChecked) return undefined;
    let isWanted = true;
    const timer = window.setTimeout(() => {
      void client.call('diagnosis.check', { text }).then((answer) => {
        if (!isWanted || !answer.ok) return;
        setFound({ text, checked: answer.value });
        if (answer.value.outline) setOutline(answer.value.outline);
      });
    }, QUIET_MS);
    return () => {
      isWanted = false;
      window.clearTimeout(timer);
    };
  }, [client, text, isChecked]);
  return { checked: isChecked ? found.checked : undefined, last: found?.checked, outline };
};
