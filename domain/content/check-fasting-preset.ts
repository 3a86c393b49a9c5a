import type { Problem } from '../problem.ts';
import { errorAt } from '../problem.ts';
import { readNumber } from '../text/read-number.ts';
import type { Row } from './row-checks.ts';
import {
	checkChoice,
	checkContentKeys,
	checkNumber,
	checkOptionalTexts,
	checkRequiredTexts,
} from './row-checks.ts';

const HOURS_PER_DAY = 24;
/** Hours are stored to the minute, which is not a finite decimal. */
const MINUTE = 1 / 60;

/** Checks a full row of `fasting_presets`. Ramadan has no fixed hours: dawn and sunset decide. */
export function checkFastingPreset(row: Row): Problem[] {
	return [
		...checkContentKeys(row),
		...checkRequiredTexts(row, 'name'),
		...checkOptionalTexts(row, 'description'),
		...checkChoice(row, 'kind', ['daily', 'weekly', 'ramadan']),
		...checkHours(row),
		...checkNumber(row, 'fast_days_per_week', {
			min: 1,
			max: 6,
			whole: true,
			optional: row.kind !== 'weekly',
		}),
	];
}

function checkHours(row: Row): Problem[] {
	const optional = row.kind !== 'daily';
	const problems = ['fasting_hours', 'eating_hours'].flatMap((field) =>
		checkNumber(row, field, {
			min: optional ? 0 : 1,
			max: optional ? HOURS_PER_DAY : HOURS_PER_DAY - 1,
			optional,
		}),
	);
	const fasting = readNumber(row.fasting_hours);
	const eating = readNumber(row.eating_hours);
	if (problems.length > 0 || fasting === null || eating === null) return problems;
	if (Math.abs(fasting + eating - HOURS_PER_DAY) < MINUTE) return [];
	return [
		errorAt('eating_hours', 'HOURS_DO_NOT_ADD_UP', {
			en: 'Fasting and eating hours must add up to 24, for example 16 and 8.',
			ar: 'يجب أن يكون مجموع ساعات الصيام والأكل 24، مثل 16 و8.',
		}),
	];
}
