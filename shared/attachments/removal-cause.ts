/** Why a file was taken off a ticket. */
export const removalCauses = ['wrong_ticket', 'duplicate', 'personal_data', 'not_needed'] as const;
export type RemovalCause = (typeof removalCauses)[number];
