import { draftFieldOf, filesOfDraft } from '#shared/attachments/draft-files.ts';
import type { StoredFile } from '#shared/attachments/operations.ts';
import { channels, type Channel, type Level, type TicketKind } from '#shared/tickets/ticket.ts';

/** Channels that a person can have received it by. */
export const handChannels = channels.filter(
  (channel): channel is HandChannel => channel !== 'import' && channel !== 'log_alert',
);
export type HandChannel = Exclude<Channel, 'import' | 'log_alert'>;

export const isHandChannel = (value: string | null | undefined): value is HandChannel =>
  handChannels.some((channel) => channel === value);

export const levels = [1, 2, 3] as const satisfies readonly Level[];

export const isLevelText = (value: string | null | undefined): value is '1' | '2' | '3' =>
  value === '1' || value === '2' || value === '3';

export const levelOf = (text: '1' | '2' | '3'): Level => (text === '1' ? 1 : text === '2' ? 2 : 3);

/** What a form begins with that was filled in from lines of a log: nobody chooses it. */
const isOfLog = (value: string | undefined): value is 'log_alert' => value === 'log_alert';

/** The form as it stands on screen. */
export interface NewTicketForm {
  readonly kind: TicketKind;
  readonly channel: HandChannel | 'log_alert';
  readonly title: string;
  readonly description: string;
  readonly requester: string;
  /** Of the contacts; empty for somebody who is only a name. */
  readonly requesterId: string;
  readonly impact: Level;
  readonly urgency: Level;
  readonly category: string;
  /** Id of the service that somebody chose; empty for that of the category. */
  readonly service: string;
  readonly files: readonly StoredFile[];
  /** Id of the template it was filled in from, empty for none, and the answers to its questions. */
  readonly template: string;
  readonly answers: Readonly<Record<string, string>>;
  /** Ids of articles that the ticket is to name. */
  readonly articles: readonly string[];
  /** Ids of assets that it is about. */
  readonly assets: readonly string[];
  /** Id of the alert whose ticket it is to be; empty for none. */
  readonly alert: string;
}

export const emptyForm: NewTicketForm = {
  kind: 'incident',
  channel: 'phone',
  title: '',
  description: '',
  requester: '',
  requesterId: '',
  impact: 3,
  urgency: 2,
  category: '',
  service: '',
  files: [],
  template: '',
  answers: {},
  articles: [],
  assets: [],
  alert: '',
};

const ANSWER = 'answer ';

/** As a draft keeps it. Nothing typed yet: no fields, so that choosing a channel alone leaves no draft behind. */
export const draftOf = ({ answers, articles, assets, ...form }: NewTicketForm): Readonly<Record<string, string>> =>
  form.files.length === 0 &&
  [form.title, form.description, form.requester, form.category, ...Object.values(answers)].every(
    (text) => text.trim() === '',
  )
    ? {}
    : {
        ...form,
        impact: String(form.impact),
        urgency: String(form.urgency),
        files: draftFieldOf(form.files),
        articles: articles.join(' '),
        assets: assets.join(' '),
        ...Object.fromEntries(Object.entries(answers).map(([id, answer]) => [ANSWER + id, answer])),
      };

const idsIn = (text: string | undefined): readonly string[] => text?.split(' ').filter((id) => id !== '') ?? [];

/** A draft read back; what it lacks or what no longer fits is as in an empty form. */
export const formOf = (fields: Readonly<Record<string, string>>): NewTicketForm => {
  const {
    kind,
    channel,
    title,
    description,
    requester,
    requesterId,
    impact,
    urgency,
    category,
    service,
    template,
    articles,
    assets,
    alert,
  } = fields;
  const answers = Object.entries(fields).flatMap(([name, answer]) =>
    name.startsWith(ANSWER) ? [[name.slice(ANSWER.length), answer] as const] : [],
  );
  return {
    kind: kind === 'request' ? 'request' : emptyForm.kind,
    channel: isHandChannel(channel) || isOfLog(channel) ? channel : emptyForm.channel,
    title: title ?? '',
    description: description ?? '',
    requester: requester ?? '',
    requesterId: requesterId ?? '',
    impact: isLevelText(impact) ? levelOf(impact) : emptyForm.impact,
    urgency: isLevelText(urgency) ? levelOf(urgency) : emptyForm.urgency,
    category: category ?? '',
    service: service ?? '',
    files: filesOfDraft(fields),
    template: template ?? '',
    answers: Object.fromEntries(answers),
    articles: idsIn(articles),
    assets: idsIn(assets),
    alert: alert ?? '',
  };
};
