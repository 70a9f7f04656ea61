/** Where a tree that is not saved yet stands in the address, and in the key of its draft. No tree can be named so: names begin with a letter. */
export const NEW_TREE = '+';
