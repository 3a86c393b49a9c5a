/*
 * Rows about people who do not exist are told by their ids, and so can be found and removed whatever else becomes of
 * them. They have the form of random UUIDs, as phones make them.
 */

/** What every id of a synthetic person or event begins with. */
export const syntheticPrefix = 'be77e700-5eed-';

/** @param number of the person, from 1 */
export const personId = (number: number): string => `${syntheticPrefix}4000-9000-${hex(number, 12)}`;

/** @param index of the event among that person's, from 0 */
export const eventId = (person: number, index: number): string =>
	`${syntheticPrefix}4000-8000-${hex(person, 4)}${hex(index, 8)}`;

export const fastId = (person: number, index: number): string =>
	`${syntheticPrefix}4000-a000-${hex(person, 4)}${hex(index, 8)}`;

/** Of a phone before its owner signed up. */
export const anonymousId = (person: number): string => `${syntheticPrefix}4000-b000-${hex(person, 12)}`;

export const sessionId = (person: number, index: number): string =>
	`${syntheticPrefix}4000-8001-${hex(person, 4)}${hex(index, 8)}`;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
