/** Thread of the measured desk that reads articles: the product's own. */
import '#core/article-worker.ts';
