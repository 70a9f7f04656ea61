import { auditZhCN } from '#renderer/audit/messages.zh-CN.ts';
import { diagnosisZhCN } from '#renderer/diagnosis/messages.zh-CN.ts';
import { importsZhCN } from '#renderer/imports/messages.zh-CN.ts';
import type { MessagesOf } from '#renderer/ui/messages.ts';
import type { laterTextsEn } from './later-texts.en.ts';

export const laterTextsZhCN: {
  readonly [Namespace in keyof typeof laterTextsEn]: MessagesOf<(typeof laterTextsEn)[Namespace]>;
} = { audit: auditZhCN, diagnosis: diagnosisZhCN, imports: importsZhCN };
