import { createHash } from 'node:crypto';
import type { ImportedText } from '#shared/knowledge/exchange/outcome.ts';

/** Proves what an imported text said, and what it asked if it asked anything. */
export const digestOf = ({ title, body, tags, quiz }: ImportedText): string =>
  createHash('sha256')
    .update(JSON.stringify(quiz ? [title, body, tags, quiz] : [title, body, tags]), 'utf8')
    .digest('hex');
