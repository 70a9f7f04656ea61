/**
 * What a log says is for those who may read logs. Anybody else who may read tickets learns of an alert which problem it is, of which log, how often
 * and when, and its ticket; not the lines, not what was captured in them, and not what was looked at since a line named it.
 */
import { isAllowed } from '#shared/accounts/roles.ts';
import type { Alert } from '#shared/alerts/alert.ts';
import type { RuleAside } from '#shared/alerts/rule.ts';
import type { Session } from '../session.ts';

export const mayReadLogs = ({ roles }: Pick<Session, 'roles'>): boolean => isAllowed(roles, 'logs.read');

export const alertWithoutText = <A extends Alert>(alert: A): A => {
  const { generation, firstLine, line, at } = alert.excerpt;
  const excerpt = { generation, firstLine, line, at, lines: [] };
  return { ...alert, key: '', moreKeys: null, excerpt, finding: null };
};

export const asideWithoutText = (aside: RuleAside): RuleAside => ({
  ...aside,
  file: null,
  generation: null,
  line: null,
  text: '',
});
