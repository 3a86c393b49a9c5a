/** What is promised for the loss of everything: back within so long, and with rows at most so old. Seconds. */
export const recoveryGoals = { recovery_seconds: 4 * 3_600, recovery_point_seconds: 24 * 3_600 } as const;
