/** The columns of who still waits: nobody has seen them. */
export const notSeen = { seenAt: null, seenBy: null, outcome: null, outcomeNote: null };

/** The columns of who is here. */
export const notGone = { leftAt: null, sentToId: null, waitToldAt: null };

/** The columns of whom no doctor has advised. */
export const notAdvised = { advice: [], sickDays: null };
