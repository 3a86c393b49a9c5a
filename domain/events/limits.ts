/** Of a whole request, bytes. An honest batch of 100 events has a tenth. */
export const largestBatchBytes = 500 * 1024;

export const mostEvents = 500;

/** Of one event, bytes of JSON. */
export const largestEventBytes = 32 * 1024;

const DAY_MS = 86_400_000;

/** From here on an event is marked as late, ms. */
export const lateAfterMs = 7 * DAY_MS;

/** A corrected time this far ahead of the server's is wrong beyond doubt, ms. */
export const aheadMs = 5 * 60_000;
