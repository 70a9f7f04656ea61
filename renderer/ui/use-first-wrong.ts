import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

/**
 * A submit that is refused takes the focus to the first field marked wrong. `afterSubmit` is called by every submit; what is
 * wrong is looked up once it is drawn, and where nothing is the focus stays.
 */
export const useFirstWrong = <Form extends HTMLElement>(): {
  readonly form: RefObject<Form | null>;
  readonly afterSubmit: () => void;
} => {
  const form = useRef<Form>(null);
  const [submits, setSubmits] = useState(0);
  useEffect(() => {
    if (submits === 0) return;
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    const field = wrong?.matches('input, textarea, select') ? wrong : wrong?.querySelector<HTMLElement>('input');
    field?.focus();
  }, [submits]);
  const afterSubmit = useCallback(() => setSubmits((count) => count + 1), []);
  return { form, afterSubmit };
};
