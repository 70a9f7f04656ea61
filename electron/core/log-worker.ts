/** Composition of the thread that reads logs. Bundled on its own for both hosts. */
import { serveLogs } from './logs/thread/serve.ts';

serveLogs();
