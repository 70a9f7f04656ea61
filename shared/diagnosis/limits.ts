/** Most of what a tree can be; in UTF-16 units where it is text. A draft of the text must fit into a draft (`shared/drafts`). */
export const MAX_TREE_TEXT = 100_000;
export const MAX_NODES = 200;
/** As many as there are keys to answer with. */
export const MAX_ANSWERS = 9;
export const MAX_NOTE = 2_000;
