/** The product's thread that reads logs and looks for known problems in them. */
import { RuleScanner } from '#core/alerts/matching/rule-scanner.ts';
import { serveLogs } from '#core/logs/thread/serve.ts';
import type { LogRule } from '#shared/alerts/rule.ts';

serveLogs((rules) => new RuleScanner(rules as readonly LogRule[]));
