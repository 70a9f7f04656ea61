/** Decides only how modifier keys are named and read; nothing else may depend on the system. */
export const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);
