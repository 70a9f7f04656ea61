import { createHash } from 'node:crypto';
import type { ImportedText } from '#shared/knowledge/exchange/outcome.ts';

/** Proves what an imported text said. */
export const digestOf = ({ title, body, tags }: ImportedText): string =>
  createHash('sha256')
    .update(JSON.stringify([title, body, tags]), 'utf8')
    .digest('hex');
