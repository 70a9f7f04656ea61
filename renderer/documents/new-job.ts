/** Names a piece of work that reads files, so that it can be stopped before it has answered. */
export const newJob = (): string => crypto.randomUUID();
