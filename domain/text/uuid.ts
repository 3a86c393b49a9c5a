const pattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text has the form of a UUID, of any version and in any case. */
export const isUuid = (text: string): boolean => pattern.test(text);
