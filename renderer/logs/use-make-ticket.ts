import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { handOver } from '#renderer/attachments/hand-over.ts';
import { newDraftKey } from '#renderer/drafts/draft-place.ts';
import { useBeginDraft, useDrafts } from '#renderer/drafts/use-draft.ts';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText, type ShownFailure } from '#renderer/ui/failure-banner.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { withSigns } from '#renderer/ui/with-signs.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { MAX_TRIED } from '#shared/alerts/limits.ts';
import { wordsIn } from '#shared/alerts/rule.ts';
import { draftFieldOf } from '#shared/attachments/draft-files.ts';
import { cutText } from '#shared/base/well-formed.ts';
import type { LogLine } from '#shared/logs/line.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { messageFrom } from './line-text.ts';

const MOST_TITLE = 160;
/** What of an excerpt stands in the description; the rest is in the file. */
const MOST_DESCRIPTION = 4_000;

/** What a line says, without time and level before it: as the title of a ticket. */
const titleFrom = ({ text, isDayInferred }: LogLine): string =>
  withSigns(text.slice(messageFrom(text, isDayInferred)))
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .slice(0, MOST_TITLE);

/** As code: nothing in it is taken for marks of a text. */
const fenced = (text: string): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
};

/** Lines of a problem that has an open ticket: what they are to become. */
export interface OpenTicketQuestion {
  readonly number: string;
  readonly title: string;
  readonly add: () => Promise<ShownFailure | undefined>;
  readonly create: () => Promise<void>;
}

/**
 * A new ticket from lines: the form opens with title, where they stand, the lines themselves and a file of them, and with category, priority and
 * articles of the rule that they fit; what is made of it is the ticket of the alert that stands for the same problem. Where that has an open one,
 * `ask` is called instead. Nothing is sent before a person does.
 */
export const useMakeTicket = (
  viewId: string,
  ask: (question: OpenTicketQuestion) => void,
): ((line: LogLine, lines: InputOf<'logs.excerpt'>['lines'], assetId: string | null) => Promise<void>) => {
  const { t } = useTranslation('logs');
  const client = useClient();
  const format = useFormat();
  const failureText = useFailureText();
  const { drafts } = useDrafts();
  const begin = useBeginDraft();
  return async (line, lines, assetId) => {
    const excerpt = await client.call('logs.excerpt', { viewId, lines });
    if (!excerpt.ok) {
      announce({ tone: 'refused', text: failureText(excerpt.failure) });
      return;
    }
    const { text, parts, cut } = excerpt.value;
    // What stands around one line is no reason for its ticket.
    const chosen = 'rank' in lines ? line.text : text;
    const { sourceId } = line;
    const fitting = await client.call('alerts.fittingRule', { text: cutText(chosen, MAX_TRIED), sourceId });
    const rule = fitting.ok ? fitting.value : null;
    const alert = rule?.alert ?? null;
    const where = parts.map(({ source, file, generation, firstLine, lastLine }) =>
      t('excerptFrom', { source, file, generation, first: firstLine, last: lastLine }),
    );
    const description = [
      ...where,
      ...(rule ? [t('excerptRule', { name: wordsIn(rule.name, format.language), code: rule.code })] : []),
      ...(cut > 0 ? [t('excerptCut', { count: cut })] : []),
      '',
      fenced(text.slice(0, MOST_DESCRIPTION).split('\n').map(withSigns).join('\n').trimEnd()),
    ].join('\n');
    const store = () => {
      const name = t('excerptName', { line: line.line });
      const file = new File([text], name, { type: 'text/plain' });
      return handOver(client, file, name, () => undefined, new AbortController().signal);
    };
    const create = async () => {
      const stored = await store();
      if (!stored.ok) announce({ tone: 'refused', text: failureText(stored.failure) });
      const key = newDraftKey(drafts.map((draft) => draft.key));
      begin(key, {
        ...(rule && {
          category: rule.category[format.language],
          impact: String(rule.impact),
          urgency: String(rule.urgency),
          articles: rule.articleIds.join(' '),
        }),
        title: titleFrom(line) || t('excerptTitle', { source: parts[0]?.source ?? '' }),
        description,
        channel: 'log_alert',
        assets: assetId ?? '',
        alert: alert?.ticket === null ? alert.alertId : '',
        files: draftFieldOf(stored.ok ? [stored.value] : []),
      });
      navigate('queue', key);
    };
    if (!alert?.ticket) {
      await create();
      return;
    }
    const { alertId, ticket } = alert;
    const add = async () => {
      const stored = await store();
      if (!stored.ok) return stored.failure;
      const { sha256, name } = stored.value;
      const added = await client.call('alerts.addLines', { alertId, text: description, files: [{ sha256, name }] });
      if (!added.ok) return added.failure;
      const { ticketId, number } = added.value;
      const open = { label: t('openTicket'), run: () => navigate('queue', ticketId) };
      announce({ tone: 'done', text: t('linesAdded', { number }), action: open });
      return undefined;
    };
    ask({ number: ticket.number, title: ticket.title, add, create });
  };
};
