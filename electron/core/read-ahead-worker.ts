/** Composition of the thread that reads large logs ahead of the one that looks through them. Bundled on its own for both hosts. */
import { serveAhead } from './logs/files/serve-ahead.ts';

serveAhead();
