/** The product's thread that reads large logs ahead. */
import '#core/read-ahead-worker.ts';
