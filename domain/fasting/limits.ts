/** All of these are product policy: no trackers' vendor publishes a full rule, and no paper sets one. */

const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** So much may be missing from a goal that counts as reached. */
export const GRACE_MS = 5 * MINUTE_MS;

/** What ends sooner was a slip of the finger. */
export const MIN_SESSION_MS = HOUR_MS;

/** What ends later is rather a forgotten end than a fast, and is never praised. */
export const MAX_SESSION_MS = 72 * HOUR_MS;

/** Starts as close as this are one start, tapped twice or sent by two devices. */
export const DUPLICATE_START_MS = 5 * MINUTE_MS;

/** A fast that is still open after so long was forgotten; one with a long goal, so long after its goal. */
export const FORGOTTEN_MS = 36 * HOUR_MS;
export const FORGOTTEN_AFTER_GOAL_MS = 12 * HOUR_MS;

/** A longer pause between two fasts is no eating window but a day off. */
export const MAX_EATING_WINDOW_MS = 24 * HOUR_MS;
