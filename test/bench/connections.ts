/** Connections that the tables go through. */
export const CONNECTIONS = [1, 16, 64] as const;

/** Where goals are read: neither idling on one connection nor only queueing. */
export const GATE_CONNECTIONS = 16;
