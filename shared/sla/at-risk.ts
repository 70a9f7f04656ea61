/** From this share of its target on a clock is at risk (LOOK.md). */
export const AT_RISK_PERCENT = 75;
