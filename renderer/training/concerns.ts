import type { Notice } from '#shared/contract/notice.ts';

/** Whether courses, who is to pass them, or what somebody handed in changed. */
export const concernsTraining = ({ name }: Notice): boolean =>
  name === 'training.changed' || name === 'articles.changed' || name === 'groups.changed';
