/** Tools that a desk keeps, shipped ones among them. */
export const MAX_TOOLS = 200;
export const MAX_TOOL_NAME = 80;
export const MAX_TOOL_TEXT = 500;
/** A guide that is written with the tool, each language. */
export const MAX_GUIDE = 20_000;
export const MAX_PARAMETERS = 20;
export const MAX_ARGUMENTS = 60;
export const MAX_FILES = 10;
/** A program or a file of a tool: whole images of systems are no tools, and reading them would hold everything up. */
export const MAX_FILE_BYTES = 1024 * 1024 * 1024;
/** What may lie in a folder that is part of an approval. */
export const MAX_FOLDER_FILES = 2_000;
export const MAX_FOLDER_BYTES = 64 * 1024 * 1024;
export const MAX_CHOICES = 40;
/** Longest value of any parameter, and longest literal. */
export const MAX_VALUE = 500;
/** Longest path of any system that this runs on. */
export const MAX_TOOL_PATH = 4_096;
/** All arguments together: Windows takes 32,767 characters. */
export const MAX_COMMAND = 30_000;
export const MAX_TIME_LIMIT_S = 24 * 3_600;
/** Kept of what a tool writes: its beginning and its end. */
export const MAX_OUTPUT_BYTES = 8 * 1024 * 1024;
/** What a run may put into its own folder, and how large one file that it writes may get where the system can say so. */
export const MAX_RUN_DISK_BYTES = 512 * 1024 * 1024;
/** Less than that left on a disk, and a run that takes of it is ended: the desk itself has to be able to write. */
export const LEAST_FREE_BYTES = 512 * 1024 * 1024;
/** At once on one desk. */
export const MAX_RUNS = 4;
