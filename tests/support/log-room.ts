import { RuleScanner } from '#core/alerts/matching/rule-scanner.ts';
import { roomHere } from '#core/logs/thread/serve.ts';
import type { LogRule } from '#shared/alerts/rule.ts';

/** Reads logs in this thread, as the compiled one does in its own. */
export const logRoom = roomHere((rules) => new RuleScanner(rules as readonly LogRule[]));
