/** Composition of the thread that reads foreign articles and makes files of our own. Bundled on its own for both hosts. */
import { doTask, memoryOfAnswer } from './knowledge/exchange/tasks.ts';
import { serveThread } from './thread-work.ts';

serveThread(doTask, memoryOfAnswer);
