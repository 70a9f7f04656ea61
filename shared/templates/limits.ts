/** Longest name, text and list of a template. Here, apart from the schemas, so that forms need not load those. */
export const MAX_TEMPLATE_NAME = 120;
export const MAX_TEMPLATE_TEXT = 20_000;
export const MAX_TEMPLATE_TASKS = 40;
export const MAX_QUESTIONS = 30;
export const MAX_STEPS = 20;
/** A hold by macro lasts at most so many hours. */
export const MAX_HOLD_HOURS = 24 * 90;
