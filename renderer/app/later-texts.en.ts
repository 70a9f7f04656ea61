/** English texts of screens that are fetched on their own: they come with the first of them (`fetchLaterTexts`). */
import { auditEn } from '#renderer/audit/messages.en.ts';
import { diagnosisEn } from '#renderer/diagnosis/messages.en.ts';
import { importsEn } from '#renderer/imports/messages.en.ts';

export const laterTextsEn = { audit: auditEn, diagnosis: diagnosisEn, imports: importsEn };
