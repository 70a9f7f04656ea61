import type { SetUpInput } from './set-up.ts';

/** Who works at every training desk. Known to everyone: it holds invented people and tickets only. */
export const practicePerson: SetUpInput = {
  desk: 'Training desk 培训台',
  name: 'sam',
  displayName: 'Sam Rivers',
  passphrase: 'practise without worry',
  sample: true,
};
