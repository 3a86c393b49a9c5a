import { z } from 'zod';
import { addDays } from '../../../domain/time/civil-date.ts';
import { wholeNumber } from '../../mobile/parameters.ts';

const earliest = '1900-01-01';
const latest = '2100-12-31';

/** A calendar date that every database can hold. */
export const day = z.iso
	.date('use a date such as 2026-01-31')
	.refine((date) => date >= earliest && date <= latest, `use a date from ${earliest} to ${latest}`);

export const limit = wholeNumber(1, 100).default(25).describe('Rows a page, 1 to 100');

/** What every list can be asked. */
export const paging = {
	limit,
	cursor: z
		.string()
		.max(500, 'use a next_cursor as it came')
		.optional()
		.describe('The next_cursor of the page before; the first page without it'),
};

export const language = z
	.enum(['en', 'ar'], 'use en or ar')
	.optional()
	.describe('Language of the answer; the profile’s without it');

const longestRange = 92;

/** From one day to another, both included. */
export const isRange = ({ from, to }: { from: string; to: string }): boolean =>
	from <= to && to <= addDays(from, longestRange - 1);

export const rangeRemedy = `must not be after "to", nor more than ${longestRange} days before it.`;
