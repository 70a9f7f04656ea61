/** The compiled thread that reads logs, as the console starts it. */
import '#core/log-worker.ts';
