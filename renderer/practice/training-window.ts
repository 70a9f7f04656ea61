import './training.css';
import { nameFilesBy } from '#renderer/ui/save-file.ts';
import { trainingFileName, trainingLine } from '#shared/practice/mark.ts';

let isTraining = false;

/** Whether this window shows a training desk: for what is made outside of any component. */
export const isTrainingWindow = (): boolean => isTraining;

/** A link to a mail program becomes a draft that says what it is. */
const markMail = ({ target }: MouseEvent): void => {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="mailto:" i]') : null;
  if (!isTraining || !link) return;
  const [address = '', fields = ''] = link.href.split('?', 2);
  const marked = new URLSearchParams(fields);
  const subject = marked.get('subject') ?? '';
  if (subject.startsWith(trainingLine(''))) return;
  marked.set('subject', trainingLine(subject));
  // Mail programs read a plus sign as one.
  link.href = `${address}?${marked.toString().replaceAll('+', '%20')}`;
};

/** Puts this window's frame, and the marks on all that leaves it, on or off. */
export const showTraining = (training: boolean): void => {
  isTraining = training;
  document.documentElement.toggleAttribute('data-training', training);
  nameFilesBy(training ? trainingFileName : (name) => name);
};

document.addEventListener('click', markMail, { capture: true });
document.addEventListener('auxclick', markMail, { capture: true });
