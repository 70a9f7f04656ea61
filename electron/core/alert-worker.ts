/** Composition of the thread that tries patterns which people write. Bundled on its own for both hosts. */
import { doRuleTask } from './alerts/rule-tasks.ts';
import { serveThread } from './thread-work.ts';

serveThread(doRuleTask);
