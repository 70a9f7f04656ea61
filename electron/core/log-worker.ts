/** Composition of the thread that reads logs and looks for known problems in them. Bundled on its own for both hosts. */
import type { LogRule } from '#shared/alerts/rule.ts';
import { RuleScanner } from './alerts/matching/rule-scanner.ts';
import { serveLogs } from './logs/thread/serve.ts';

serveLogs((rules) => new RuleScanner(rules as readonly LogRule[]));
