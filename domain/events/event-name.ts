const pattern = /^[a-z][a-z0-9]*(_[a-z0-9]+)+$/;

/** What Google Analytics 4 takes, so that a name can go on to other systems. */
export const longestEventName = 40;

/** Two or more words in small Latin letters and digits, joined by underscores, such as fast_started. */
export const isEventName = (text: string): boolean => text.length <= longestEventName && pattern.test(text);
