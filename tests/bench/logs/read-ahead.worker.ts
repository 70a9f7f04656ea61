/** What the product's thread does that reads large logs ahead. */
import '#core/read-ahead-worker.ts';
