import type { Message, Problem } from '../problem.ts';
import { errorAt, problemAt } from '../problem.ts';
import { readNumber } from '../text/read-number.ts';
import type { BilingualRule } from './languages.ts';
import { checkBilingual } from './languages.ts';
import { checkSlug } from './slug.ts';

/** A full row: what is stored, with the change merged over it. */
export type Row = Record<string, unknown>;

export interface NumberRule {
	min: number;
	max: number;
	/** Only whole numbers. */
	whole?: boolean;
	/** May be empty. */
	optional?: boolean;
}

const STATUSES = ['draft', 'published', 'archived'];

const MISSING: Message = {
	en: 'This is needed before publishing. Fill it in.',
	ar: 'هذا الحقل مطلوب قبل النشر. املأه.',
};

/** A row without a status is a draft: that is the column's default. */
export function isDraft(row: Row): boolean {
	return isEmpty(row.status) || row.status === 'draft';
}

export function isEmpty(value: unknown): boolean {
	return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

/** Checks what every content collection has: `status` and `slug`. */
export function checkContentKeys(row: Row): Problem[] {
	const slug = isEmpty(row.slug) ? missing(row, 'slug') : checkSlug(row.slug, 'slug');
	return [...checkStatus(row), ...slug];
}

export function checkStatus(row: Row): Problem[] {
	return isEmpty(row.status) ? [] : checkChoice(row, 'status', STATUSES);
}

/** Texts that a published row must have in both languages. */
export function checkRequiredTexts(row: Row, name: string): Problem[] {
	return checkBilingual(row, name, { presence: isDraft(row) ? 'draft' : 'required' });
}

/** Texts that may be left out, but not in one language only. */
export function checkOptionalTexts(row: Row, name: string): Problem[] {
	const presence: BilingualRule['presence'] = isDraft(row) ? 'draft_together' : 'together';
	return checkBilingual(row, name, { presence });
}

/** A value of the list; empty only in a draft. */
export function checkChoice(row: Row, field: string, choices: readonly string[]): Problem[] {
	const value = row[field];
	if (isEmpty(value)) return missing(row, field);
	if (typeof value === 'string' && choices.includes(value)) return [];
	return [
		errorAt(field, 'CHOICE_UNKNOWN', {
			en: `Choose one of: ${choices.join(', ')}.`,
			ar: `اختر إحدى هذه القيم: ${choices.join('، ')}.`,
		}),
	];
}

/** A number within limits, both included; empty in a draft, or when optional. */
export function checkNumber(row: Row, field: string, rule: NumberRule): Problem[] {
	const value = readNumber(row[field]);
	if (value === null) return rule.optional ? [] : missing(row, field);
	return isWithin(value, rule) ? [] : [errorAt(field, 'NUMBER_OUT_OF_RANGE', describeRange(rule))];
}

export function isWithin(value: number, { min, max, whole = false }: NumberRule): boolean {
	return value >= min && value <= max && (!whole || Number.isInteger(value));
}

export function describeRange({ min, max, whole = false }: NumberRule): Message {
	return {
		en: `Enter a ${whole ? 'whole ' : ''}number from ${min} to ${max}.`,
		ar: `أدخل ${whole ? 'عددًا صحيحًا' : 'رقمًا'} من ${min} إلى ${max}.`,
	};
}

/** What is missing stops publishing, not drafting. */
export function missing(row: Row, field: string): Problem[] {
	return [problemAt(isDraft(row) ? 'warning' : 'error', field, 'VALUE_MISSING', MISSING)];
}
