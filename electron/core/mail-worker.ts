/** Composition of the thread that takes mails apart. Bundled on its own for both hosts. */
import { serveMails } from './mail/serve-mails.ts';

serveMails();
