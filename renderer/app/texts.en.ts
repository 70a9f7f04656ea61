/**
 * The English texts of the first view and what is near it, one namespace for each feature; those of screens that are fetched on their own
 * stand in `later-texts.en.ts`. A feature adds its line in both languages; types hold them together.
 */
import { accountsEn } from '#renderer/accounts/messages.en.ts';
import { queueEn } from '#renderer/queue/messages.en.ts';
import { searchEn } from '#renderer/search/messages.en.ts';
import { storageEn } from '#renderer/storage/messages.en.ts';
import { ticketsEn } from '#renderer/tickets/messages.en.ts';
import { timeEn } from '#renderer/time/messages.en.ts';
import { uiEn } from '#renderer/ui/messages.en.ts';
import type { paperEn } from '#renderer/report/paper.en.ts';
import type { sheetEn } from '#renderer/services/sheet.en.ts';
import type { briefingEn } from '#renderer/visits/briefing.en.ts';
import type { handOverEn } from '#renderer/survey/hand-over.en.ts';
import type { laterTextsEn } from './later-texts.en.ts';
import { failuresEn } from './failures.en.ts';
import { appEn } from './messages.en.ts';

export const textsEn = {
  accounts: accountsEn,
  app: appEn,
  failures: failuresEn,
  queue: queueEn,
  search: searchEn,
  storage: storageEn,
  tickets: ticketsEn,
  time: timeEn,
  ui: uiEn,
};

/** What is shown in a language of its own is loaded with what shows it, in both (`useTextsIn`). */
interface TextsOfOthers {
  readonly briefing: typeof briefingEn;
  readonly handOver: typeof handOverEn;
  readonly paper: typeof paperEn;
  readonly serviceSheet: typeof sheetEn;
}

export type Texts = typeof textsEn & typeof laterTextsEn & TextsOfOthers;
